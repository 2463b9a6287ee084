"""Reading `event.toml`: every mistake ends in a sentence with its place and what to write."""

import difflib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from recommender.errors import FileError
from recommender.events.errors import EventError, PlacedError
from recommender.events.settings import EventSettings
from recommender.problems import Problem, shown

MAX_FILE = 5 * 1024 * 1024
"""Bytes of a file of settings."""

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")

# pydantic's names for a value of another kind than its key has, and the code of our sentence for it.
_KINDS = {
    "int_type": "event-not-whole",
    "int_from_float": "event-not-whole",
    "int_parsing": "event-not-whole",
    "float_type": "event-no-number",
    "float_parsing": "event-no-number",
    "finite_number": "event-no-number",
    "bool_type": "event-not-true-or-false",
    "date_type": "event-no-date",
    "date_parsing": "event-no-date",
    "date_from_datetime_parsing": "event-no-date",
    "date_from_datetime_inexact": "event-no-date",
    "time_type": "event-no-time",
    "time_parsing": "event-no-time",
    "tuple_type": "event-no-list",
    "dict_type": "event-no-group",
    "model_type": "event-no-group",
    "model_attributes_type": "event-no-group",
    "extra_forbidden": "event-unknown-key",
    "missing": "event-missing-key",
    "literal_error": "event-no-choice",
    "greater_than_equal": "event-too-small",
    "greater_than": "event-too-small",
    "less_than_equal": "event-too-large",
    "too_short": "event-too-short",
    "string_too_short": "event-too-short",
    "too_long": "event-too-long",
    "string_too_long": "event-too-long",
}
_LIMITS = ("ge", "gt", "le", "min_length", "max_length")


def read_settings(path: Path) -> EventSettings:
    """Read the settings of an event.

    Raises FileError where there is no such file, and EventError with line and column where it is no
    TOML, or else with the key that is wrong.
    """
    try:
        given = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, str(error)) from error
    try:
        return EventSettings.model_validate(given)
    except ValidationError as error:
        raise _wrong(path, _first(error)) from error


def _text(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size > MAX_FILE:
            raise FileError("file-too-large", path=path, limit=MAX_FILE // 2**20)
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise FileError("no-such-file", path=path) from error
    except IsADirectoryError as error:
        raise FileError("is-a-directory", path=path) from error
    except UnicodeDecodeError as error:
        raise FileError("not-text", path=path) from error
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or error
        raise FileError("unreadable-file", path=path, detail=detail) from error


def _not_toml(path: Path, detail: str) -> EventError:
    place = _PLACE.search(detail)
    line, column = (place[1], place[2]) if place and place[1] else (None, None)
    if line is None:
        line, column = str(len(_text(path).splitlines()) or 1), "1"
    reason = _PLACE.sub("", detail)
    return EventError("event-not-toml", path=path, line=line, column=column, detail=shown(reason))


def _first(error: ValidationError) -> ErrorDetails:
    """The first mistake; where several kinds of value were tried, the one that came nearest."""
    listed = error.errors(include_url=False)
    key = _own(listed[0]["loc"])
    same = (one for one in listed if _own(one["loc"])[: len(key)] == key)
    return max(same, key=lambda one: len(one["loc"]))


def _own(place: tuple[int | str, ...]) -> list[int | str]:
    return [part for part in place if not _is_branch(part)] or list(place)


def _wrong(path: Path, detail: ErrorDetails) -> PlacedError:
    """The first mistake that was found, with its key."""
    place = _own(detail["loc"])
    key = _key(place)
    problem = setting_problem(detail, key)
    if problem.code == "event-unknown-key":
        keys = list(_keys_at(EventSettings, place[:-1]))
        near = difflib.get_close_matches(str(place[-1]), keys, n=1, cutoff=0.5) or keys
        problem.values["known"] = ", ".join(near)
    return PlacedError("event-setting", problem, path=path, setting=key or "–")


def setting_problem(detail: ErrorDetails, key: str) -> Problem:
    """What is wrong with the value of a key."""
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    # Our own codes have hyphens, pydantic's have underscores.
    code = kind if "-" in kind else _KINDS.get(kind, "event-no-text")
    values: dict[str, object] = {
        "setting": key,
        "value": shown(detail["input"]),
        "limit": next((context[name] for name in _LIMITS if name in context), ""),
        "known": str(context.get("expected", context.get("known", ""))).replace("'", ""),
        "name": shown(context.get("name", "")),
    }
    return Problem(code, values)


def _key(place: list[int | str]) -> str:
    """The path of a key as TOML writes it: `sides.a.capacity`, `sessions[2].start`."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).removeprefix(".")


def _is_branch(part: int | str) -> bool:
    """Whether pydantic says only which of several kinds of value it tried."""
    if isinstance(part, int):
        return False
    return part == "str" or part.strip("`").startswith(("tuple[", "function-"))


def _keys_at(model: type[BaseModel], place: list[int | str]) -> Iterator[str]:
    for part in place:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models(model.model_fields[part].annotation), model)
    yield from model.model_fields


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)

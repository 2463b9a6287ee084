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
from recommender.events.errors import EventError
from recommender.events.settings import EventSettings
from recommender.problems import shown

MAX_FILE = 5 * 1024 * 1024
"""Bytes of a file of settings."""

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")

# What pydantic expected, by its own name for the mistake: a text `event.expected.<kind>`.
_EXPECTED = {
    "int_type": "whole-number",
    "int_from_float": "whole-number",
    "int_parsing": "whole-number",
    "float_type": "number",
    "float_parsing": "number",
    "finite_number": "number",
    "string_type": "text",
    "string_too_short": "text",
    "bool_type": "yes-no",
    "date_type": "date",
    "date_parsing": "date",
    "date_from_datetime_parsing": "date",
    "date_from_datetime_inexact": "date",
    "time_type": "time",
    "time_parsing": "time",
    "tuple_type": "list",
    "dict_type": "table",
    "model_type": "table",
    "model_attributes_type": "table",
}
_BOUNDS = {"greater_than_equal": "ge", "greater_than": "gt", "less_than_equal": "le"}
_LENGTHS = {"too_short": "min_length", "too_long": "max_length", "string_too_long": "max_length"}


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
        raise _wrong(path, error.errors(include_url=False)[0]) from error


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


def _wrong(path: Path, detail: ErrorDetails) -> EventError:
    kind, place = detail["type"], [part for part in detail["loc"] if not _is_branch(part)]
    key = _key(place) or "event.toml"
    value = shown(detail["input"])
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        keys = list(_keys_at(EventSettings, place[:-1]))
        near = difflib.get_close_matches(str(place[-1]), keys, n=1, cutoff=0.5) or keys
        return EventError("event-unknown-key", path=path, key=key, near=", ".join(near))
    if kind == "missing":
        return EventError("event-missing-key", path=path, key=key)
    if kind == "literal_error":
        known = str(context["expected"]).replace("'", "")
        return EventError("event-no-choice", path=path, key=key, value=value, known=known)
    if "-" in kind:  # our own
        return EventError(kind, path=path, key=key, value=value, **_named(context))
    if kind in _BOUNDS:
        code = "event-too-small" if kind.startswith("greater") else "event-too-large"
        return EventError(code, path=path, key=key, value=value, limit=context[_BOUNDS[kind]])
    if kind in _LENGTHS:
        code = "event-too-short" if kind == "too_short" else "event-too-long"
        return EventError(code, path=path, key=key, limit=context[_LENGTHS[kind]])
    return WrongKindError(path, key, value, _EXPECTED.get(kind, "text"))


class WrongKindError(EventError):
    """A value of another kind than its key has; says the kind in the reader's language."""

    def __init__(self, path: Path, key: str, value: str, expected: str) -> None:
        self.expected = expected
        super().__init__("event-wrong-kind", path=path, key=key, value=value)

    def remedy(self, language: Any) -> str:  # noqa: ANN401 - that of the base
        """What to write instead."""
        expected = self.messages.text(f"event.expected.{self.expected}", language)
        return self.messages.text("event-wrong-kind.remedy", language, expected=expected)


def _named(context: dict[str, Any]) -> dict[str, Any]:
    return {name: shown(value) for name, value in context.items()}


def _key(place: list[int | str]) -> str:
    """The path of a key as TOML writes it: `sides.a.capacity`, `sessions[2].start`."""
    parts = []
    for part in place:
        parts.append(f"[{part + 1}]" if isinstance(part, int) else f".{part}")
    return "".join(parts).removeprefix(".")


def _is_branch(part: int | str) -> bool:
    """Whether pydantic says only which of several kinds of value it tried."""
    return isinstance(part, str) and part.startswith(("str", "tuple[", "function-", "model"))


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

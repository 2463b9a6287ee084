"""Settings that people write as TOML: every mistake ends in a sentence with its place and a remedy."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from embeddings import MitraError
from recommender.errors import FileError
from recommender.problems import Problem, limit_in, shown

SettingsT = TypeVar("SettingsT", bound=BaseModel)

MAX_FILE = 5 * 1024 * 1024
"""Bytes of a file of settings."""

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")

# pydantic's names for a value of another kind than its key has, and the code of our sentence for it.
_KINDS = {
    "int_type": "setting-not-whole",
    "int_from_float": "setting-not-whole",
    "int_parsing": "setting-not-whole",
    "float_type": "setting-no-number",
    "float_parsing": "setting-no-number",
    "finite_number": "setting-no-number",
    "bool_type": "setting-not-true-or-false",
    "date_type": "setting-no-date",
    "date_parsing": "setting-no-date",
    "date_from_datetime_parsing": "setting-no-date",
    "date_from_datetime_inexact": "setting-no-date",
    "time_type": "setting-no-time",
    "time_parsing": "setting-no-time",
    "tuple_type": "setting-no-list",
    "dict_type": "setting-no-group",
    "model_type": "setting-no-group",
    "model_attributes_type": "setting-no-group",
    "extra_forbidden": "setting-unknown-key",
    "missing": "setting-missing-key",
    "literal_error": "setting-no-choice",
    "greater_than_equal": "setting-too-small",
    "greater_than": "setting-too-small",
    "less_than_equal": "setting-too-large",
    "too_short": "setting-too-short",
    "string_too_short": "setting-too-short",
    "too_long": "setting-too-long",
    "string_too_long": "setting-too-long",
}


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What mistakes in one kind of settings become.

    `not_toml` is called with `path`, `line`, `column` and `detail`; `wrong` with the problem, which is a
    `problem`, and with `path` and `setting`, its key. Validators of the settings name problems of their
    own by raising PydanticCustomError with a code that has hyphens.
    """

    not_toml: Callable[..., MitraError]
    wrong: Callable[..., MitraError]
    problem: type[Problem] = Problem


def read_settings_file(path: Path, model: type[SettingsT], mistakes: Mistakes) -> SettingsT:
    """Read settings of one kind.

    Raises FileError where there is no such file, and what `mistakes` makes of the rest: with line and
    column where it is no TOML, or else with the key that is wrong.
    """
    text = _text(path)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise mistakes.not_toml(path=path, **_syntax(text, str(error))) from error
    try:
        return model.model_validate(given)
    except ValidationError as error:
        setting, problem = _wrong(model, _first(error), mistakes.problem)
        raise mistakes.wrong(problem, path=path, setting=setting) from error


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


def _syntax(text: str, detail: str) -> dict[str, object]:
    place = _PLACE.search(detail)
    line, column = (place[1], place[2]) if place and place[1] else (None, None)
    if line is None:
        line, column = str(len(text.splitlines()) or 1), "1"
    return {"line": line, "column": column, "detail": shown(_PLACE.sub("", detail))}


def _first(error: ValidationError) -> ErrorDetails:
    """The first mistake; where several kinds of value were tried, the one that came nearest."""
    listed = error.errors(include_url=False)
    key = _own(listed[0]["loc"])
    same = (one for one in listed if _own(one["loc"])[: len(key)] == key)
    return max(same, key=lambda one: len(one["loc"]))


def _own(place: tuple[int | str, ...]) -> list[int | str]:
    return [part for part in place if not _is_branch(part)] or list(place)


def _wrong(
    model: type[BaseModel], detail: ErrorDetails, problem: type[Problem]
) -> tuple[str, Problem]:
    """The key of a mistake, and the mistake as a problem."""
    place = _own(detail["loc"])
    key = _key(place)
    found = setting_problem(detail, key, problem)
    if found.code == "setting-unknown-key":
        keys = list(_keys_at(model, place[:-1]))
        near = difflib.get_close_matches(str(place[-1]), keys, n=1, cutoff=0.5) or keys
        found.values["known"] = ", ".join(near)
    return key or "–", found


def setting_problem(detail: ErrorDetails, key: str, problem: type[Problem] = Problem) -> Problem:
    """What is wrong with the value of a key."""
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    # Our own codes have hyphens, pydantic's have underscores.
    code = kind if "-" in kind else _KINDS.get(kind, "setting-no-text")
    values: dict[str, object] = {
        "setting": key,
        "value": shown(detail["input"]),
        "limit": limit_in(context),
        "known": str(context.get("expected", context.get("known", ""))).replace("'", ""),
        "name": shown(context.get("name", "")),
    }
    return problem(code, values)


def _key(place: list[int | str]) -> str:
    """The path of a key as TOML writes it: `sides.a.capacity`, `sessions[2].start`."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).removeprefix(".")


def _is_branch(part: int | str) -> bool:
    """Whether pydantic says only which of several kinds of value it tried, or that a key is meant."""
    if isinstance(part, int):
        return False
    return part in {"str", "[key]"} or part.strip("`").startswith(("tuple[", "function-"))


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

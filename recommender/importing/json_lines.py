"""JSON Lines: one company an object, one object a line."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from recommender.errors import FileError
from recommender.importing.encoding import detect_encoding, is_foreign, open_text, share_read
from recommender.importing.table import Record, Table
from recommender.problems import Problem, ProblemError, shown

_MAX_DEPTH = 20


@contextmanager
def open_json_lines(path: Path) -> Iterator[Table]:
    """Open a JSON Lines file; a line that is no object becomes a record with a problem."""
    encoding = detect_encoding(path)
    with open_text(path, encoding) as lines:
        first = next((line for line in map(_bare, lines) if line), "")
        if first.startswith("["):
            raise FileError("json-array", path=path)
    with open_text(path, encoding) as lines:
        yield Table(None, _records(lines, encoding), lambda: share_read(lines))


def _records(lines: Iterable[str], encoding: str) -> Iterator[Record]:
    for number, line in enumerate(lines, start=1):
        text = _bare(line)
        if not text:
            continue
        if is_foreign(text, encoding):
            yield Record(number, {}, Problem("undecodable"))
            continue
        try:
            yield Record(number, _object(text))
        except ProblemError as error:
            yield Record(number, {}, error.problem)


def _bare(line: str) -> str:
    # Files that were joined have a byte order mark in the middle.
    return line.strip().removeprefix("\ufeff")


def _object(text: str) -> dict[str, object]:
    try:
        value = json.loads(text, parse_constant=_refuse, parse_int=_integer)
    except RecursionError:
        raise ProblemError(Problem("json-too-deep")) from None
    except json.JSONDecodeError as error:
        raise ProblemError(Problem("not-json", {"place": error.colno})) from None
    if not isinstance(value, dict):
        raise ProblemError(Problem("not-a-json-object"))
    if _is_deeper(value, _MAX_DEPTH):
        raise ProblemError(Problem("json-too-deep"))
    return value


def _is_deeper(value: object, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(item, levels - 1) for item in inner)


def _integer(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:  # Python limits the digits, as the time grows with their square
        _refuse(digits)


def _refuse(literal: str) -> NoReturn:
    raise ProblemError(Problem("json-number", {"value": shown(literal)}))

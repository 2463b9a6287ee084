"""JSON Lines: one company an object, one object a line."""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from recommender.errors import FileError
from recommender.importing.encoding import detect_encoding
from recommender.importing.table import MAX_CELL, Record, Table, size
from recommender.problems import Problem


@contextmanager
def open_json_lines(path: Path) -> Iterator[Table]:
    """Open a JSON Lines file; a line that is no object becomes a record with a problem."""
    encoding = detect_encoding(path)
    total = size(path)
    with path.open("rb") as raw:
        if raw.read(MAX_CELL).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[":
            raise FileError("json-array", path=path)
        raw.seek(0)
        text = io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape")
        yield Table(None, _records(text), lambda: raw.tell() / total)


def _records(lines: Iterable[str]) -> Iterator[Record]:
    for number, line in enumerate(lines, start=1):
        text = line.strip().removeprefix("\ufeff")
        if not text:
            continue
        try:
            value = json.loads(text, parse_constant=_refuse)
        except RecursionError:
            yield Record(number, {}, Problem("json-too-deep"))
        except ValueError as error:
            place = error.colno if isinstance(error, json.JSONDecodeError) else 1
            yield Record(number, {}, Problem("not-json", {"place": place}))
        else:
            yield _record(number, value)


def _record(number: int, value: object) -> Record:
    if not isinstance(value, dict):
        return Record(number, {}, Problem("not-a-json-object"))
    return Record(number, value)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)

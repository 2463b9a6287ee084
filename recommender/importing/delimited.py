"""CSV and TSV, in the encodings and with the separators that are really used."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from recommender.errors import FileError
from recommender.formula_guard import unguarded
from recommender.importing.columns import recognise
from recommender.importing.encoding import detect_encoding, is_foreign, open_text, share_read
from recommender.importing.table import (
    MAX_CELL,
    Record,
    Table,
    is_empty,
    record,
    unique_columns,
)
from recommender.problems import Problem

DELIMITERS = (",", "\t", ";", "|")

_SAMPLE_LINES = 20


@contextmanager
def open_delimited(path: Path) -> Iterator[Table]:
    """Open a CSV or TSV file; encoding and separator are found out.

    Raises FileError where it is no such file; a broken row becomes a record with a problem.
    """
    csv.field_size_limit(MAX_CELL)
    encoding = detect_encoding(path)
    delimiter = _delimiter(path, encoding)
    with open_text(path, encoding, newline="") as text:
        rows = _rows(text, delimiter)
        columns = _header(path, rows, encoding)
        yield Table(columns, _records(rows, columns, encoding), lambda: share_read(text))


class _Lines(Iterator[str]):
    """Lines of a file that can be given back, so that a broken row costs one line only."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self._taken: list[str] = []

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append(line)
        return line

    def forget(self) -> None:
        """Begin a new row."""
        self._taken.clear()

    def give_back(self) -> int:
        """Read all lines of this row but the first again; returns how many there are."""
        again = self._taken[1:]
        self._again.extendleft(reversed(again))
        return len(again)


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str] | Problem]]:
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        source.forget()
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            ran_on = source.give_back() > 0
            yield number, _problem(str(error), ran_on=ran_on)


def _problem(error: str, *, ran_on: bool) -> Problem:
    if ran_on or "unexpected end of data" in error:
        return Problem("unclosed-quote")
    if "field larger" in error:
        return Problem("cell-too-long", {"limit": MAX_CELL})
    return Problem("stray-quote")


def _header(
    path: Path, rows: Iterator[tuple[int, list[str] | Problem]], encoding: str
) -> tuple[str, ...]:
    for _, cells in rows:
        if isinstance(cells, Problem) or any(is_foreign(cell, encoding) for cell in cells):
            raise FileError("damaged-header", path=path)
        if not all(map(is_empty, cells)):
            return unique_columns(path, [unguarded(cell) for cell in cells])
    raise FileError("no-rows", path=path)


def _delimiter(path: Path, encoding: str) -> str:
    """Return the separator that makes the most known columns of the header, or else the most."""
    with open_text(path, encoding, newline="") as text:
        sample = [text.readline(MAX_CELL) for _ in range(_SAMPLE_LINES)]

    def merit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(sample, delimiter=delimiter)
        try:
            header = next((row for row in rows if not all(map(is_empty, row))), [])
        except csv.Error:
            return 0, 1
        return sum(recognise(name) is not None for name in header), max(1, len(header))

    return max(DELIMITERS, key=merit)


def _records(
    rows: Iterator[tuple[int, list[str] | Problem]], columns: tuple[str, ...], encoding: str
) -> Iterator[Record]:
    for number, cells in rows:
        if isinstance(cells, Problem):
            yield Record(number, {}, cells)
            continue
        broken = next((i for i, cell in enumerate(cells) if is_foreign(cell, encoding)), None)
        if broken is not None:
            column = columns[broken] if broken < len(columns) else None
            yield Record(number, {}, Problem("undecodable"), column)
        elif found := record(number, columns, [unguarded(cell) for cell in cells]):
            yield found

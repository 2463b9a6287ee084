"""CSV and TSV, in the encodings and with the separators that are really used."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from recommender.errors import FileError
from recommender.importing.encoding import detect_encoding
from recommender.importing.table import MAX_CELL, Record, Table, record, size, unique_columns
from recommender.problems import Problem

DELIMITERS = (",", "\t", ";", "|")

# Undecodable bytes arrive as these (PEP 383).
_UNDECODABLE = re.compile("[\udc80-\udcff]")
# A spreadsheet would run such cells as formulas, so exports put an apostrophe before them.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r'＝＋－＠])")
_SAMPLE_LINES = 20


@contextmanager
def open_delimited(path: Path) -> Iterator[Table]:
    """Open a CSV or TSV file; encoding and separator are found out.

    Raises FileError where it is no such file; a broken row becomes a record with a problem.
    """
    csv.field_size_limit(MAX_CELL)
    encoding = detect_encoding(path)
    with path.open("rb") as raw:
        text = _decoded(raw, encoding)
        reader = csv.reader(text, delimiter=_delimiter(path, encoding), strict=True)
        rows = _rows(reader)
        header = next((cells for _, cells in rows if isinstance(cells, list) and any(cells)), None)
        if header is None:
            raise FileError("no-rows", path=path)
        columns = unique_columns(path, header)
        total = size(path)
        yield Table(columns, _records(rows, columns), lambda: raw.tell() / total)


def _decoded(raw: BinaryIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape", newline="")


def _delimiter(path: Path, encoding: str) -> str:
    """Return the separator that splits the first rows into the most, equally many cells."""
    with path.open("rb") as raw:
        text = _decoded(raw, encoding)
        sample = [text.readline(MAX_CELL) for _ in range(_SAMPLE_LINES)]
    best, best_width = ",", 1
    for delimiter in DELIMITERS:
        try:
            rows = [row for row in csv.reader(sample, delimiter=delimiter) if row]
        except csv.Error:
            continue
        width = len(rows[0]) if rows else 0
        if width > best_width:
            best, best_width = delimiter, width
    return best


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | Problem]]:
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, _problem(error)


def _problem(error: csv.Error) -> Problem:
    text = str(error)
    if "unexpected end of data" in text or "field larger" in text:
        return Problem("unclosed-quote")
    return Problem("stray-quote")


def _records(
    rows: Iterator[tuple[int, list[str] | Problem]], columns: tuple[str, ...]
) -> Iterator[Record]:
    for number, cells in rows:
        if isinstance(cells, Problem):
            yield Record(number, {}, cells)
            continue
        broken = next((i for i, cell in enumerate(cells) if _UNDECODABLE.search(cell)), None)
        if broken is not None:
            column = columns[broken] if broken < len(columns) else None
            yield Record(number, {}, Problem("undecodable"), column)
        elif found := record(number, columns, [_unguarded(cell) for cell in cells]):
            yield found


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell

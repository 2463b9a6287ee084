"""A file as records: the one shape that every format is read into."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from recommender.errors import FileError
from recommender.problems import Problem

MAX_COLUMNS = 500
MAX_CELL = 2_000_000
"""Longer cells end the reading of a file: they are a lost quotation mark or an attack."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file.

    `row` is the number that a spreadsheet or an editor shows. `values` holds cells by column; a
    row that could not be read has a `problem` instead, with the column where one is known.
    """

    row: int
    values: dict[str, Any]
    problem: Problem | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An open file. `columns` is None where every record brings its own (JSON Lines).

    `fraction` says how much has been read, 0 to 1.
    """

    columns: tuple[str, ...] | None
    records: Iterator[Record]
    fraction: Callable[[], float]


Opener: TypeAlias = Callable[[Path], AbstractContextManager[Table]]


def unique_columns(path: Path, names: list[str]) -> tuple[str, ...]:
    """Name the columns of a header: blanks get their number, repetitions too.

    Raises FileError for a header without names or with more than `MAX_COLUMNS` columns.
    """
    while names and not names[-1].strip():
        names = names[:-1]
    if not names:
        raise FileError("no-header", path=path)
    if len(names) > MAX_COLUMNS:
        raise FileError("too-many-columns", path=path, count=len(names), limit=MAX_COLUMNS)
    columns: dict[str, None] = {}
    for number, name in enumerate(names, start=1):
        column = name.strip() or f"({number})"
        columns[column if column not in columns else f"{column} ({number})"] = None
    return tuple(columns)


def record(row: int, columns: tuple[str, ...], cells: list[Any]) -> Record | None:
    """Put cells under their columns; None for an empty row, a problem for one of wrong width."""
    while len(cells) > len(columns) and is_empty(cells[-1]):
        cells = cells[:-1]
    if all(map(is_empty, cells)):
        return None
    if len(cells) != len(columns):
        values: dict[str, object] = {"expected": len(columns), "found": len(cells)}
        return Record(row, {}, Problem("row-width", values))
    return Record(row, dict(zip(columns, cells, strict=True)))


def is_empty(cell: object) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def size(path: Path) -> int:
    """Bytes of a file, at least 1."""
    return max(1, os.stat(path).st_size)  # noqa: PTH116 - follows links, as open does

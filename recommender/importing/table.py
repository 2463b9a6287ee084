"""A file as records: the one shape that every format is read into."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from recommender.errors import FileError
from recommender.problems import Problem

MAX_COLUMNS = 500
MAX_CELL = 2_000_000
"""Characters; a longer cell is a lost quotation mark or an attack."""


class FormulaError(str):
    """What a spreadsheet shows where a formula failed, such as #N/A: no text of a company."""

    __slots__ = ()


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


def unique_columns(path: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Name the columns of a header: blanks get their number, repetitions too.

    Raises FileError for more than `MAX_COLUMNS` columns.
    """
    width = _width(names)
    if width > MAX_COLUMNS:
        raise FileError("too-many-columns", path=path, count=width, limit=MAX_COLUMNS)
    stripped = [name.strip() for name in names[:width]]
    columns: dict[str, None] = {}
    for number, name in enumerate(stripped, start=1):
        column = name or f"({number})"
        while column in columns or (column != name and column in stripped):
            column = f"{column} ({number})"
        columns[column] = None
    return tuple(columns)


def record(row: int, columns: tuple[str, ...], cells: Sequence[Any]) -> Record | None:
    """Put cells under their columns; None for an empty row, a problem for one of wrong width."""
    width = _width(cells)
    if not width:
        return None
    if width > len(columns) or len(cells) < len(columns):
        found = width if width > len(columns) else len(cells)
        return Record(row, {}, Problem("row-width", {"expected": len(columns), "found": found}))
    return Record(row, dict(zip(columns, cells, strict=False)))


def is_empty(cell: object) -> bool:
    """Whether a cell says nothing."""
    return cell is None or cell in ([], {}, ()) or (isinstance(cell, str) and not cell.strip())


def _width(cells: Sequence[object]) -> int:
    """Number of cells up to the last that says something."""
    return next((n for n in range(len(cells), 0, -1) if not is_empty(cells[n - 1])), 0)

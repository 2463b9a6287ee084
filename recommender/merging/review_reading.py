"""Reading what a person has decided in a review file."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from embeddings import INTERFACE_LANGUAGES
from recommender.errors import FileError
from recommender.importing.cells import as_text
from recommender.importing.columns import recognise
from recommender.importing.formats import open_table
from recommender.importing.report import Rejection
from recommender.importing.table import FormulaError, Record, is_empty
from recommender.merging.review import COLUMNS, DECISIONS, Decision, decision_word
from recommender.merging.union import VALUE_FIELDS
from recommender.problems import Problem, ProblemError, shown
from recommender.yes_or_no import yes_or_no

_SEPARATOR = re.compile(r"[;；|、,，\n]")

NEEDED = ("group", "decision", "id", "state")


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One company of a group, and what was decided on it; `row` is its place in the file."""

    row: int
    group: str
    decision: Decision
    survives: bool
    wins: tuple[str, ...]
    id: str
    state: str


@dataclass(frozen=True, slots=True)
class Review:
    """The rows of a file by group, and those that cannot be read with the groups that they are in.

    A group with such a row is not to be decided on.
    """

    groups: Mapping[str, tuple[ReviewedRow, ...]]
    rejected: tuple[Rejection, ...]
    unreadable: frozenset[str]


def read_review(path: Path) -> Review:
    """Read a CSV, TSV, XLSX, JSON Lines or Parquet file with the columns of a review.

    Raises FileError where the file cannot be read, or lacks columns; others are not looked at.
    """
    groups: dict[str, list[ReviewedRow]] = {}
    rejected: list[Rejection] = []
    unreadable: set[str] = set()
    first_rows: dict[str, int] = {}
    with open_table(path) as table:
        names = _named(path, table.columns) if table.columns is not None else None
        for record in table.records:
            cells = _cells(record, names)
            try:
                made = _row(record, cells)
                _check_first(made, first_rows)
            except ProblemError as error:
                rejected.append(Rejection(path, record.row, error.field, error.problem))
                unreadable.add(_group(cells))
            else:
                groups.setdefault(made.group, []).append(made)
    return Review(
        {group: tuple(rows) for group, rows in groups.items()},
        tuple(rejected),
        frozenset(unreadable),
    )


def _check_first(made: ReviewedRow, first_rows: dict[str, int]) -> None:
    first = first_rows.setdefault(made.id, made.row)
    if first != made.row:
        problem = Problem("duplicate-id", {"id": shown(made.id), "first": first})
        raise ProblemError(problem, "id")


def _named(path: Path, columns: tuple[str, ...]) -> dict[str, str]:
    """Which of the columns stands for what."""
    names = {column: column.strip().casefold() for column in columns}
    missing = [name for name in NEEDED if name not in names.values()]
    if missing:
        raise FileError("review-columns", path=path, columns=", ".join(missing))
    return {column: name for column, name in names.items() if name in COLUMNS}


def _cells(record: Record, names: Mapping[str, str] | None) -> dict[str, Any]:
    if names is None:
        return dict(record.values)
    return {names[column]: cell for column, cell in record.values.items() if column in names}


def _row(record: Record, cells: Mapping[str, Any]) -> ReviewedRow:
    if record.problem:
        raise ProblemError(record.problem, record.column)
    for name in ("group", "id", "state"):
        if not _text(cells, name):
            raise ProblemError(Problem("empty", {"field": name}), name)
    return ReviewedRow(
        record.row,
        _group(cells),
        _decision(_text(cells, "decision")),
        _survives(_text(cells, "survives")),
        _wins(_text(cells, "wins")),
        _text(cells, "id"),
        _text(cells, "state"),
    )


def _group(cells: Mapping[str, Any]) -> str:
    try:
        return _text(cells, "group")
    except ProblemError:
        return ""


def _text(cells: Mapping[str, Any], name: str) -> str:
    cell = cells.get(name)
    if is_empty(cell):
        return ""
    if isinstance(cell, FormulaError):
        raise ProblemError(Problem("formula-error", {"value": shown(cell)}), name)
    try:
        return as_text(cell).strip()
    except TypeError:
        problem = Problem("not-text", {"field": name, "value": shown(cell)})
        raise ProblemError(problem, name) from None


def _decision(text: str) -> Decision:
    if not text:
        return "later"
    if decision := _decisions().get(_key(text)):
        return decision
    raise ProblemError(Problem("decision", {"value": shown(text)}), "decision")


def _survives(text: str) -> bool:
    said = yes_or_no(text) if text else False
    if said is None:
        raise ProblemError(Problem("survives", {"value": shown(text)}), "survives")
    return said


def _wins(text: str) -> tuple[str, ...]:
    fields = []
    for part in filter(None, map(str.strip, _SEPARATOR.split(text))):
        field = part if part in VALUE_FIELDS else recognise(part)
        if field not in VALUE_FIELDS:
            known = ", ".join(VALUE_FIELDS)
            raise ProblemError(Problem("wins", {"value": shown(part), "known": known}), "wins")
        fields.append(field)
    return tuple(fields)


@cache
def _decisions() -> dict[str, Decision]:
    """What people may write for each decision, in any of the three languages."""
    return {
        _key(word): decision
        for decision in DECISIONS
        for word in (decision, *(decision_word(decision, each) for each in INTERFACE_LANGUAGES))
    }


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

"""Judgements as a table that people fill in, and that comes back as it went out."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from recommender.errors import FileError
from recommender.formula_guard import guarded
from recommender.importing.cells import as_text, convert
from recommender.importing.formats import open_table
from recommender.importing.report import Rejection
from recommender.importing.table import FormulaError, Record, is_empty
from recommender.judgement import Judgement, JudgementError, judgement
from recommender.problems import Problem, ProblemError, shown
from recommender.whole_files import whole_file

COLUMNS = (
    "query",
    "company",
    "kind",
    "partner",
    "grade",
    "confirmed",
    "judge",
    "note",
    "language",
    "judged_at",
)
NEEDED = ("partner", "grade")

_DELIMITERS: Mapping[str, str] = {".csv": ",", ".tsv": "\t"}
_CONVERTED_LIKE = {"language": "language", "judged_at": "updated_at"}
"""Columns whose cells may be written as those of these fields of a company."""


def read_file(path: Path) -> tuple[list[Judgement], list[Rejection]]:
    """Read a CSV, TSV, XLSX, JSON Lines or Parquet file; what is no judgement is rejected.

    Raises FileError where the file cannot be read, or its header is not that of judgements.
    """
    judgements: list[Judgement] = []
    rejected: list[Rejection] = []
    first_rows: dict[str, int] = {}
    with open_table(path) as table:
        names = _named(path, table.columns) if table.columns is not None else None
        for record in table.records:
            try:
                made = _judgement(record, names)
            except ProblemError as error:
                rejected.append(Rejection(path, record.row, error.field, error.problem))
                continue
            first = first_rows.setdefault(made.key(), record.row)
            if first == record.row:
                judgements.append(made)
            else:
                repeated = Problem("duplicate-judgement", {"first": first})
                rejected.append(Rejection(path, record.row, "partner", repeated))
    return judgements, rejected


def write_file(path: Path, judgements: Sequence[Judgement]) -> int:
    """Write judgements to a CSV or TSV file, whole or not at all; returns how many.

    Text that a spreadsheet would run as a formula is marked (`recommender.formula_guard`). Raises
    FileError.
    """
    delimiter = _DELIMITERS.get(path.suffix.lower())
    if delimiter is None:
        raise FileError("unsupported-format", path=path, formats=", ".join(_DELIMITERS))
    with whole_file(path) as file:
        # With a byte order mark Excel knows that it is UTF-8.
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(text, delimiter=delimiter)
        try:
            writer.writerow(COLUMNS)
            writer.writerows(map(_cells, judgements))
        finally:
            text.detach()
    return len(judgements)


def _named(path: Path, columns: tuple[str, ...]) -> dict[str, str]:
    """Which of the columns stands for what."""
    names = {column: column.strip().casefold() for column in columns}
    unknown = [column for column, name in names.items() if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in names.values()]
    if not {"query", "company"} & set(names.values()):
        missing.insert(0, "query / company")
    if missing:
        raise FileError("judgement-columns", path=path, columns=", ".join(missing))
    if unknown:
        listed = ", ".join(map(shown, unknown))
        known = ", ".join(COLUMNS)
        raise FileError("unknown-judgement-columns", path=path, columns=listed, known=known)
    return names


def _judgement(record: Record, names: Mapping[str, str] | None) -> Judgement:
    if record.problem:
        raise ProblemError(record.problem, record.column)
    values: dict[str, Any] = {}
    for column, cell in record.values.items():
        name = names[column] if names else column
        if name not in COLUMNS:
            known = ", ".join(COLUMNS)
            problem = Problem("judgement-column", {"field": shown(name), "known": known})
            raise ProblemError(problem, shown(name))
        values[name] = _value(name, cell)
    try:
        return judgement(**values)
    except JudgementError as error:
        raise ProblemError(error.problem, error.field) from error


def _value(name: str, cell: object) -> object:
    if is_empty(cell):
        return None
    if isinstance(cell, FormulaError):
        raise ProblemError(Problem("formula-error", {"value": shown(cell)}), name)
    try:
        if name in _CONVERTED_LIKE:
            return convert(_CONVERTED_LIKE[name], cell)
        text = as_text(cell)
    except TypeError:
        problem = Problem("not-text", {"field": name, "value": shown(cell)})
        raise ProblemError(problem, name) from None
    except ProblemError as error:
        raise ProblemError(error.problem, name) from None
    return text.strip().casefold() if name == "kind" else text


def _cells(made: Judgement) -> Iterator[str]:
    values = made.model_dump(mode="json")
    for column in COLUMNS:
        value = values[column]
        if isinstance(value, bool):
            yield "yes" if value else "no"
        else:
            yield "" if value is None else guarded(str(value))

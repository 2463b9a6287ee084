"""Reading a file row by row into the catalogue, and accounting for every row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from embeddings import Embedder, MitraError
from recommender.company import Company, stable_id
from recommender.errors import FileError
from recommender.importing.cells import convert, extra_text
from recommender.importing.columns import EXTRA_PREFIX, check_mapping, map_columns, recognise
from recommender.importing.formats import open_table
from recommender.importing.report import ImportReport, ImportStoppedError, Progress, Rejection
from recommender.importing.table import Record, Table
from recommender.problems import Problem, ProblemError, first_problem, shown
from recommender.saving import compare, save
from recommender.store import Store

BATCH = 64
"""Companies that are embedded and committed together."""


def import_file(
    store: Store,
    embedder: Embedder,
    path: Path,
    *,
    mapping: Mapping[str, str],
    defaults: Mapping[str, str],
    dry_run: bool,
    progress: Progress | None,
) -> ImportReport:
    """Save every good row of a file and report the others.

    Raises FileError where the file as a whole cannot be read (nothing is saved then), and
    ImportStoppedError where the catalogue cannot be written any more (what was saved stays).
    """
    report = ImportReport(dry_run=dry_run)
    with open_table(path) as table:
        rows = _Rows(path, _fields(path, table, mapping, defaults), defaults)
        try:
            for batch in _batches(rows, table, report):
                outcome = compare(store, batch) if dry_run else save(store, embedder, batch)
                report.saved += outcome.saved
                report.updated += outcome.updated
                report.unchanged += outcome.unchanged
                if progress:
                    progress(table.fraction())
        except MitraError as error:
            raise ImportStoppedError(report, path, error) from error
        except OSError as error:
            unreadable = FileError("unreadable-file", path=path, detail=error.strerror or error)
            raise ImportStoppedError(report, path, unreadable) from error
    return report


def _fields(
    path: Path, table: Table, mapping: Mapping[str, str], defaults: Mapping[str, str]
) -> "_Fields":
    check_mapping(path, {f"--default {field}": field for field in defaults})
    if table.columns is None:
        check_mapping(path, mapping)
        return _Fields(dict(mapping), closed=False)
    return _Fields(map_columns(path, table.columns, mapping, defaults), closed=True)


@dataclass(slots=True)
class _Fields:
    """Fields by column; not `closed` where each record may bring new columns."""

    by_column: dict[str, str]
    closed: bool

    def get(self, column: str) -> str | None:
        field = self.by_column.get(column)
        return field if field or self.closed else recognise(column)


@dataclass(slots=True)
class _Rows:
    """Turns records into companies, one file's worth."""

    path: Path
    fields: _Fields
    defaults: Mapping[str, str]

    def company(self, record: Record) -> Company | Rejection:
        """Check one record; what cannot be a company becomes a rejection with its column."""
        if record.problem:
            return Rejection(self.path, record.row, record.column, record.problem)
        columns: dict[str, str] = {}
        try:
            return _validated(self._values(record, columns))
        except ProblemError as error:
            field = error.field or ""
            return Rejection(self.path, record.row, columns.get(field, field), error.problem)

    def _values(self, record: Record, columns: dict[str, str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        extra: dict[str, str] = {}
        for column, cell in record.values.items():
            field = self.fields.get(column)
            if field == "extra" or (field is None and column == "extra" and isinstance(cell, dict)):
                extra |= {str(key): str(text) for key, text in cell.items()}
            elif field is None or field in columns:
                if text := extra_text(cell):
                    extra[column.removeprefix(EXTRA_PREFIX)] = text
            else:
                columns[field] = column
                values[field] = convert(field, cell)
        for field, default in self.defaults.items():
            if values.get(field) in (None, ()):
                values[field] = convert(field, default)
        return {**values, "extra": extra}


def _validated(values: dict[str, Any]) -> Company:
    known = {field: value for field, value in values.items() if value is not None}
    if "id" not in known and isinstance(known.get("name"), str) and "country" in known:
        known["id"] = stable_id(known["name"], known["country"])
    try:
        return Company(**known)
    except ValidationError as error:
        field, problem = first_problem(error)
        raise ProblemError(problem, field) from error


def _batches(rows: _Rows, table: Table, report: ImportReport) -> Iterator[list[Company]]:
    batch: list[Company] = []
    first_rows: dict[str, int] = {}
    for record in table.records:
        company = rows.company(record)
        if isinstance(company, Company) and company.id in first_rows:
            values = {"id": shown(company.id), "first": first_rows[company.id]}
            company = Rejection(rows.path, record.row, "id", Problem("duplicate-id", values))
        if isinstance(company, Rejection):
            report.rejected.append(company)
            continue
        first_rows[company.id] = record.row
        batch.append(company)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch

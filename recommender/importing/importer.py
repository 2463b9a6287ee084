"""Reading a file row by row into the catalogue, and accounting for every row."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, TypeAlias

from pydantic import ValidationError

from embeddings import Embedder, MitraError
from recommender.company import REQUIRED_FIELDS, Company, stable_id
from recommender.errors import FileError
from recommender.importing.cells import convert, extra_text
from recommender.importing.columns import (
    EXTRA_PREFIX,
    assign,
    check_fields,
    check_mapped,
    check_required,
)
from recommender.importing.formats import open_table
from recommender.importing.report import ImportReport, ImportStoppedError, Progress, Rejection
from recommender.importing.table import Record, Table
from recommender.problems import Problem, ProblemError, first_problem, shown, writable
from recommender.saving import compare, owned, refusal, save
from recommender.sight import Viewer
from recommender.store import Store
from recommender.stored_merges import FormerStates, former_states

BATCH = 64
"""Companies that are embedded and committed together."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")


Ahead: TypeAlias = Callable[[Sequence[Company]], None]
"""Called with the companies of each portion just before they are saved."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from, as reports name it, and what their columns stand for.

    `mapping`: column to field, before columns are recognised. `defaults`: field to value, where a row
    leaves it empty. Nothing is read beyond `max_rows` rows, or begun after `max_seconds`.
    """

    path: Path
    mapping: Mapping[str, str]
    defaults: Mapping[str, str]
    max_rows: int | None = None
    max_seconds: float | None = None


def import_file(
    store: Store,
    embedder: Embedder,
    source: Source,
    *,
    dry_run: bool,
    progress: Progress | None,
    writer: Viewer,
) -> ImportReport:
    """Save every good row of a file and report the others, those not the writer's own among them.

    Raises FileError where the file as a whole cannot be read (nothing is saved then), and
    ImportStoppedError where the catalogue cannot be written any more (what was saved stays).
    """
    path, mapping, defaults = source.path, source.mapping, source.defaults
    check_fields(path, mapping, defaults)
    with open_table(path) as table:
        if table.columns is not None:
            check_mapped(path, table.columns, mapping)
            check_required(path, table.columns, mapping, defaults)
        elif mapping:
            check_mapped(path, _columns_of_records(path), mapping)
        return import_table(
            store, embedder, table, source, dry_run=dry_run, progress=progress, writer=writer
        )


def import_table(
    store: Store,
    embedder: Embedder,
    table: Table,
    source: Source,
    *,
    dry_run: bool,
    writer: Viewer,
    progress: Progress | None = None,
    ahead: Ahead | None = None,
) -> ImportReport:
    """Save every good row of an open table, whose columns have been checked, and report the others.

    `ahead` is not called in a dry run. Raises ImportStoppedError where the table cannot be read any
    further or the catalogue not be written; what was saved stays.
    """
    path = source.path
    began = monotonic()
    report = ImportReport(dry_run=dry_run)
    with store.reading() as connection:
        merged = former_states(store, connection)
    try:
        rows = _Rows(source, merged, writer)
        for batch in _batches(rows, table, report, began):
            own = batch if writer.everything else rows.own(store, batch, report)
            if dry_run:
                outcome = compare(store, own, merged.digests)
            else:
                if ahead:
                    ahead(own)
                outcome = save(store, embedder, own, merged.digests, writer)
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


def _columns_of_records(path: Path) -> dict[str, None]:
    """Collect the columns of a file whose records bring their own."""
    with open_table(path) as table:
        return dict.fromkeys(column for record in table.records for column in record.values)


class _Rows:
    """Turns the records of one file into companies."""

    def __init__(self, source: Source, merged: FormerStates, writer: Viewer) -> None:
        self._source = source
        self._path = source.path
        self._writer = writer
        self._merged = merged
        self._mapping = source.mapping
        self._defaults = source.defaults
        self._first_rows: dict[str, int] = {}
        self._columns: tuple[str, ...] = ()
        self._assigned: dict[str, str] = {}

    def check(self, record: Record) -> Company | Rejection:
        """Make a company; what cannot be one becomes a rejection with its column."""
        if record.problem:
            return Rejection(self._path, record.row, record.column, record.problem)
        fields = self._fields(tuple(record.values))
        try:
            _check_characters(record.values)
            values = self._values(record.values, fields)
            company = _validated(values)
            field = "id" if values.get("id") else "name"
            self._check_first(company.id, record.row, field)
            self._check_not_merged(company, field)
            company = owned(company, self._writer)
        except ProblemError as error:
            columns = {field: column for column, field in fields.items()}
            column = columns.get(error.field or "", error.field)
            return Rejection(self._path, record.row, column, error.problem)
        return company

    def end(self, read: int, row: int, seconds: float) -> FileError | None:
        """Why the next row is not read, after so many rows and seconds; None where it is."""
        most, longest = self._source.max_rows, self._source.max_seconds
        if most is not None and read >= most:
            return FileError("too-many-rows", path=self._path, limit=most)
        if longest is not None and seconds > longest:
            minutes = math.ceil(longest / 60)
            return FileError("import-too-long", path=self._path, minutes=minutes, row=row)
        return None

    def own(self, store: Store, batch: list[Company], report: ImportReport) -> list[Company]:
        """The companies that the writer may save; the others are rejected."""
        with store.reading() as connection:
            stored = store.stored(connection, (company.id for company in batch))
        listed = []
        for company in batch:
            problem = refusal(company, stored.get(company.id), self._writer)
            if problem is None:
                listed.append(company)
                continue
            field = "id" if problem.code == "company-of-another" else "organisation"
            row = self._first_rows[company.id]
            report.rejected.append(Rejection(self._path, row, field, problem))
        return listed

    def _check_first(self, company_id: str, row: int, field: str) -> None:
        first = self._first_rows.setdefault(company_id, row)
        if first != row:
            problem = Problem("duplicate-id", {"id": shown(company_id), "first": first})
            raise ProblemError(problem, field)

    def _check_not_merged(self, company: Company, field: str) -> None:
        """A company that was merged into another must say what it said then, or nothing new."""
        into = self._merged.into.get(company.id)
        if into and company.digest() not in self._merged.digests[company.id]:
            raise ProblemError(Problem("merged-id", {"id": shown(company.id), "into": into}), field)

    def _fields(self, columns: tuple[str, ...]) -> dict[str, str]:
        if columns != self._columns:
            self._columns, self._assigned = columns, assign(columns, self._mapping)
        return self._assigned

    def _values(self, cells: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        extra: dict[str, str] = {}
        for column, cell in cells.items():
            if field := fields.get(column):
                values[field] = convert(field, cell)
            elif column == "extra" and isinstance(cell, dict):
                texts = {key: extra_text(value) for key, value in cell.items()}
                extra |= {key: text for key, text in texts.items() if text}
            elif text := extra_text(cell):
                extra[column.removeprefix(EXTRA_PREFIX)] = text
        for field, default in self._defaults.items():
            if values.get(field) in (None, ()):
                values[field] = convert(field, default)
        return {**values, "extra": extra}


def _check_characters(cells: Mapping[str, Any]) -> None:
    for column, cell in cells.items():
        found = _NO_TEXT.search(column) or (isinstance(cell, str) and _NO_TEXT.search(cell))
        if found:
            code = "nul-character" if found[0] == "\0" else "broken-character"
            name = writable(column)
            raise ProblemError(Problem(code, {"field": shown(name)}), name)


def _validated(values: dict[str, Any]) -> Company:
    known = {field: value for field, value in values.items() if value is not None}
    for field in REQUIRED_FIELDS:
        if field not in known:
            raise ProblemError(Problem("empty", {"field": field}), field)
    known.setdefault("id", stable_id(known["name"], known["country"]))
    try:
        return Company(**known)
    except ValidationError as error:
        field, problem = first_problem(error)
        raise ProblemError(problem, field) from error


def _batches(
    rows: _Rows, table: Table, report: ImportReport, began: float
) -> Iterator[list[Company]]:
    batch: list[Company] = []
    for read, record in enumerate(table.records):
        if error := rows.end(read, record.row, monotonic() - began):
            if batch:
                yield batch
            raise error
        company = rows.check(record)
        if isinstance(company, Rejection):
            report.rejected.append(company)
            continue
        batch.append(company)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch

"""Writing the catalogue to a file that people can work with and that imports unchanged."""

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from recommender.company import FIELDS, LIST_FIELDS, Company
from recommender.errors import FileError
from recommender.formula_guard import guarded
from recommender.importing.cells import COMMA, LIST_SEPARATOR
from recommender.importing.columns import EXTRA_PREFIX, recognise
from recommender.importing.table import MAX_COLUMNS
from recommender.problems import shown
from recommender.whole_files import whole_file

PLAIN_FIELDS = tuple(field for field in FIELDS if field != "extra")
"""Columns of every table, before those that came from elsewhere (`extra`)."""

DEFAULT_ENCODING = "utf-8-sig"


Cells = list[str | int | None]


@dataclass(frozen=True, slots=True)
class _Target:
    """Where to write: `file` becomes `path` when it is complete."""

    path: Path
    file: BinaryIO
    encoding: str


def export(companies: Iterable[Company], path: Path, encoding: str | None = None) -> int:
    """Write companies to `path`, whole or not at all; returns how many. Raises FileError.

    The codecs of Japanese encodings write a few characters as the look-alikes that Windows
    uses, such as the wave dash as the full-width tilde; any other character that an encoding
    lacks is an error.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise FileError("unsupported-format", path=path, formats=", ".join(_WRITERS))
    encoding = encoding or DEFAULT_ENCODING
    _check_encoding(encoding)
    listed = list(companies)
    with whole_file(path) as file:
        write(_Target(path, file, encoding), listed)
    return len(listed)


def _check_encoding(encoding: str) -> None:
    try:
        codecs.lookup(encoding)
        "".encode(encoding)
    except (LookupError, ValueError) as error:
        raise FileError("no-such-encoding", encoding=shown(encoding)) from error


def list_cell(items: tuple[str, ...]) -> str:
    """Write a list in one cell: joined by semicolons, or as JSON where that would not read back."""
    joined = "; ".join(items)
    ambiguous = any(LIST_SEPARATOR.search(item) or item != item.strip() for item in items)
    alone_with_comma = len(items) == 1 and bool(COMMA.search(joined))
    if ambiguous or alone_with_comma or joined.startswith("["):
        return json.dumps(items, ensure_ascii=False)
    return joined


def _extra_columns(companies: list[Company]) -> dict[str, str]:
    """Column name by key of `extra`; a name that the import would recognise is marked."""
    keys = dict.fromkeys(key for company in companies for key in company.extra)
    return {key: EXTRA_PREFIX + key if recognise(key) or _marked(key) else key for key in keys}


def _marked(key: str) -> bool:
    return key.startswith(EXTRA_PREFIX)


def _table(target: _Target, companies: list[Company]) -> tuple[list[str], Iterator[Cells]]:
    extra = _extra_columns(companies)
    columns = [*PLAIN_FIELDS, *extra.values()]
    if len(columns) > MAX_COLUMNS:
        raise FileError(
            "too-wide-to-write", path=target.path, count=len(columns), limit=MAX_COLUMNS
        )
    return columns, (_cells(company, extra) for company in companies)


def _cells(company: Company, extra: Mapping[str, str]) -> Cells:
    values: dict[str, Any] = company.model_dump(mode="json")
    cells: Cells = []
    for field in PLAIN_FIELDS:
        value = values[field]
        cells.append(list_cell(tuple(value)) if field in LIST_FIELDS else value)
    return cells + [company.extra.get(key) for key in extra]


def _guarded(cell: str | int | None) -> str:
    return guarded("" if cell is None else str(cell))


def _write_row(writer: Any, number: int, cells: Cells, target: _Target) -> None:  # noqa: ANN401
    try:
        writer.writerow(map(_guarded, cells))
    except UnicodeEncodeError as error:
        raise FileError(
            "not-in-encoding",
            path=target.path,
            row=number,
            id=shown(cells[0]),
            character=error.object[error.start],
            encoding=target.encoding,
        ) from error


def _write_delimited(delimiter: str) -> "_Writer":
    def write(target: _Target, companies: list[Company]) -> None:
        columns, rows = _table(target, companies)
        header: Cells = [*columns]
        text = io.TextIOWrapper(target.file, encoding=target.encoding, newline="")
        writer = csv.writer(text, delimiter=delimiter)
        try:
            for number, cells in enumerate(chain([header], rows), start=1):
                _write_row(writer, number, cells, target)
        finally:
            text.detach()

    return write


def _write_xlsx(target: _Target, companies: list[Company]) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    columns, rows = _table(target, companies)
    made = io.BytesIO()  # a workbook that cannot be written to the end leaves noise behind
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(made, options) as book:
            sheet = book.add_worksheet("companies")
            bold = book.add_format({"bold": True})
            sheet.freeze_panes(1, 2)
            sheet.autofilter(0, 0, len(companies), len(columns) - 1)
            for column, name in enumerate(columns):
                sheet.set_column(column, column, 60 if name == "description" else 22)
                sheet.write_string(0, column, _plain(name), bold)
            for number, cells in enumerate(rows, start=1):
                if not all(_write_cell(sheet, number, *cell) for cell in enumerate(cells)):
                    raise FileError(
                        "does-not-fit-xlsx", path=target.path, row=number + 1, id=shown(cells[0])
                    )
    except XlsxWriterException as error:
        raise OSError(str(error)) from error
    target.file.write(made.getbuffer())


def _write_cell(sheet: Any, row: int, column: int, cell: str | int | None) -> bool:  # noqa: ANN401
    """Write one cell; false where the sheet has no such row or the text is too long for it."""
    if cell is None:
        return True
    if isinstance(cell, int):
        return bool(sheet.write_number(row, column, cell) == 0)
    return bool(sheet.write_string(row, column, _plain(cell)) == 0)


def _plain(text: str) -> str:
    """Keep xlsxwriter from taking a text for XML; the import removes the space."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _write_json_lines(target: _Target, companies: list[Company]) -> None:
    for company in companies:
        values = company.model_dump(mode="json")
        said = {field: value for field, value in values.items() if value not in (None, [], {})}
        target.file.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")


def _write_parquet(target: _Target, companies: list[Company]) -> None:
    import polars as pl

    columns, rows = _table(target, companies)
    kinds = {name: pl.Int64 if name == "employees" else pl.String for name in columns}
    try:
        pl.DataFrame(list(rows), schema=kinds, orient="row").write_parquet(target.file)
    except pl.exceptions.PolarsError as error:
        raise OSError(str(error)) from error


_Writer = Callable[[_Target, list[Company]], None]

_WRITERS: Mapping[str, _Writer] = {
    ".csv": _write_delimited(","),
    ".tsv": _write_delimited("\t"),
    ".xlsx": _write_xlsx,
    ".jsonl": _write_json_lines,
    ".ndjson": _write_json_lines,
    ".parquet": _write_parquet,
}

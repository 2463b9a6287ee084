"""Writing the catalogue to a file that people can work with and that imports unchanged."""

import csv
import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from recommender.company import FIELDS, LIST_FIELDS, Company
from recommender.errors import FileError
from recommender.importing.columns import EXTRA_PREFIX, recognise
from recommender.problems import shown

PLAIN_FIELDS = tuple(field for field in FIELDS if field != "extra")
"""Columns of every table, before those that came from elsewhere (`extra`)."""

DEFAULT_ENCODING = "utf-8-sig"

# A spreadsheet runs such cells as formulas; an apostrophe keeps them text, and the import
# takes it away again. A cell that already has both gets a second one.
_FORMULA = re.compile(r"'?[=+\-@\t\r＝＋－＠]")
_SEPARATES = re.compile(r"[;；|、\n]")

Cells = list[str | int | None]


def export(companies: Iterable[Company], path: Path, encoding: str | None = None) -> int:
    """Write companies to `path`, whole or not at all; returns how many. Raises FileError."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise FileError("unsupported-format", path=path, formats=", ".join(_WRITERS))
    listed = list(companies)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        writer(temporary, listed, encoding or DEFAULT_ENCODING)
        temporary.replace(path)
    except FileNotFoundError as error:
        raise FileError("no-such-folder", path=path) from error
    except PermissionError as error:
        raise FileError("no-write-permission", path=path) from error
    except (OSError, LookupError) as error:
        raise FileError("unwritable-file", path=path, detail=error) from error
    finally:
        temporary.unlink(missing_ok=True)
    return len(listed)


def list_cell(items: tuple[str, ...]) -> str:
    """Write a list in one cell: joined by semicolons, or as JSON where that would not read back."""
    joined = "; ".join(items)
    ambiguous = any(_SEPARATES.search(item) or item != item.strip() for item in items)
    alone_with_comma = len(items) == 1 and ("," in joined or "，" in joined)
    if ambiguous or alone_with_comma or joined.startswith("["):
        return json.dumps(items, ensure_ascii=False)
    return joined


def _extra_columns(companies: list[Company]) -> dict[str, str]:
    """Column name by key of `extra`; a name that the import would recognise is marked."""
    keys = dict.fromkeys(key for company in companies for key in company.extra)
    return {key: EXTRA_PREFIX + key if recognise(key) or _marked(key) else key for key in keys}


def _marked(key: str) -> bool:
    return key.startswith(EXTRA_PREFIX)


def _table(companies: list[Company]) -> tuple[list[str], Iterable[Cells]]:
    extra = _extra_columns(companies)
    columns = [*PLAIN_FIELDS, *extra.values()]
    return columns, (_cells(company, extra) for company in companies)


def _cells(company: Company, extra: Mapping[str, str]) -> Cells:
    values: dict[str, Any] = company.model_dump(mode="json")
    cells: Cells = []
    for field in PLAIN_FIELDS:
        value = values[field]
        cells.append(list_cell(tuple(value)) if field in LIST_FIELDS else value)
    return cells + [company.extra.get(key) for key in extra]


def _guarded(cell: str | int | None) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _write_delimited(delimiter: str) -> "_Writer":
    def write(path: Path, companies: list[Company], encoding: str) -> None:
        columns, rows = _table(companies)
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerow(map(_guarded, columns))
            for number, cells in enumerate(rows, start=2):
                try:
                    writer.writerow(map(_guarded, cells))
                except UnicodeEncodeError as error:
                    raise FileError(
                        "not-in-encoding",
                        path=path.name,
                        row=number,
                        id=shown(cells[0]),
                        character=error.object[error.start],
                        encoding=encoding,
                    ) from error

    return write


def _write_xlsx(path: Path, companies: list[Company], _encoding: str) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    columns, rows = _table(companies)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(path, options) as book:
            sheet = book.add_worksheet("companies")
            bold = book.add_format({"bold": True})
            sheet.freeze_panes(1, 2)
            sheet.autofilter(0, 0, len(companies), len(columns) - 1)
            for column, name in enumerate(columns):
                sheet.set_column(column, column, 60 if name == "description" else 22)
                sheet.write_string(0, column, name, bold)
            for number, cells in enumerate(rows, start=1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, int):
                        sheet.write_number(number, column, cell)
                    elif cell is not None:
                        sheet.write_string(number, column, cell)
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


def _write_json_lines(path: Path, companies: list[Company], _encoding: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for company in companies:
            document = company.model_dump(mode="json", exclude_defaults=True)
            file.write(json.dumps(document, ensure_ascii=False) + "\n")


def _write_parquet(path: Path, companies: list[Company], _encoding: str) -> None:
    import polars as pl

    columns, rows = _table(companies)
    kinds = {name: pl.Int64 if name == "employees" else pl.String for name in columns}
    pl.DataFrame(list(rows), schema=kinds, orient="row").write_parquet(path)


_Writer = Callable[[Path, list[Company], str], None]

_WRITERS: Mapping[str, _Writer] = {
    ".csv": _write_delimited(","),
    ".tsv": _write_delimited("\t"),
    ".xlsx": _write_xlsx,
    ".jsonl": _write_json_lines,
    ".ndjson": _write_json_lines,
    ".parquet": _write_parquet,
}

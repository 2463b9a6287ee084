"""XLSX, read row by row with openpyxl; XML attacks are refused by defusedxml."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from recommender.errors import FileError
from recommender.importing.table import MAX_COLUMNS, Record, Table, record, unique_columns

MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes that the parts of a workbook may unpack to, by its own directory."""

MAX_ENTRIES = 10_000


@contextmanager
def open_spreadsheet(path: Path) -> Iterator[Table]:
    """Open the first sheet of a workbook; its first row with content names the columns.

    Numbers, dates and truth values become the text that a person would type. Raises FileError
    where the workbook cannot be read.
    """
    _check_archive(path)
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets anything through that the XML can cause
        raise FileError("damaged-file", path=path, format="XLSX") from error
    try:
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            raise FileError("no-rows", path=path)
        total = max(1, sheet.max_row or 1)
        # A sheet may claim a million columns; nothing beyond our limit is built.
        numbered = enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), start=1)
        read = [0]
        rows = _counted(numbered, read)
        header = next((cells for _, cells in rows if any(cells)), None)
        if header is None:
            raise FileError("no-rows", path=path)
        columns = unique_columns(path, header)
        yield Table(columns, _records(path, rows, columns), lambda: min(1.0, read[0] / total))
    finally:
        book.close()


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FileError("damaged-file", path=path, format="XLSX") from error
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise FileError("unpacks-too-large", path=path, limit=MAX_UNPACKED // 2**20)
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise FileError("damaged-file", path=path, format="XLSX")


def _counted(numbered: Any, read: list[int]) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401
    for number, cells in numbered:
        read[0] = number
        yield number, [_text(cell) for cell in cells]


def _records(
    path: Path, rows: Iterator[tuple[int, list[str]]], columns: tuple[str, ...]
) -> Iterator[Record]:
    try:
        for number, cells in rows:
            padded = cells[: len(columns)] + [""] * (len(columns) - len(cells))
            if found := record(number, columns, padded + cells[len(columns) :]):
                yield found
    except FileError:
        raise
    except Exception as error:
        raise FileError("damaged-file", path=path, format="XLSX") from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)

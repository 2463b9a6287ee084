"""XLSX, read row by row with openpyxl; XML attacks are refused by defusedxml.

A child process with little memory and time reads large workbooks first; what it survives, this one reads.
"""

import re
import warnings
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from recommender.errors import FileError
from recommender.importing.cells import as_text
from recommender.importing.table import (
    FormulaError,
    Record,
    Table,
    is_empty,
    record,
    unique_columns,
)
from recommender.importing.trial import try_reading

MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes that the parts of a workbook may unpack to, by its own directory.

A list of companies of this size is read in 17 seconds (one core of 2 GHz), so MAX_READING_SECONDS refuses
none of them; a workbook of nothing but small cells, which takes five times as long, it does.
"""

MAX_READING_SECONDS = 30
"""Seconds of computing that a child process gets to read a workbook."""

MAX_ENTRIES = 10_000
_FORMAT = "XLSX"
_MAX_ROWS = 1_048_576
# Workbooks of this size that shrink so much hold one thing millions of times, to keep us busy.
_LARGE = 64 * 1024 * 1024
_USUAL_RATIO = 100

# Smaller ones can neither take long nor much memory: entities are refused.
_TRIED = 8 * 1024 * 1024
_TRIAL_MEMORY = 2 * 2**30
_TRIAL = """
import warnings, openpyxl
warnings.simplefilter("ignore")
book = openpyxl.load_workbook(sys.stdin.buffer, read_only=True, data_only=True)
sheet = book.worksheets[0]
sheet.reset_dimensions()
for _ in sheet.iter_rows():
    pass
"""

# Characters that XML cannot hold are written like this (ECMA-376 part 1, 22.4.2.4).
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@contextmanager
def open_spreadsheet(path: Path) -> Iterator[Table]:
    """Open the first sheet of a workbook; its first row with content names the columns.

    Raises FileError where the workbook cannot be read.
    """
    _check_archive(path)
    import openpyxl

    # What openpyxl cannot keep (styles, extensions) is nothing that we read.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except Exception as error:  # openpyxl lets anything through that the XML can cause
            raise _damaged(path) from error
        if not book.worksheets:
            raise FileError("no-rows", path=path)
        sheet = book.worksheets[0]
        total = min(_MAX_ROWS, sheet.max_row or _MAX_ROWS)
        sheet.reset_dimensions()  # what the file says about its own size may be wrong
        with closing(_rows(path, sheet)) as rows:
            yield _table(path, rows, total)


def _table(path: Path, rows: Iterator[tuple[int, list[object]]], total: int) -> Table:
    header = next((cells for _, cells in rows if not all(map(is_empty, cells))), None)
    if header is None:
        raise FileError("no-rows", path=path)
    columns = unique_columns(path, [as_text(cell) for cell in header])
    read = 0

    def records() -> Iterator[Record]:
        nonlocal read
        for read, cells in rows:
            padded = cells + [None] * (len(columns) - len(cells))
            if found := record(read, columns, padded):
                yield found

    return Table(columns, records(), lambda: min(1.0, read / total))


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except Exception as error:  # zipfile raises half a dozen kinds for a damaged directory
        raise _damaged(path) from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise FileError("unpacks-too-large", path=path, limit=MAX_UNPACKED // 2**20)
    ratio = unpacked // max(1, sum(entry.compress_size for entry in entries))
    if unpacked > _LARGE and ratio > _USUAL_RATIO:
        raise FileError("packed-too-tightly", path=path, ratio=ratio)
    if unpacked > _TRIED:
        limits = {"memory": _TRIAL_MEMORY, "seconds": MAX_READING_SECONDS}
        try_reading(path, _TRIAL, _FORMAT, **limits)


def _rows(path: Path, sheet: Any) -> Generator[tuple[int, list[object]], None, None]:  # noqa: ANN401 - untyped
    number = 0
    try:
        # One row more than there can be: the number of a row is whatever the file says.
        with closing(sheet.iter_rows()) as found:
            for number, cells in zip(range(1, _MAX_ROWS + 2), found, strict=False):
                yield number, [_value(cell) for cell in cells]
    except Exception as error:  # as above
        raise _damaged(path) from error
    if number > _MAX_ROWS:
        raise _damaged(path)


def _value(cell: Any) -> object:  # noqa: ANN401 - untyped
    value = cell.value
    if not isinstance(value, str):
        return value
    if cell.data_type == "e":
        return FormulaError(value)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


def _damaged(path: Path) -> FileError:
    return FileError("damaged-file", path=path, format=_FORMAT)

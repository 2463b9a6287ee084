"""Workbooks that hold what was written: no formulas, no links, the same bytes each time."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, BinaryIO

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

MAX_CELL = 32_767
"""Characters that Excel holds in a cell, those beyond the basic plane counted twice."""

MAX_ROWS = 1_048_576
"""Rows of a sheet, the heading among them."""

_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


@contextmanager
def workbook(file: BinaryIO, created: datetime | None, title: str = "") -> Iterator[Any]:
    """Give an xlsxwriter.Workbook that is written to `file` at the end.

    Rows are to be written one after the other. `created` (UTC) and `title` are its properties. Raises
    OSError where the disk refuses.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    made = io.BytesIO()  # a workbook that cannot be written to the end leaves noise behind
    try:
        with xlsxwriter.Workbook(made, OPTIONS) as book:
            book.set_properties({"created": created or _UNDATED, "title": title})
            yield book
    except XlsxWriterException as error:
        raise OSError(str(error)) from error
    file.write(made.getbuffer())


def plain(text: str) -> str:
    """Keep xlsxwriter from taking a text for XML; the import removes the space."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def fits(text: str) -> bool:
    """Whether a cell holds the text."""
    # Nothing has more units than twice its characters, so short texts need no counting.
    return 2 * len(text) <= MAX_CELL or _units(text) <= MAX_CELL


def cut(text: str, mark: str) -> str:
    """The beginning of a text that does not fit, with a mark at its end that says so."""
    room = MAX_CELL - _units(mark)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

"""A report as a workbook: a sheet a table, and one on method and provenance."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from recommender.errors import ReportError
from recommender.problems import writable
from recommender.reports.document import CODED, Cell, Column, Document, Kind, Table
from recommender.reports.manifest import Manifest
from recommender.reports.wording import Wording, fact_kind, provenance_lines
from recommender.workbooks import MAX_ROWS, cut, fits, plain, workbook

# Number formats; Excel writes them with the signs of the reader's country.
_NUMBERS: Mapping[Kind, str] = {
    "count": "#,##0",
    "number": "#,##0.0###",
    "share": "0.0%",
    "probability": "0%",
    "strength": "0.00%",
}

# Widths in characters. Texts beyond the longest that is wrapped would make rows taller than a screen.
_NARROWEST, _WIDEST = 8, 60
_LONGEST_WRAPPED = 400
_MEASURED_ROWS = 500
_WIDEST_PRINTED = 240

# Heights in points.
_LINE = 15
_TALLEST = 409

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31

_Format: TypeAlias = Any


def write_sheets(document: Document, manifest: Manifest, path: Path) -> None:
    """Write a document as XLSX: its tables in their order, then method and provenance.

    Headings hold the columns' names and show their texts in the reader's language. A text that is
    too long for a cell is cut, marked, and counted on the last sheet. Raises ReportError where a
    table has too many rows for a sheet, OSError where the disk refuses.
    """
    words = Wording(manifest.language)
    for table in document.tables:
        if len(table.rows) >= MAX_ROWS:
            raise ReportError(
                "too-many-rows-for-xlsx", table=table.name, rows=len(table.rows), limit=MAX_ROWS - 1
            )
    with path.open("xb") as file:
        title = writable(words.title(document))
        with workbook(file, document.created_at, title) as book:
            writer = _Writer(book, words)
            for table in document.tables:
                writer.table(table)
            writer.about(document, manifest)


@dataclass(slots=True)
class _Writer:
    """Writes the sheets of one workbook; remembers their names, and how many texts were cut."""

    book: Any
    words: Wording
    cut: int = 0
    names: set[str] = field(default_factory=lambda: {"history"})  # Excel keeps that one for itself

    def table(self, table: Table) -> None:
        sheet = self._sheet(self.words.table(table.name))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.repeat_rows(0)
        layouts = [self._layout(table, place) for place in range(len(table.columns))]
        if sum(layout.width for layout in layouts) <= _WIDEST_PRINTED:
            sheet.fit_to_pages(1, 0)
        for place, layout in enumerate(layouts):
            sheet.set_column(place, place, layout.width)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, plain(column.name), self._heading(column))
        for number, row in enumerate(table.rows, start=1):
            self._row(sheet, number, self._named(table, row), layouts)

    def _named(self, table: Table, row: Sequence[Cell]) -> list[Cell]:
        """A row with names in place of codes."""
        return [
            self.words.cell(cell, column.kind) if cell and column.kind in CODED else cell
            for cell, column in zip(row, table.columns, strict=True)
        ]

    def about(self, document: Document, manifest: Manifest) -> None:
        sheet = self._sheet(self.words.text("method"))
        sheet.fit_to_pages(1, 0)
        style = {"valign": "top", "text_wrap": True, "align": "left"}
        layouts = [
            _Layout(30, self.book.add_format({**style, "bold": True}), wrapped=True),
            _Layout(90, self.book.add_format(style), wrapped=True),
        ]
        for place, layout in enumerate(layouts):
            sheet.set_column(place, place, layout.width)
        for number, line in enumerate(self._lines(document, manifest)):
            self._row(sheet, number, line, layouts)

    def _lines(
        self, document: Document, manifest: Manifest
    ) -> Iterator[tuple[str | None, str | None]]:
        words = self.words
        yield words.text("report"), words.title(document)
        for name, value in document.facts.items():
            yield words.fact(name), words.cell(value, fact_kind(document, name))
        yield None, None
        for number, paragraph in enumerate(words.method(document)):
            yield (None if number else words.text("method")), paragraph
        if self.cut:
            yield words.text("cut-texts"), words.text("cut-texts-why", count=self.cut)
        yield None, None
        yield from provenance_lines(manifest, words)
        for table in document.tables:
            yield None, None
            yield words.text("columns-of", table=words.table(table.name)), None
            for column in table.columns:
                yield column.name, words.column(column.name)

    def _sheet(self, title: str) -> Any:  # noqa: ANN401
        """Add a sheet that prints on A4, under a name that Excel takes and no other sheet has."""
        clean = _NOT_IN_NAMES.sub(" ", writable(title))
        name, number = _shortened(clean, ""), 1
        while name.casefold() in self.names:
            number += 1
            name = _shortened(clean, f" {number}")
        self.names.add(name.casefold())
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_footer("&C&P / &N")
        return sheet

    def _layout(self, table: Table, place: int) -> "_Layout":
        column = table.columns[place]
        cells = [row[place] for row in table.rows[:_MEASURED_ROWS]]
        texts = [self.words.cell(cell, column.kind)[:_LONGEST_WRAPPED] for cell in cells]
        lines = [line for text in texts for line in text.split("\n")]
        longest = max(map(_length, lines), default=0)
        # Headings wrap between words, and leave room for the button of the filter.
        heading = max(map(_length, self.words.column(column.name).split()), default=0) + 3
        width = min(max(longest + 2, heading, _NARROWEST), _WIDEST)
        of_lines = width == _WIDEST or len(lines) > len(texts)
        wrapped = of_lines and max(map(_length, texts), default=0) < _LONGEST_WRAPPED
        style: dict[str, object] = {"valign": "top", "text_wrap": wrapped}
        if column.kind in _NUMBERS:
            style["num_format"] = _NUMBERS[column.kind]
        return _Layout(width, self.book.add_format(style), wrapped)

    def _heading(self, column: Column) -> _Format:
        """A format that shows a heading's text over its name: the fourth section is for texts."""
        shown = self.words.column(column.name).replace('"', "'")
        return self.book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "bg_color": "#E8EFF1",
                "valign": "top",
                "text_wrap": True,
                "num_format": f';;;"{shown}"',
            }
        )

    def _row(self, sheet: Any, number: int, row: Sequence[Cell], layouts: list["_Layout"]) -> None:  # noqa: ANN401
        lines = max(
            _lines_of(cell, layout.width) if layout.wrapped and isinstance(cell, str) else 1
            for cell, layout in zip(row, layouts, strict=True)
        )
        if lines > 1:
            # Excel finds the height of a row by itself, LibreOffice does not.
            sheet.set_row(number, min(_LINE * lines, _TALLEST))
        for place, (cell, layout) in enumerate(zip(row, layouts, strict=True)):
            self._cell(sheet, number, place, cell, layout.format)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell, format_: _Format) -> None:  # noqa: ANN401
        if isinstance(cell, str):
            text = plain(writable(cell))
            if not fits(text):
                text = cut(text, self.words.text("cut-mark"))
                self.cut += 1
            sheet.write_string(row, column, text, format_)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell, format_)
        elif cell is None:
            sheet.write_blank(row, column, None, format_)
        else:
            sheet.write_number(row, column, cell, format_)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The width of a column in characters, and how its cells look; wrapped ones make rows taller."""

    width: int
    format: _Format
    wrapped: bool


def _length(text: str) -> int:
    """The width of a text in characters; Japanese ones count twice."""
    from rich.cells import cell_len

    return len(text) if text.isascii() else cell_len(text)


def _lines_of(text: str, width: int) -> int:
    # A few characters less than the width, for lines end between words.
    return sum(-(-max(_length(line), 1) // (width - 4)) for line in text.split("\n"))


def _shortened(name: str, ending: str) -> str:
    room = _LONGEST_NAME - len(ending)
    units = name.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return units.strip(" '") + ending or "-"

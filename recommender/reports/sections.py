"""A table as a page shows it: which columns side by side, which below others, in which groups."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from recommender.reports.document import Cell, Column, Kind, Table
from recommender.reports.wording import Wording

Row: TypeAlias = tuple[Cell, ...]

_LONG = 40
"""Characters from which on a text is given the width of a sentence."""

_MEASURED_ROWS = 500

# Widths in em that columns need; together they tell whether a table fits upright A4 (180 mm).
_WIDTHS: dict[Kind, float] = {
    "text": 7,
    "id": 5,
    "link": 11,
    "sector": 9,
    "region": 6,
    "country": 5,
    "count": 4,
    "number": 5,
    "share": 5,
    "probability": 5,
    "strength": 6,
    "flag": 4,
}
_LONG_WIDTH = 14.0
_WITH_OTHERS_BELOW = 13.0
_UPRIGHT = 56.0

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of a page: where its cells are in a row, its heading, what is shown below it.

    `language`: where the language of its texts is in a row. `width` in em.
    """

    place: int
    name: str
    label: str
    kind: Kind
    language: int | None
    width: float
    below: tuple["ShownColumn", ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that share the cells of the group's columns."""

    number: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of a page.

    `head`: the columns that a group's heading shows, empty where nothing is grouped; the first one
    names the group. `wide`: it is printed on paper laid sideways.
    """

    name: str
    anchor: str
    title: str
    head: tuple[ShownColumn, ...]
    columns: tuple[ShownColumn, ...]
    rows: Sequence[Row]
    group: int
    wide: bool

    def sections(self) -> Iterator[Section]:
        """The groups in their order."""
        grouped = groupby(self.rows, key=lambda row: row[: self.group])
        for number, (_, rows) in enumerate(grouped, start=1):
            yield Section(number, list(rows))


def anchor(table_name: str) -> str:
    """The id of a table on the page, for links."""
    return f"table-{table_name}"


def shown_table(table: Table, words: Wording) -> ShownTable:
    """Arrange the columns of a table that are not hidden.

    The first text of a group's heading goes before its other columns.
    """
    head = _columns(table, table.columns[: table.group], words)
    named = next((column for column in head if column.kind == "text"), None)
    head = tuple(sorted(head, key=lambda column: column is not named))
    columns = _columns(table, table.columns[table.group :], words)
    return ShownTable(
        table.name,
        anchor(table.name),
        words.table(table.name),
        head,
        columns,
        table.rows,
        table.group,
        sum(column.width for column in columns) > _UPRIGHT,
    )


def language_of(row: Row, column: ShownColumn) -> str | None:
    """In which language a row's text is, where that is known."""
    if column.language is None:
        return None
    code = row[column.language]
    known = isinstance(code, str) and _LANGUAGE.fullmatch(code) and code != _UNDETERMINED
    return str(code) if known else None


def _columns(table: Table, columns: Sequence[Column], words: Wording) -> tuple[ShownColumn, ...]:
    names = [column.name for column in table.columns]

    def shown(column: Column, below: tuple[ShownColumn, ...]) -> ShownColumn:
        place = names.index(column.name)
        return ShownColumn(
            place,
            column.name,
            words.column(column.name),
            column.kind,
            names.index(column.language) if column.language else None,
            max(_width(table, place, column.kind), _WITH_OTHERS_BELOW if below else 0),
            below,
        )

    visible = [column for column in columns if not column.hidden]
    return tuple(
        shown(column, tuple(shown(one, ()) for one in visible if one.under == column.name))
        for column in visible
        if column.under is None
    )


def _width(table: Table, place: int, kind: Kind) -> float:
    if kind != "text":
        return _WIDTHS[kind]
    texts = (str(row[place] or "") for row in table.rows[:_MEASURED_ROWS])
    return _LONG_WIDTH if any(len(text) > _LONG for text in texts) else _WIDTHS[kind]

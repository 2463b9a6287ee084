"""A table as a page shows it: which columns side by side, which below others, in which groups."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from embeddings.language_script import script_of
from recommender.reports.document import Cell, Column, Kind, Table
from recommender.reports.labels import columns as width_of
from recommender.reports.labels import longest_word
from recommender.reports.wording import Wording, decimals

Row: TypeAlias = tuple[Cell, ...]

_LONG = 40
"""Characters of a text that are measured: a longer one takes the width of a sentence."""

_MEASURED_ROWS = 500

# Widths in em that columns need; together they tell whether a table fits upright A4 (180 mm) or a
# screen.
_WIDTHS: dict[Kind, float] = {
    "link": 11,
    "selection": 9,
    "count": 4,
    "number": 5,
    "share": 5,
    "probability": 5,
    "strength": 6,
    "flag": 4,
}
_CHARACTER = 0.55
_CHARACTER_OF_HEADING = 0.5
_PADDING = 0.75
_SHORTEST_TEXT = 4.0
_LONG_WIDTH = 13.0
_LONG_SHARE = 20.0
_WITH_OTHERS_BELOW = 13.0
_UPRIGHT = 56.0

# What the page makes of them, in rem: a table's letters, the margins beside it, and the windows in
# which its rows are cards in any case, and in none.
_REM = 0.9375
_MARGINS = 3.0
_PHONE = 44.0
_DESK = 76.0

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of a page: where its cells are in a row, its heading, what is shown below it.

    `language`: where the language of its texts is in a row. `width` that it needs at least, and `share`
    in which it divides the page with the others, in em. `digits`: decimals of its numbers. `absent`:
    what stands where nothing is known.
    """

    place: int
    name: str
    label: str
    kind: Kind
    language: int | None
    width: float
    share: float
    digits: int
    absent: str
    below: tuple["ShownColumn", ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that share the cells of the group's columns; in `runs`, those that are said once, too."""

    number: int
    rows: Sequence[Row]
    runs: Sequence[Sequence[Row]]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of a page.

    `head`: the columns that a group's heading shows, empty where nothing is grouped; the first one
    names the group. `wide`: it is printed on paper laid sideways. `once`: columns from the left that
    the first row of a run says for all of them.
    """

    name: str
    anchor: str
    title: str
    head: tuple[ShownColumn, ...]
    columns: tuple[ShownColumn, ...]
    rows: Sequence[Row]
    group: int
    once: int
    wide: bool

    @property
    def width(self) -> float:
        """What all columns need, in em."""
        return sum(column.width for column in self.columns)

    @property
    def shares(self) -> float:
        """What they divide, in em: the same in every group, so that all groups look the same."""
        return sum(column.share for column in self.columns)

    @property
    def breakpoint(self) -> float:
        """Up to which width of the window, in rem, its rows are cards."""
        return round(min(max(_PHONE, self.width * _REM + _MARGINS), _DESK), 1)

    def sections(self) -> Iterator[Section]:
        """The groups in their order."""
        grouped = groupby(self.rows, key=lambda row: row[: self.group])
        for number, (_, rows) in enumerate(grouped, start=1):
            listed = list(rows)
            yield Section(number, listed, self.runs(listed))

    def runs(self, rows: Sequence[Row]) -> Sequence[Sequence[Row]]:
        """Rows by what is said once of them; all together where every row says all."""
        if not self.once:
            return [rows]
        end = self.group + self.once
        return [list(run) for _, run in groupby(rows, key=lambda row: row[:end])]


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
        table.once,
        sum(column.width for column in columns) > _UPRIGHT,
    )


def language_of(row: Row, column: ShownColumn) -> str | None:
    """In which language a row's text is, where that is known, or its letters tell: a name in kanji."""
    code = None if column.language is None else row[column.language]
    if isinstance(code, str) and _LANGUAGE.fullmatch(code) and code != _UNDETERMINED:
        return code
    return language_of_letters(row[column.place])


def language_of_letters(cell: Cell) -> str | None:
    """The language of a Japanese text: not told, browsers draw kanji as other countries do."""
    japanese = isinstance(cell, str) and not cell.isascii() and script_of(cell) == "japanese"
    return "ja" if japanese else None


def _columns(table: Table, columns: Sequence[Column], words: Wording) -> tuple[ShownColumn, ...]:
    names = [column.name for column in table.columns]

    def shown(column: Column, below: tuple[ShownColumn, ...]) -> ShownColumn:
        place = names.index(column.name)
        label = words.column(column.name)
        share = max(
            _share(table, place, column.kind, words),
            longest_word(label) * _CHARACTER_OF_HEADING + _PADDING,
            min(sum(one.share for one in below), _WITH_OTHERS_BELOW),
        )
        return ShownColumn(
            place,
            column.name,
            label,
            column.kind,
            names.index(column.language) if column.language else None,
            min(share, _LONG_WIDTH),
            share,
            _digits(table, place, column.kind),
            words.absent(column.name),
            below,
        )

    visible = [column for column in columns if not column.hidden]
    return tuple(
        shown(column, tuple(shown(one, ()) for one in visible if one.under == column.name))
        for column in visible
        if column.under is None
    )


def _share(table: Table, place: int, kind: Kind, words: Wording) -> float:
    if kind in _WIDTHS:
        return _WIDTHS[kind]
    texts = [words.cell(row[place], kind)[:_LONG] for row in table.rows[:_MEASURED_ROWS]]
    longest = max(map(width_of, texts), default=0)
    most = _LONG_SHARE if kind == "text" else _LONG_WIDTH
    return min(max(_SHORTEST_TEXT, longest * _CHARACTER + _PADDING), most)


def _digits(table: Table, place: int, kind: Kind) -> int:
    if kind != "number":
        return 0
    return decimals(row[place] for row in table.rows[:_MEASURED_ROWS])

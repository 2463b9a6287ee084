"""Where the parts of a heat map lie, in panels that fit a printed page and a phone that scrolls."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product

from recommender.reports.document import HeatMap
from recommender.reports.labels import LINE, NARROW, Label, columns, is_at_best, is_whole, label
from recommender.reports.palette import PALETTES
from recommender.reports.wording import Wording, decimals

WIDEST = 680
"""Pixels that a panel is wide at most: what A4 has between its margins."""

_MOST_ROWS = 28

# Pixels.
_ROW = 28
_ROW_OF_TWO_LINES = 36
_PADDING = 8
_BETWEEN = 3
_CELL = 44.0
_NARROWEST_CELL = 40.0

# Columns of a text.
_ROW_LABEL = 28
_TURNED_LABEL = 28
_AXIS_LABEL = 14


@dataclass(frozen=True, slots=True)
class Square:
    """A cell: its upper left corner, its shade, its number. No shade where nothing is known."""

    x: float
    y: float
    shade: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A label of a row, and the middle of where it begins; of a column, the middle of its foot."""

    x: float
    y: float
    label: Label


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a heat map; sizes in pixels. `turned`: the labels of columns read upwards.

    `axes`: lines that say what rows and columns are, in the corner between the labels: foot and text.
    """

    width: float
    height: float
    cell_width: float
    cell_height: float
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    squares: tuple[Square, ...]
    turned: bool
    axes: tuple[tuple[float, str], ...]


def panels(chart: HeatMap, words: Wording) -> list[Panel]:
    """Lay a heat map out: cut between rows or columns where it is longer or wider than a page."""
    if not chart.rows or not chart.columns:
        return []
    layout = _layout(chart, words)
    most = max(1, int((WIDEST - layout.left) // layout.cell))
    return [
        _panel(layout, rows, columns)
        for rows, columns in product(
            _parts(len(chart.rows), _MOST_ROWS), _parts(len(chart.columns), most)
        )
    ]


def summary(chart: HeatMap, words: Wording) -> str:
    """What a heat map shows, for those who do not see it."""
    known = [
        (value, row, column)
        for row, values in zip(chart.rows, chart.values, strict=True)
        for column, value in zip(chart.columns, values, strict=True)
        if value is not None
    ]
    if not known:
        return words.text("nothing-to-show")
    greatest, row, column = max(known, key=lambda one: one[0])
    return words.text(
        "heat-map-summary",
        rows=words.number(len(chart.rows), "count"),
        columns=words.number(len(chart.columns), "count"),
        greatest=words.number(greatest, chart.kind, _digits(chart)),
        row=words.cell(row, chart.row_kind),
        column=words.cell(column, chart.column_kind),
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """What all panels of a heat map share; sizes in pixels.

    `cell`: the width of a cell; `row`: its height; `left` and `top`: what the labels take.
    """

    texts: tuple[tuple[str, ...], ...]
    shades: tuple[tuple[int | None, ...], ...]
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    turned: bool
    cell: float
    row: float
    axes: tuple[str, ...]
    left: float
    top: float


def _layout(chart: HeatMap, words: Wording) -> _Layout:
    digits = _digits(chart)
    texts = tuple(
        tuple("–" if value is None else words.number(value, chart.kind, digits) for value in values)
        for values in chart.values
    )
    across = [words.cell(text, chart.column_kind) for text in chart.columns]
    rows = tuple(label(words.cell(text, chart.row_kind), _ROW_LABEL, 2) for text in chart.rows)
    axes = _axes(chart, words)
    least = _AXIS_LABEL if axes else 0
    left = max(least, *(one.columns for one in rows)) * NARROW + _PADDING
    # Cells are a little narrower where all of them fit a sheet then; whole pixels, or the last would not.
    cell = min(_CELL, max(_NARROWEST_CELL, (WIDEST - left) // len(chart.columns)))
    cell = max(cell, max(columns(text) for row in texts for text in row) * NARROW + _PADDING)
    room = (cell - _BETWEEN) / NARROW
    turned = any(not is_whole(text, room, 2) for text in across)
    width = _turned_width(across) if turned else room
    headings = tuple(label(text, width, 2) for text in across)
    sizes = [one.columns * NARROW if turned else len(one.lines) * LINE for one in headings]
    corner = tuple(line for axis in axes for line in label(axis, left / NARROW, 2).lines)
    return _Layout(
        texts=texts,
        shades=_shades(chart),
        rows=rows,
        columns=headings,
        turned=turned,
        cell=cell,
        row=_ROW if all(len(one.lines) < 2 for one in rows) else _ROW_OF_TWO_LINES,  # noqa: PLR2004
        axes=corner,
        left=left,
        # Fonts differ in width: a turned label has some room to spare.
        top=max(max(sizes) * (1.1 if turned else 1), len(corner) * LINE) + _PADDING,
    )


def _axes(chart: HeatMap, words: Wording) -> list[str]:
    """What the columns are and what the rows are, where that is known."""
    names = ((chart.column_name, "→"), (chart.row_name, "↓"))
    return [f"{words.column(name)} {way}" for name, way in names if name]


def _turned_width(labels: Sequence[str]) -> float:
    """The least width with which all of them are whole in two lines."""
    for width in range(1, _TURNED_LABEL):
        if all(is_at_best(text, width, 2) for text in labels):
            return width
    return _TURNED_LABEL


def _digits(chart: HeatMap) -> int:
    return decimals(chain(*chart.values)) if chart.kind == "number" else 0


def _shades(chart: HeatMap) -> tuple[tuple[int | None, ...], ...]:
    known = [value for values in chart.values for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    steps = len(PALETTES["light"].shades) - 1
    return tuple(
        tuple(
            None if value is None else round(steps * (value - low) / (high - low or 1))
            for value in values
        )
        for values in chart.values
    )


def _parts(length: int, most: int) -> list[range]:
    """Cut a length into parts of about the same size."""
    count = -(-length // most)
    bounds = [length * part // count for part in range(count + 1)]
    return [range(start, end) for start, end in pairwise(bounds)]


def _panel(layout: _Layout, rows: range, columns: range) -> Panel:
    left, top, cell = layout.left, layout.top, layout.cell
    return Panel(
        width=left + cell * len(columns),
        height=top + layout.row * len(rows),
        cell_width=cell,
        cell_height=layout.row,
        rows=tuple(
            Heading(0, top + place * layout.row + layout.row / 2, layout.rows[row])
            for place, row in enumerate(rows)
        ),
        columns=tuple(
            Heading(left + place * cell + cell / 2, top - _PADDING, layout.columns[column])
            for place, column in enumerate(columns)
        ),
        squares=tuple(
            Square(
                left + across * cell,
                top + down * layout.row,
                layout.shades[row][column],
                layout.texts[row][column],
            )
            for down, row in enumerate(rows)
            for across, column in enumerate(columns)
        ),
        turned=layout.turned,
        axes=tuple(
            (top - _PADDING - LINE * below, line)
            for below, line in zip(reversed(range(len(layout.axes))), layout.axes, strict=True)
        ),
    )

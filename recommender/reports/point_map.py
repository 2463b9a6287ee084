"""Where the parts of a map of companies lie."""

from collections import Counter
from dataclasses import dataclass

from recommender.reports.document import PointMap
from recommender.reports.palette import look
from recommender.reports.wording import Wording

SIZE = 640
"""Pixels of a side of the map."""

_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Dot:
    """A company on the map, and the look of its group."""

    x: float
    y: float
    colour: int
    shape: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A group in the legend, and how many companies of it are on the map."""

    group: str
    count: int
    colour: int
    shape: int


def dots(chart: PointMap, words: Wording) -> list[Dot]:
    """Place the companies, to a tenth of a pixel."""
    looks = {group: look(number) for number, group in enumerate(chart.groups)}
    side = SIZE - 2 * _MARGIN
    return [
        Dot(
            round(_MARGIN + side * point.x, 1),
            round(SIZE - _MARGIN - side * point.y, 1),
            *looks[point.group],
            f"{point.label} ({words.cell(point.group, chart.group_kind)})",
        )
        for point in chart.points
    ]


def legend(chart: PointMap, words: Wording) -> list[Entry]:
    """The groups in their order."""
    counts = Counter(point.group for point in chart.points)
    return [
        Entry(words.cell(group, chart.group_kind), counts[group], *look(number))
        for number, group in enumerate(chart.groups)
    ]


def summary(chart: PointMap, words: Wording) -> str:
    """What a map shows, for those who do not see it."""
    return words.text(
        "point-map-summary",
        points=words.number(len(chart.points), "count"),
        groups=words.number(len(chart.groups), "count"),
    )

"""Where the parts of a distribution lie: bars side by side, their counts above, the edges below."""

import math
from dataclasses import dataclass
from itertools import pairwise

from recommender.reports.document import Distribution, Kind
from recommender.reports.labels import NARROW, columns
from recommender.reports.wording import Wording
from recommender.strength import BANDS

HEIGHT = 190
"""Pixels of the tallest bar."""

_TOP = 54
_BOTTOM = 44
_USUAL_WIDTH = 560
_WIDEST_BAR = 56
_GAP = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, and how many it stands for."""

    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at a place of the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A distribution as it is drawn; sizes in pixels. `bands` begin where their mark is."""

    width: float
    height: float
    floor: float
    bars: tuple[Bar, ...]
    edges: tuple[Mark, ...]
    bands: tuple[Mark, ...]
    kind: Kind


def histogram(chart: Distribution, words: Wording) -> Histogram:
    """Lay a distribution out. All bars are of the same width, whatever lies between their edges."""
    counts = [words.number(count, "count") for count in chart.counts]
    edges = [words.number(edge, chart.kind) for edge in chart.edges]
    room = max(map(columns, edges), default=0) * NARROW + _GAP
    step = max(
        max(map(columns, counts), default=0) * NARROW + 4,
        min(_WIDEST_BAR, _USUAL_WIDTH / max(1, len(counts))),
    )
    left, floor = room / 2, _TOP + HEIGHT
    scale = HEIGHT / max([1, *chart.counts])
    # Edges that would run into each other are left out.
    every = math.ceil(room / step)
    return Histogram(
        width=left + step * len(counts) + room / 2,
        height=floor + _BOTTOM,
        floor=floor,
        bars=tuple(
            Bar(left + step * place + 1, floor - scale * size, step - 2, scale * size, text)
            for place, (size, text) in enumerate(zip(chart.counts, counts, strict=True))
        ),
        edges=tuple(
            Mark(left + step * place, text)
            for place, text in enumerate(edges)
            if place % every == 0
        ),
        bands=_bands(chart, words, left, step),
        kind=chart.kind,
    )


def summary(chart: Distribution, words: Wording) -> str:
    """What a distribution shows, for those who do not see it."""
    if not any(chart.counts):
        return words.text("nothing-to-show")
    most = max(range(len(chart.counts)), key=lambda place: chart.counts[place])
    return words.text(
        "distribution-summary",
        total=words.number(sum(chart.counts), "count"),
        most=words.number(chart.counts[most], "count"),
        low=words.number(chart.edges[most], chart.kind),
        high=words.number(chart.edges[most + 1], chart.kind),
    )


def _bands(chart: Distribution, words: Wording, left: float, step: float) -> tuple[Mark, ...]:
    """Where the bands of strength begin."""
    if chart.kind != "strength":
        return ()
    marks = []
    for _, least in reversed(BANDS):
        for place, (low, high) in enumerate(pairwise(chart.edges)):
            if low <= least < high:
                x = left + step * (place + (least - low) / (high - low))
                marks.append(Mark(x, words.band(least)))
    return tuple(marks)

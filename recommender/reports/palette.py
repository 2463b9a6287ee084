"""Colours of the charts, for light and dark pages and for print.

Text on a shade, and shapes on the page, are told apart by people with low vision: a contrast of 4.5
and of 3 at least (WCAG 2.2, 1.4.3 and 1.4.11). A test computes them.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Shade:
    """A background and the text on it."""

    fill: str
    text: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one scheme.

    `shades` run from least to most; `groups` tell groups apart, together with shapes.
    """

    page: str
    ink: str
    muted: str
    rule: str
    tint: str
    accent: str
    shades: tuple[Shade, ...]
    groups: tuple[str, ...]


Scheme: TypeAlias = Literal["light", "dark"]

PALETTES: dict[Scheme, Palette] = {
    "light": Palette(
        page="#ffffff",
        ink="#1b2126",
        muted="#55606b",
        rule="#d5dce1",
        tint="#f3f6f7",
        accent="#155e75",
        shades=(
            Shade("#f1f6f8", "#1b2126"),
            Shade("#d3e6ec", "#1b2126"),
            Shade("#a9cfdb", "#1b2126"),
            Shade("#6fb0c4", "#1b2126"),
            Shade("#2a7389", "#ffffff"),
            Shade("#154f62", "#ffffff"),
        ),
        groups=("#155e75", "#b45309", "#6d28d9", "#be123c", "#4d7c0f", "#475569"),
    ),
    "dark": Palette(
        page="#14191d",
        ink="#e6e9ec",
        muted="#a7b1ba",
        rule="#37414a",
        tint="#1d2429",
        accent="#7cc7d8",
        shades=(
            Shade("#1d262d", "#e6e9ec"),
            Shade("#22404c", "#e6e9ec"),
            Shade("#28586a", "#e6e9ec"),
            Shade("#5aa5bb", "#10151a"),
            Shade("#8cc8d8", "#10151a"),
            Shade("#c4e6ee", "#10151a"),
        ),
        groups=("#67c5da", "#f0a24e", "#b79cf5", "#f58aa0", "#a3c957", "#cbd5e1"),
    ),
}

SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",  # circle
    "M-4.5-4.5h9v9h-9z",  # square
    "M0-5.5L5.5 4.5H-5.5z",  # triangle
    "M0-6L6 0L0 6L-6 0z",  # diamond
    "M-2-5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z",  # cross
    "M0 5.5L5.5-4.5H-5.5z",  # triangle upside down
)
"""Outlines around the origin, about ten units wide, for the `d` of an SVG path."""


def look(group: int) -> tuple[int, int]:
    """The colour and the shape of a group, as numbers: the same pair comes again after 36."""
    colours = len(PALETTES["light"].groups)
    return group % colours, (group + group // colours) % len(SHAPES)

"""A report as one page: HTML that needs nothing else, for screens of all sizes and for paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from embeddings import InterfaceLanguage
from recommender.company import WEBSITE
from recommender.reports import distribution, heat_map, point_map
from recommender.reports.document import (
    CODED,
    TEXTS,
    Cell,
    Chart,
    Distribution,
    Document,
    HeatMap,
    Kind,
)
from recommender.reports.manifest import Manifest
from recommender.reports.palette import PALETTES, SHAPES
from recommender.reports.sections import anchor, language_of, shown_table
from recommender.reports.wording import Wording, fact_kind, provenance_lines

if TYPE_CHECKING:
    from jinja2 import Environment

_BUFFERED = 500
"""Parts of the page that are written to the disk at once."""

_DRAWING = re.compile(r'(<svg class="\w+" role="img"[^>]*>)(.*?</svg>)', re.DOTALL)
_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOT_IN_CSS = re.compile(r"[^\w ]", re.ASCII)


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart of a page: which template draws it, of what, and what it says in words."""

    anchor: str
    title: str
    summary: str
    template: str
    parts: Sequence[object]
    table: str
    table_title: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a page: what it is called, and what it is."""

    label: str
    value: Cell
    kind: Kind


def write_page(document: Document, manifest: Manifest, path: Path) -> None:
    """Write a document as one HTML file without scripts, which loads nothing. Raises OSError."""
    words = Wording(manifest.language)
    template = _environment().get_template("report.html")
    stream = template.stream(
        document=document,
        words=words,
        sides=words.sides(document.provenance.parameters),
        facts=[
            Fact(words.fact(name), value, fact_kind(document, name))
            for name, value in document.facts.items()
        ],
        charts=[_chart(chart, words) for chart in document.charts],
        tables=[shown_table(table, words) for table in document.tables],
        method=words.method(document),
        provenance=provenance_lines(manifest, words),
        palettes=PALETTES,
        shapes=SHAPES,
    )
    stream.enable_buffering(_BUFFERED)
    with path.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(stream)


def drawings(chart: Chart, language: InterfaceLanguage) -> list[str]:
    """A chart as SVG files of its own, in the colours of the light page; a wide one is several."""
    words = Wording(language)
    shown = _chart(chart, words)
    style = _environment().get_template("drawing.css").render(palettes=PALETTES)
    template = _environment().get_template(shown.template)
    markup = template.render(chart=shown, words=words, shapes=SHAPES)
    opening = '<svg xmlns="http://www.w3.org/2000/svg"'
    return [
        f"{found[1].replace('<svg', opening, 1)}<style>{style}</style>{found[2]}"
        for found in _DRAWING.finditer(markup)
    ]


def _chart(chart: Chart, words: Wording) -> ShownChart:
    template, parts, summary = _drawing(chart, words)
    return ShownChart(
        f"chart-{chart.name}",
        words.chart(chart.name),
        summary,
        template,
        parts,
        anchor(chart.table),
        words.table(chart.table),
    )


def _drawing(chart: Chart, words: Wording) -> tuple[str, Sequence[object], str]:
    if isinstance(chart, HeatMap):
        return "heat_map.svg", heat_map.panels(chart, words), heat_map.summary(chart, words)
    if isinstance(chart, Distribution):
        drawn = [distribution.histogram(chart, words)] if chart.counts else []
        return "distribution.svg", drawn, distribution.summary(chart, words)
    drawn_map = (
        [(point_map.dots(chart, words), point_map.legend(chart, words))] if chart.points else []
    )
    return "point_map.svg", drawn_map, point_map.summary(chart, words)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("recommender.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"visible": visible, "address": web_address, "css": _css_string}
    made.globals |= {"language_of": language_of, "coded": CODED, "texts": TEXTS}
    return made


def visible(text: str) -> str:
    """A text with signs for the control characters that HTML cannot hold or nobody would see."""
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return _CONTROL.sub(_sign, text) if _CONTROL.search(text) else text


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:  # noqa: PLR2004 - Unicode has pictures of these
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"  # noqa: PLR2004


def web_address(text: str) -> str | None:
    """Where a link leads; nowhere, if the text is no web address."""
    if not text.isprintable() or not WEBSITE.fullmatch(text):
        return None
    # Small companies often have no certificate; browsers try the safe way first in any case.
    return text if re.match("https?://", text, re.IGNORECASE) else f"http://{text}"


def _css_string(text: str) -> Any:  # noqa: ANN401 - markupsafe is imported where it is used
    """A text as a string of a style sheet, in which nothing ends the string or the element."""
    from markupsafe import Markup

    escaped = "".join(f"\\{ord(c):x} " if c.isascii() and _NOT_IN_CSS.match(c) else c for c in text)
    return Markup(f'"{escaped}"')  # noqa: S704 - only letters, digits and escapes are left

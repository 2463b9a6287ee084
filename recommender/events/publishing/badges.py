"""Badges for everybody at an event, on A4 pages to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from embeddings import InterfaceLanguage
from recommender.errors import MESSAGES
from recommender.events.event import Event
from recommender.reports.labels import is_at_best, label
from recommender.reports.palette import PALETTES
from recommender.reports.sections import language_of_letters
from recommender.reports.wording import Wording

TEMPLATES = Path(__file__).with_name("templates")
PER_PAGE = 10

# A name is as large as it can be in the place that it has, to be read across a table: sizes in
# points, and how many lines of them there is room for.
_SIZES = ((28, 1), (24, 2), (20, 2), (17, 3), (13, 4))
_ROOM = 227
"""Width of a line in points."""
_COLUMN = 0.56
"""Width of a bold letter as a share of its size."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on a badge: whose it is, on which side, and what they speak.

    `mark`: a or b, on which a company's people write their name, or i, of an interpreter. `size` of
    the heading in points.
    """

    heading: str
    side: str
    languages: str
    mark: str

    @property
    def size(self) -> int:
        """The largest size of which the heading takes no more lines than there is room for."""
        fitting = (
            points
            for points, lines in _SIZES
            if is_at_best(self.heading, _ROOM / (points * _COLUMN), lines)
        )
        return next(fitting, _SIZES[-1][0])

    @property
    def lines(self) -> tuple[str, ...]:
        """The heading as it is broken at that size."""
        return label(self.heading, _ROOM / (self.size * _COLUMN), dict(_SIZES)[self.size]).lines

    @property
    def script(self) -> str | None:
        """The language of the heading, where its letters tell."""
        return language_of_letters(self.heading)


def badges(event: Event, language: InterfaceLanguage) -> bytes:
    """One HTML page with everything in it: for each company a badge, and for each interpreter."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    html = environment.get_template("badges.html").render(
        language=language,
        title=MESSAGES.text("event.badge.title", language, name=event.name),
        event=event.name,
        place=event.place,
        dates=Wording(language).days(*event.days),
        person=MESSAGES.text("event.badge.person", language),
        spoken=MESSAGES.text("event.badge.languages", language),
        pages=_pages(_badges(event, language)),
        palettes=PALETTES,
    )
    return html.encode()


def _pages(made: Sequence[Badge]) -> list[Sequence[Badge]]:
    return [made[start : start + PER_PAGE] for start in range(0, len(made), PER_PAGE)]


def _badges(event: Event, language: InterfaceLanguage) -> list[Badge]:
    found = [
        Badge(guest.name, side, _languages(guest.languages, language), mark)
        for guests, side, mark in zip((event.a, event.b), event.side_names, "ab", strict=True)
        for guest in guests
    ]
    role = MESSAGES.text("event.badge.interpreter", language)
    return found + [
        Badge(helper.name, role, _languages(helper.languages, language), "i")
        for helper in event.interpreters
    ]


def _languages(codes: frozenset[str], language: InterfaceLanguage) -> str:
    """Languages by name in the reader's language; a code that has no name stays one."""
    from babel import Locale

    names = Locale.parse(language).languages
    return ", ".join(names.get(code, code) for code in sorted(codes))

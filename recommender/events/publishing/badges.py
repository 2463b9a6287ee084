"""Badges for everybody at an event, on A4 pages to print."""

from dataclasses import dataclass
from pathlib import Path

from embeddings import InterfaceLanguage
from recommender.errors import MESSAGES
from recommender.events.event import Event

TEMPLATES = Path(__file__).with_name("templates")
PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on a badge; `person` has no name where a company's people write theirs in."""

    heading: str
    side: str
    languages: str
    mark: str
    person: str = ""


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
    made = _badges(event, language)
    pages = [made[start : start + PER_PAGE] for start in range(0, len(made), PER_PAGE)]
    first, last = event.slots[0].start, event.slots[-1].end
    dates = dict.fromkeys((f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"))
    html = environment.get_template("badges.html").render(
        language=language,
        title=MESSAGES.text("event.badge.title", language, name=event.name),
        event=event.name,
        place=event.place,
        dates=" – ".join(dates),
        person=MESSAGES.text("event.badge.person", language),
        spoken=MESSAGES.text("event.badge.languages", language),
        pages=pages,
    )
    return html.encode()


def _badges(event: Event, language: InterfaceLanguage) -> list[Badge]:
    found = [
        Badge(guest.name, side, _languages(guest.languages, language), mark)
        for guests, side, mark in zip((event.a, event.b), event.side_names, "ab", strict=True)
        for guest in guests
    ]
    role = MESSAGES.text("event.badge.interpreter", language)
    for helper in event.interpreters:
        spoken = _languages(helper.languages, language)
        found.append(Badge(role, role, spoken, "i", helper.name))
    return found


def _languages(codes: frozenset[str], language: InterfaceLanguage) -> str:
    """Languages by name in the reader's language; a code that has no name stays one."""
    from babel import Locale

    names = Locale.parse(language).languages
    return ", ".join(names.get(code, code) for code in sorted(codes))

"""The form for an event. Its fields are named after the settings: `sides.a.capacity`, `sessions.0.start`.

So a mistake that the settings find is shown at its field, and settings that were sent before fill the
form in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from embeddings import INTERFACE_LANGUAGES, InterfaceLanguage
from recommender.events.settings import EventSettings
from service.field_problems import field_problem
from service.pages.company_choice import filters_of
from service.pages.words import Words

SESSIONS = 4
INTERPRETERS = 6
"""Rows of the form; events with more are described in a file."""

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Tokyo", "Asia/Singapore", "UTC")

_NUMBERS = (
    ("tables",),
    ("slots", "minutes"),
    ("slots", "gap"),
    *(("sides", side, "capacity") for side in "ab"),
    *(("sides", side, "meetings", name) for side in "ab" for name in ("fewest", "most")),
)
_TEXTS = (
    ("name",),
    ("place",),
    ("date",),
    ("time_zone",),
    ("theme",),
    *(("sides", side, "name") for side in "ab"),
)
_SEVERAL = {"filters", "must", "without", "languages"}
_IDS = tuple(("sides", side, name) for side in "ab" for name in ("must", "without"))

Pairs = Sequence[tuple[str, object]]
Place = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a field; `field` is its name, and its id."""

    field: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class EventForm:
    """What the form is filled in with, and what is wrong with it."""

    pairs: Pairs
    mistakes: tuple[Mistake, ...] = ()
    _values: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        texts = {name: value for name, value in self.pairs if isinstance(value, str)}
        object.__setattr__(self, "_values", texts)

    def one(self, name: str) -> str:
        """What stands in a field."""
        return self._values.get(name, "")

    def has(self, name: str, value: str) -> bool:
        """Whether a box is ticked."""
        return (name, value) in self.pairs

    def filters(self, side: str) -> dict[str, list[str]]:
        """The filters of a side, "a" or "b"."""
        return filters_of(self.pairs, f"sides.{side}.filters")

    def wrong(self, name: str) -> str | None:
        """What is wrong with a field."""
        return next((one.message for one in self.mistakes if one.field == name), None)

    def read(self, words: Words) -> "EventSettings | EventForm":
        """The settings, or this form with its mistakes."""
        asked, rows = self._asked()
        try:
            return EventSettings.model_validate(asked)
        except ValidationError as error:
            details = error.errors(include_url=False)
            # A list whose entries are wrong is said to be too short as well.
            inside = {one["loc"][0] for one in details if len(one["loc"]) > 1}
            told = [one for one in details if len(one["loc"]) > 1 or one["loc"][0] not in inside]
            found = [_mistake(one, rows, words) for one in told]
            return EventForm(self.pairs, tuple({one.field: one for one in found}.values()))

    def _asked(self) -> tuple[dict[str, Any], Mapping[str, Sequence[int]]]:
        """The settings that the form asks for, and which rows of it the entries of lists come from."""
        asked: dict[str, Any] = {}
        for place in _TEXTS:
            if text := self.one(".".join(place)).strip():
                _put(asked, place, text)
        for place in _NUMBERS:
            if text := self.one(".".join(place)).strip():
                _put(asked, place, int(text) if text.isascii() and text.isdigit() else text)
        for place in _IDS:
            if ids := self.one(".".join(place)).replace(",", " ").replace(";", " ").split():
                _put(asked, place, ids)
        for side in "ab":
            if filters := self.filters(side):
                _put(asked, ("sides", side, "filters"), filters)
        rows = {
            "sessions": [n for n in range(SESSIONS) if self._row("sessions", n)],
            "interpreters": [n for n in range(INTERPRETERS) if self._row("interpreters", n)],
        }
        asked["sessions"] = [self._row("sessions", n) for n in rows["sessions"]]
        if rows["interpreters"]:
            asked["interpreters"] = [self._row("interpreters", n) for n in rows["interpreters"]]
        return asked, rows

    def _row(self, table: str, number: int) -> dict[str, Any]:
        begins = f"{table}.{number}."
        row: dict[str, Any] = {}
        for name, value in self.pairs:
            if name.startswith(begins) and isinstance(value, str) and value.strip():
                key = name.removeprefix(begins)
                if key == "languages":
                    row.setdefault(key, []).append(value)
                else:
                    row[key] = value.strip()
        # Languages alone are nobody.
        return row if table == "sessions" or "name" in row else {}


def at_first(words: Words) -> EventForm:
    """The form before anybody has filled it in: a day of two sessions between both countries."""
    text = words.text
    zone = "Asia/Tokyo" if words.language == "ja" else "Asia/Jakarta"
    pairs = {
        "time_zone": zone,
        "tables": "10",
        "slots.minutes": "25",
        "slots.gap": "5",
        "sessions.0.name": text("event.morning"),
        "sessions.0.start": "09:00",
        "sessions.0.end": "12:00",
        "sessions.1.name": text("event.afternoon"),
        "sessions.1.start": "13:00",
        "sessions.1.end": "16:00",
    }
    for side, country in (("a", "ID"), ("b", "JP")):
        pairs |= {
            f"sides.{side}.name": words.value("country", country),
            f"sides.{side}.filters.country": country,
            f"sides.{side}.capacity": "20",
            f"sides.{side}.meetings.fewest": "1",
            f"sides.{side}.meetings.most": "6",
        }
    return EventForm(tuple(pairs.items()))


def filled_with(settings: Mapping[str, Any], words: Words) -> EventForm | None:
    """The form for settings that were sent; None where they say more than the form can."""
    pairs: list[tuple[str, str]] = []

    def add(place: str, value: object) -> None:
        if isinstance(value, Mapping):
            for name, part in value.items():
                add(f"{place}.{name}" if place else str(name), part)
        elif isinstance(value, list | tuple) and any(isinstance(part, Mapping) for part in value):
            for number, part in enumerate(value):
                add(f"{place}.{number}", part)
        elif isinstance(value, list | tuple):
            if place.endswith((".must", ".without")):
                pairs.append((place, " ".join(map(str, value))))
            else:
                pairs.extend((place, str(part)) for part in value)
        elif value is not None:
            pairs.append((place, str(value)))

    add("", settings)
    form = EventForm(tuple(pairs))
    same = form.read(words) == EventSettings.model_validate(settings)
    return form if same else None


def _put(settings: dict[str, Any], place: Sequence[str], value: object) -> None:
    *groups, last = place
    for group in groups:
        settings = settings.setdefault(group, {})
    settings[last] = value


def _mistake(detail: ErrorDetails, rows: Mapping[str, Sequence[int]], words: Words) -> Mistake:
    place = [*detail["loc"]]
    if len(place) > 1 and place[0] in rows and isinstance(place[1], int):
        place[1] = rows[str(place[0])][place[1]]
    match detail["type"]:
        case "event-side-source":
            place.append("filters")
            own = "nobody-chosen"
        case "event-ends-before-it-starts":
            place.append("end")
            own = "end-first"
        case "event-fewest-above-most":
            place.append("most")
            own = "most-first"
        case "missing" | "string_too_short":
            own = "missing"
        case "too_short" if place[0] == "interpreters":
            own = "two-languages"
        case _:
            own = ""
    if place == ["sessions"]:
        place, own = ["sessions", 0, "name"], "missing"
    message = words.text(f"event.{own}") if own else field_problem(detail, words.language).message
    return Mistake(_name(place), _label(place, words), message)


def _name(place: Sequence[int | str]) -> str:
    """The field of a place; several values of a setting are one field."""
    known: list[str] = []
    for part in place:
        known.append(str(part))
        if part in _SEVERAL:
            break
    return ".".join(known)


def _label(place: Sequence[int | str], words: Words) -> str:
    """What a field is called, with its side or its row."""
    names = [str(part) for part in place]
    key = next((n for n in reversed(names) if n in _LABELLED), None)
    label = words.text(f"event.label-{key}") if key else words.text("event.label-name")
    match names:
        case ["sides", side, *_]:
            return f"{words.text(f'event.side-{side}')}: {label}"
        case ["sessions", row, *_] if row.isdigit():
            return f"{words.text('event.session', number=int(row) + 1)}: {label}"
        case ["interpreters", row, *_] if row.isdigit():
            return f"{words.text('event.interpreter', number=int(row) + 1)}: {label}"
    return label


_LABELLED = {
    *("name", "place", "date", "time_zone", "tables", "theme", "minutes", "gap", "start", "end"),
    *("capacity", "fewest", "most", "must", "without", "filters", "languages", "sessions"),
}
SPOKEN: tuple[InterfaceLanguage, ...] = INTERFACE_LANGUAGES
"""Languages that interpreters are asked for."""

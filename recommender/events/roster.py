"""The companies of an event and how they match: what a plan keeps of the catalogue.

With it a plan is checked and changed without the catalogue, and stays what it was when that changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from recommender.events.errors import EventError
from recommender.events.event import Event, Guest, Interpreter, Slot, Values
from recommender.events.lists import EventLists
from recommender.events.settings import EventSettings, SideSettings
from recommender.events.timetable import slots_of
from recommender.events.values import with_wishes


@dataclass(frozen=True, slots=True)
class Member:
    """A company as the catalogue has it."""

    id: str
    name: str
    country: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Roster:
    """Members of both sides, and the strengths of their matches, shape (n, m).

    `judged`: pairs of ids that the catalogue holds a judgement of.
    """

    a: tuple[Member, ...]
    b: tuple[Member, ...]
    strengths: Values
    judged: frozenset[tuple[str, str]] = frozenset()

    def chosen(self, rows: Sequence[int], columns: Sequence[int]) -> "Roster":
        """Some of the members, by their places."""
        return replace(
            self,
            a=tuple(self.a[place] for place in rows),
            b=tuple(self.b[place] for place in columns),
            strengths=self.strengths[np.ix_(np.array(rows, np.intp), np.array(columns, np.intp))],
        )


def event_of(settings: EventSettings, lists: EventLists, roster: Roster) -> Event:
    """The event that settings and lists make of these companies.

    Entries of the lists about companies that do not come have no effect. Raises EventError where an
    absence names a slot that there is not.
    """
    slots = slots_of(settings)
    absent = _absences(lists, slots)
    sides = settings.sides
    places_a = {member.id: place for place, member in enumerate(roster.a)}
    places_b = {member.id: place for place, member in enumerate(roster.b)}

    def pair(one: str, other: str) -> tuple[str, str] | None:
        if one in places_a and other in places_b:
            return one, other
        return (other, one) if other in places_a and one in places_b else None

    wanted = np.zeros(roster.strengths.shape, np.int64)
    wished: dict[tuple[str, str], str] = {}
    refused = set()
    for wish in dict.fromkeys((w.company, w.partner, w.wish) for w in lists.wishes):
        ids = pair(wish[0], wish[1])
        if ids is None:
            continue
        if wish[2] == "refuses":
            refused.add(ids)
        else:
            wanted[places_a[ids[0]], places_b[ids[1]]] += 1
            wished[ids] = "".join(
                sorted({*wished.get(ids, ""), "a" if wish[0] in places_a else "b"})
            )
    listed = [*lists.met, *(roster.judged if settings.without_judged else ())]
    met = {ids for one, other in listed if (ids := pair(one, other))}
    worth = settings.worth
    weights = (worth.match, worth.one_sided, worth.mutual)
    return Event(
        settings.name,
        settings.place,
        slots,
        settings.tables,
        _guests(roster.a, sides.a, lists, absent),
        _guests(roster.b, sides.b, lists, absent),
        with_wishes(roster.strengths, wanted, weights),
        roster.strengths,
        _interpreters(settings, slots),
        frozenset(refused),
        frozenset(met),
        wished,
        (sides.a.name, sides.b.name),
        settings.time_zone,
    )


@cache
def language_of(country: str) -> str:
    """The language that companies of a country speak where nobody says otherwise; English at worst."""
    from babel.languages import get_official_languages

    found: tuple[str, ...] = get_official_languages(country, de_facto=True)
    return found[0] if found else "en"


def _guests(
    members: Sequence[Member],
    side: SideSettings,
    lists: EventLists,
    absent: Mapping[str, frozenset[int]],
) -> tuple[Guest, ...]:
    return tuple(
        Guest(
            member.id,
            member.name,
            frozenset(lists.languages.get(member.id) or (language_of(member.country),)),
            side.meetings.fewest,
            side.meetings.most,
            absent.get(member.id, frozenset()),
            member.country,
            member.organisation,
        )
        for member in members
    )


def _absences(lists: EventLists, slots: Sequence[Slot]) -> dict[str, frozenset[int]]:
    absent: dict[str, frozenset[int]] = {}
    for absence in lists.absences:
        for number in absence.slots:
            if not 1 <= number <= len(slots):
                raise EventError(
                    "event-absent-slot", id=absence.company, slot=number, last=len(slots)
                )
        away = {slot.number for slot in slots if slot.session in absence.sessions}
        absent[absence.company] = (
            absent.get(absence.company, frozenset()) | away | frozenset(absence.slots)
        )
    return absent


def _interpreters(settings: EventSettings, slots: Sequence[Slot]) -> tuple[Interpreter, ...]:
    return tuple(
        Interpreter(
            helper.name,
            frozenset(language.casefold() for language in helper.languages),
            frozenset(
                slot.number
                for slot in slots
                if helper.sessions is None or slot.session in helper.sessions
            ),
        )
        for helper in settings.interpreters
    )

"""Whether a plan can be held: every hard constraint, looked at without any solver.

This module shares the data with the planner and none of its reasoning, so that neither can repeat a
mistake of the other.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from recommender.events.event import Event, Guest, Interpreter
from recommender.events.plan import Meeting
from recommender.problems import Problem

Place: TypeAlias = Literal["slot", "table", "a", "b", "interpreter"]
"""The part of a meeting that is wrong; the name of a column of the organiser's sheet."""


@dataclass(frozen=True, slots=True)
class Violation:
    """What a plan breaks, in words.

    `meetings`: places, in the order given, of the meetings that break it together; the last one is
    pointed at. None of them where a company has too few.
    """

    problem: Problem
    meetings: tuple[int, ...] = ()
    place: Place | None = None


def check(event: Event, meetings: Sequence[Meeting]) -> list[Violation]:
    """Everything that keeps a plan from being held; an empty list where nothing does.

    By kind: what does not exist, what is in two places at once, who must not meet, who is not there,
    who does not understand whom, and who has too many or too few meetings.
    """
    guests = {guest.id: guest for guest in (*event.a, *event.b)}
    unknown = [list(_unknown(event, one, number)) for number, one in enumerate(meetings)]
    known = [number for number, wrong in enumerate(unknown) if not wrong]
    found = [violation for wrong in unknown for violation in wrong]
    found += _twice(meetings, known)
    for number in known:
        meeting = meetings[number]
        found += _unwanted(event, meeting, number)
        found += _absent(meeting, number, guests)
        found += _interpreted(event, meeting, number, guests)
    found += _counted(event, [meetings[number] for number in known], known)
    return found


def _unknown(event: Event, meeting: Meeting, number: int) -> Iterator[Violation]:
    """What is not at this event."""
    if not 1 <= meeting.slot <= len(event.slots):
        values: dict[str, object] = {"slot": meeting.slot, "last": len(event.slots)}
        yield Violation(Problem("event-no-slot", values), (number,), "slot")
    if not 1 <= meeting.table <= event.tables:
        values = {"table": meeting.table, "last": event.tables}
        yield Violation(Problem("event-no-table", values), (number,), "table")
    for place, identity, side, other, name in (
        ("a", meeting.a, event.a, event.b, event.side_names[0]),
        ("b", meeting.b, event.b, event.a, event.side_names[1]),
    ):
        if any(guest.id == identity for guest in side):
            continue
        values = {"id": identity, "side": name}
        if any(guest.id == identity for guest in other):
            problem = Problem("event-wrong-side", values)
        else:
            problem = Problem("event-not-invited", values)
        yield Violation(problem, (number,), "a" if place == "a" else "b")
    names = {helper.name for helper in event.interpreters}
    if meeting.interpreter is not None and meeting.interpreter not in names:
        values = {
            "name": meeting.interpreter,
            "known": ", ".join(sorted(names)) or "–",
        }
        yield Violation(Problem("event-no-interpreter-of-name", values), (number,), "interpreter")


def _twice(meetings: Sequence[Meeting], known: Iterable[int]) -> Iterator[Violation]:
    """Who or what is needed in two meetings of one slot, and who meets twice."""
    numbers = list(known)
    rules: tuple[tuple[str, Place, Callable[[Meeting], Hashable | None]], ...] = (
        ("event-company-twice", "a", lambda one: (one.slot, one.a)),
        ("event-company-twice", "b", lambda one: (one.slot, one.b)),
        ("event-table-twice", "table", lambda one: (one.slot, one.table)),
        (
            "event-interpreter-twice-a-slot",
            "interpreter",
            lambda one: (one.slot, one.interpreter) if one.interpreter else None,
        ),
        ("event-pair-twice", "b", lambda one: one.pair),
    )
    for code, place, key in rules:
        together: dict[Hashable, list[int]] = defaultdict(list)
        for number in numbers:
            if (shared := key(meetings[number])) is not None:
                together[shared].append(number)
        for places in together.values():
            for earlier, later in pairwise(places):
                yield Violation(_repeated(code, place, meetings[later]), (earlier, later), place)


def _repeated(code: str, place: Place, meeting: Meeting) -> Problem:
    values: dict[str, object] = {"slot": meeting.slot}
    if code == "event-pair-twice":
        return Problem("event-pair-twice", {"a": meeting.a, "b": meeting.b})
    if code == "event-table-twice":
        return Problem("event-table-twice", {**values, "table": meeting.table})
    if code == "event-company-twice":
        identity = meeting.a if place == "a" else meeting.b
        return Problem("event-company-twice", {**values, "id": identity})
    return Problem("event-interpreter-twice-a-slot", {**values, "name": meeting.interpreter})


def _unwanted(event: Event, meeting: Meeting, number: int) -> Iterator[Violation]:
    values: dict[str, object] = {"a": meeting.a, "b": meeting.b}
    if meeting.pair in event.refused:
        yield Violation(Problem("event-refused", values), (number,), "b")
    if meeting.pair in event.met:
        yield Violation(Problem("event-already-met", values), (number,), "b")


def _absent(meeting: Meeting, number: int, guests: dict[str, Guest]) -> Iterator[Violation]:
    if meeting.slot in guests[meeting.a].absent:
        values: dict[str, object] = {"id": meeting.a, "slot": meeting.slot}
        yield Violation(Problem("event-absent", values), (number,), "a")
    if meeting.slot in guests[meeting.b].absent:
        values = {"id": meeting.b, "slot": meeting.slot}
        yield Violation(Problem("event-absent", values), (number,), "b")


def _interpreted(
    event: Event, meeting: Meeting, number: int, guests: dict[str, Guest]
) -> Iterator[Violation]:
    """Whether the two understand each other, and the interpreter both."""
    one, other = guests[meeting.a].languages, guests[meeting.b].languages
    helper = next((each for each in event.interpreters if each.name == meeting.interpreter), None)
    if helper is None:
        if not one & other:
            able = [
                each.name
                for each in event.interpreters
                if _understands(each, one, other) and meeting.slot in each.slots
            ]
            values: dict[str, object] = {
                "a": meeting.a,
                "b": meeting.b,
                "able": ", ".join(able) or "–",
                "languages": f"{_listed(one)} – {_listed(other)}",
            }
            yield Violation(Problem("event-needs-interpreter", values), (number,), "interpreter")
        return
    values = {"name": helper.name, "slot": meeting.slot}
    if meeting.slot not in helper.slots:
        yield Violation(Problem("event-interpreter-absent", values), (number,), "interpreter")
    if not one & other and not _understands(helper, one, other):
        spoken: dict[str, object] = {
            "languages": f"{_listed(one)} – {_listed(other)}",
            "spoken": _listed(helper.languages),
        }
        problem = Problem("event-interpreter-languages", {**values, **spoken})
        yield Violation(problem, (number,), "interpreter")


def _understands(helper: Interpreter, one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(helper.languages & one) and bool(helper.languages & other)


def _listed(languages: Iterable[str]) -> str:
    return "/".join(sorted(languages))


def _counted(
    event: Event, meetings: Sequence[Meeting], numbers: Sequence[int]
) -> Iterator[Violation]:
    """Who has more meetings than allowed, or fewer."""
    sides: tuple[tuple[tuple[Guest, ...], Place], ...] = ((event.a, "a"), (event.b, "b"))
    for guests, place in sides:
        ids = [one.a if place == "a" else one.b for one in meetings]
        counts = Counter(ids)
        for guest in guests:
            count = counts[guest.id]
            values: dict[str, object] = {"id": guest.id, "name": guest.name, "count": count}
            if count > guest.most:
                own = tuple(
                    n for n, identity in zip(numbers, ids, strict=True) if identity == guest.id
                )
                problem = Problem("event-too-many-meetings", {**values, "most": guest.most})
                yield Violation(problem, own, place)
            if count < guest.fewest:
                yield Violation(
                    Problem("event-too-few-meetings", {**values, "fewest": guest.fewest})
                )

"""What to loosen where an event has no plan, and by how much.

Only the fewest meetings of companies can make an event impossible: without them nobody need meet
anybody. So one advice is to ask for fewer meetings, of whom and how many; the others are what would make
room for them: tables, slots, interpreters. Each is the least that works by itself, as far as the linear
programme can tell, and has been tried: there is a plan with it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from recommender.events.event import SIDES, Event, Guest, Interpreter, Slot
from recommender.events.interpreting import Help
from recommender.events.pairing import Limits, possible_pairs, relax
from recommender.events.plan import Plan
from recommender.events.roster import language_of
from recommender.events.scheduling import schedule
from recommender.events.settings import MAX_SLOTS, MAX_TABLES
from recommender.problems import Problem

_TRIES = 3
"""How often more than the linear programme asks for is tried."""
_MOST_SLOTS = 12
_MOST_INTERPRETERS = 8
_COMBINATIONS = 3
"""So many pairs of languages, the most frequent first, are tried for further interpreters."""
_SHOWN = 10


def advise(event: Event, limits: Limits) -> list[Problem]:
    """Ways out, each enough by itself; a message each, of the form "or: …"."""
    ways = [*_fewer(event, limits), *_more_tables(event, limits), *_more_slots(event, limits)]
    return [*ways, *_more_interpreters(event, limits)]


def _fewer(event: Event, limits: Limits) -> Iterator[Problem]:
    """The fewest meetings that can be had, by company."""
    plan = schedule(event, limits, soft=True)
    if not isinstance(plan, Plan):
        return
    counts = Counter(identity for meeting in plan.meetings for identity in meeting.pair)
    short: list[Guest] = []
    settings: list[str] = []
    for mark, guests in zip(SIDES, (event.a, event.b), strict=True):
        own = [guest for guest in guests if counts[guest.id] < guest.fewest]
        if own:
            fewest = min(counts[guest.id] for guest in own)
            settings.append(f"sides.{mark}.meetings.fewest = {fewest}")
        short += own
    if short:
        listed = [f"{guest.id} ({counts[guest.id]})" for guest in short[:_SHOWN]]
        values: dict[str, object] = {
            "fewest": max(guest.fewest for guest in short),
            "count": len(short),
            "ids": ", ".join([*listed, *["…"][: len(short) - _SHOWN]]),
            "settings": ", ".join(settings),
        }
        yield Problem("event-fewer-meetings", values)


def _more_tables(event: Event, limits: Limits) -> Iterator[Problem]:
    most = min(MAX_TABLES, len(event.a), len(event.b)) - event.tables
    found = _least(most, lambda more: replace(event, tables=event.tables + more), limits)
    if found:
        yield Problem("event-more-tables", {"more": found, "tables": event.tables + found})


def _more_slots(event: Event, limits: Limits) -> Iterator[Problem]:
    most = min(_MOST_SLOTS, MAX_SLOTS - len(event.slots))
    found = _least(most, lambda more: with_more_slots(event, more), limits)
    if found:
        yield Problem("event-more-slots", {"more": found, "slots": len(event.slots) + found})


def _more_interpreters(event: Event, limits: Limits) -> Iterator[Problem]:
    """In the session where the fewest are enough; for the whole event too where fewer are."""
    wanted = Counter(
        (_main_language(one), _main_language(other))
        for one in event.a
        for other in event.b
        if not one.languages & other.languages
    )
    sessions = list(dict.fromkeys(slot.session for slot in event.slots))
    for pair, _ in wanted.most_common(_COMBINATIONS):
        everywhere = _least_helpers(event, frozenset(pair), None, limits)
        if everywhere is None:
            continue
        values: dict[str, object] = {"languages": "–".join(pair)}
        alone = [
            (more, place)
            for place, session in enumerate(sessions)
            if (more := _least_helpers(event, frozenset(pair), session, limits))
        ]
        fewest, place = min(alone, default=(None, 0))
        if fewest is None or everywhere < fewest or len(sessions) == 1:
            yield Problem("event-more-interpreters", {**values, "more": everywhere})
        if fewest is not None and len(sessions) > 1:
            session_values = {**values, "more": fewest, "session": sessions[place]}
            yield Problem("event-more-interpreters-session", session_values)


def _least_helpers(
    event: Event, languages: frozenset[str], session: str | None, limits: Limits
) -> int | None:
    return _least(
        _MOST_INTERPRETERS,
        lambda more: with_more_interpreters(event, more, languages, session),
        limits,
    )


def _main_language(guest: Guest) -> str:
    """The language of its country where it speaks it: that which interpreters are hired for."""
    own = language_of(guest.country)
    return own if own in guest.languages else min(guest.languages)


def with_more_slots(event: Event, more: int) -> Event:
    """The same event with slots behind the last one, and everybody there who was there in that."""
    last = event.slots[-1]
    step = last.end - last.start + timedelta(minutes=5)
    extra = tuple(
        Slot(last.number + n, last.session, last.start + n * step, last.end + n * step)
        for n in range(1, more + 1)
    )
    numbers = frozenset(slot.number for slot in extra)

    def longer(there: frozenset[int]) -> frozenset[int]:
        return there | numbers if last.number in there else there

    return replace(
        event,
        slots=(*event.slots, *extra),
        a=tuple(replace(guest, absent=longer(guest.absent)) for guest in event.a),
        b=tuple(replace(guest, absent=longer(guest.absent)) for guest in event.b),
        interpreters=tuple(
            replace(helper, slots=longer(helper.slots)) for helper in event.interpreters
        ),
    )


def with_more_interpreters(
    event: Event, more: int, languages: frozenset[str], session: str | None
) -> Event:
    """The same event with so many more interpreters, in one session or in all."""
    slots = frozenset(
        slot.number for slot in event.slots if session is None or slot.session == session
    )
    extra = tuple(Interpreter(f"+{number}", languages, slots) for number in range(more))
    return replace(event, interpreters=(*event.interpreters, *extra))


def _least(most: int, widened: Callable[[int], Event], limits: Limits) -> int | None:
    """The least number, up to `most`, with which there is a plan; None where there is none.

    By bisection on the linear programme, of which a larger number never makes less possible; then
    tried, with one more where the slots need it.
    """
    if most < 1 or not _can_be(widened(most)):
        return None
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if _can_be(widened(middle)):
            high = middle
        else:
            low = middle + 1
    for number in range(low, min(most, low + _TRIES) + 1):
        if isinstance(schedule(widened(number), limits), Plan):
            return number
    return None


def _can_be(event: Event) -> bool:
    aid = Help.of(event)
    return relax(event, aid, possible_pairs(event, aid)) is not None

"""The plan of an event: first who meets, then when, then where.

Choosing the pairs first (`pairing`) gives the bound and, nearly always, the best pairs. Where everybody
is there all the time and no interpreter is needed these can always be held (`colouring`). Else CP-SAT
looks for their slots (`slotting`), and where that fails, for the best choice of pairs and slots together
among those that are near the optimum.
"""

from dataclasses import dataclass

from recommender.events.colouring import colour
from recommender.events.event import Event
from recommender.events.interpreting import Help
from recommender.events.pairing import (
    Limits,
    Optimum,
    Pair,
    choose_pairs,
    places_for,
    possible_pairs,
    relax,
)
from recommender.events.plan import Plan
from recommender.events.seating import meetings_of
from recommender.events.slotting import SlotModel

_CHOOSING, _PLACING, _TOGETHER = 0.2, 0.3, 0.5
"""Shares of the time of each step."""

_WHOLE_SIZE = 40_000
"""So many pairs times slots are searched as a whole; of more, those nearest to the optimum."""


@dataclass(frozen=True, slots=True)
class NoPlan:
    """There is no plan, or none was found. `proved`: there is none."""

    proved: bool


def schedule(event: Event, limits: Limits, *, soft: bool = False) -> Plan | NoPlan:
    """Make the best plan that can be found.

    Where `soft`, companies may have fewer meetings than they should, as few as possible.
    """
    aid = Help.of(event)
    pairs = possible_pairs(event, aid)
    optimum = relax(event, aid, pairs, soft=soft)
    if optimum is None:
        return NoPlan(proved=True)
    chosen = choose_pairs(event, aid, optimum, limits.part(_CHOOSING), soft=soft)
    timed_out = False
    if chosen is not None:
        timed_out = chosen[1]
        slots = _place(event, aid, chosen[0], limits.part(_PLACING))
        if slots is not None:
            return Plan(meetings_of(event, slots), optimum.bound, not timed_out)
    model = SlotModel(event, aid, _candidates(event, optimum), soft=soft)
    model.maximize(event)
    found = model.solve(limits.part(_TOGETHER))
    if found is None:
        whole = len(model.pairs) == len(pairs)
        return NoPlan(proved=model.impossible and whole)
    deterministic = not (timed_out or found.timed_out)
    return Plan(meetings_of(event, found.slots), optimum.bound, deterministic)


def _place(event: Event, aid: Help, pairs: list[Pair], limits: Limits) -> dict[Pair, int] | None:
    """A slot for each of the pairs, by index; None where there is none, or it was not found."""
    try:
        colours = colour(pairs, len(event.slots))
    except ValueError:
        return None
    first = dict(zip(pairs, colours, strict=True))
    room = places_for(event)
    used = [colours.count(index) for index in range(len(event.slots))]
    free = all(
        aid.able[i][j] is None and not event.a[i].absent and not event.b[j].absent for i, j in pairs
    )
    if free and all(count <= most for count, most in zip(used, room, strict=True)):
        return first
    # They are enough for everybody, or as many as there can be: nothing is to be counted again.
    model = SlotModel(event, aid, pairs, soft=True)
    model.hold_all()
    found = model.solve(limits)
    return found.slots if found else None


def _candidates(event: Event, optimum: Optimum) -> list[Pair]:
    """The pairs that a search over pairs and slots together looks at."""
    count = max(_WHOLE_SIZE // len(event.slots), 2 * sum(places_for(event)))
    return sorted(optimum.candidates[:count])

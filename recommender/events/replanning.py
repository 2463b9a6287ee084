"""A plan that has to change, changed as little as possible.

First everything stays where it is and only free places are filled. Then meetings may move as well, where
that gains more than a move costs, and no more than a fixed share of them.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from recommender.events.errors import EventError
from recommender.events.event import Event, Guest
from recommender.events.interpreting import Help
from recommender.events.pairing import TOO_FEW, Limits, Pair, possible_pairs, relax, units
from recommender.events.plan import Meeting, Plan
from recommender.events.seating import meetings_of
from recommender.events.slotting import SlotModel, Slotted

MOST_MOVED = 0.15
"""Share of the meetings that could stay which may change their slot or fall away."""

_PARTNERS = 8
"""So many further partners of each company, the best first, are looked at."""
_STAYING, _MOVING = 0.3, 0.7
"""Shares of the time of each step."""


@dataclass(frozen=True, slots=True)
class Replanned:
    """A plan and what became of the one before.

    `stayed`: same pair and slot, and then the same table. `moved`: same pair, another slot. `dropped`:
    could have been held and are not. `fallen`: could not be held, because somebody does not come, or not
    yet, and were not put elsewhere. `displaced`: could not be held as they were and have another slot, or
    the same slot at another table. `added`: pairs that had no meeting. All but the last are meetings as
    they were.
    """

    plan: Plan
    stayed: tuple[Meeting, ...]
    moved: tuple[Meeting, ...]
    dropped: tuple[Meeting, ...]
    fallen: tuple[Meeting, ...]
    displaced: tuple[Meeting, ...]
    added: tuple[Meeting, ...]

    @property
    def share_moved(self) -> float:
        """Of the meetings that could stay, those that changed their slot or fell away."""
        changed = len(self.moved) + len(self.dropped)
        return changed / max(1, changed + len(self.stayed))


def without(event: Event, cancelled: Collection[str], late: Mapping[str, int]) -> Event:
    """The event without some companies, and with others from a slot (its number) on.

    Raises EventError for an id that is not at the event, or a slot that it does not have.
    """
    known = {guest.id for guest in (*event.a, *event.b)}
    for identity in (*cancelled, *late):
        if identity not in known:
            raise EventError("event-not-a-guest", id=identity)
    for identity, number in late.items():
        if not 1 <= number <= len(event.slots):
            raise EventError("event-late-slot", id=identity, slot=number, last=len(event.slots))
    kept = [
        np.array([place for place, guest in enumerate(side) if guest.id not in cancelled], np.intp)
        for side in (event.a, event.b)
    ]
    one, other = kept
    return replace(
        event,
        a=tuple(_from(event.a[place], late) for place in one),
        b=tuple(_from(event.b[place], late) for place in other),
        values=event.values[np.ix_(one, other)],
        strengths=event.strengths[np.ix_(one, other)],
    )


def replan(
    event: Event, before: Iterable[Meeting], worth_moved: float, limits: Limits
) -> Replanned:
    """Plan an event that has a plan already, of which some meetings may be impossible now.

    `worth_moved`: the value that moving a meeting must gain. Locked meetings stay. Companies may end up
    with too few meetings where the companies that are left, or the limit on moves, allow no more.
    Raises EventError where a locked meeting cannot be held, or nothing was found.
    """
    listed = list(before)
    aid = Help.of(event)
    own, fallen = _still_possible(event, aid, listed)
    possible = possible_pairs(event, aid)
    pairs = _pairs(event, possible, own, fallen)
    stay = {pair: index for pair, (index, _) in own.items()}
    locked = {pair: frozenset({index}) for pair, (index, one) in own.items() if one.locked}
    reward = {(pair, index): units(worth_moved) for pair, index in stay.items()}

    first = SlotModel(
        event,
        aid,
        pairs,
        only={pair: frozenset({index}) for pair, index in stay.items()},
        soft=True,
    )
    first.demand(stay)
    first.maximize(event, reward)
    found = first.solve(limits.part(_STAYING))

    optimum = relax(event, aid, possible)
    if found and optimum and not found.missing:
        # Whoever moves costs as much: with less than that to be won, nothing is.
        settled = optimum.bound - _value(event, found) < worth_moved
    else:
        settled = False
    better = None
    if not settled:
        second = SlotModel(event, aid, pairs, only=locked, soft=True)
        second.demand({pair: stay[pair] for pair in locked})
        second.demand_some(stay, math.ceil((1 - MOST_MOVED) * len(stay)))
        second.maximize(event, reward)
        if found:
            second.hint(found.slots)
        better = second.solve(limits.part(_MOVING))
    best = max(
        (one for one in (found, better) if one),
        key=lambda one: _worth(event, one, reward),
        default=None,
    )
    if best is None:
        raise EventError("event-not-replanned")
    bound = optimum.bound if optimum else _value(event, best)
    meetings = meetings_of(event, best.slots, [one for _, one in own.values()])
    timed_out = any(one is not None and one.timed_out for one in (found, better))
    return _compared(listed, own, Plan(meetings, bound, not timed_out))


def _from(guest: Guest, late: Mapping[str, int]) -> Guest:
    if guest.id not in late:
        return guest
    return replace(guest, absent=guest.absent | frozenset(range(1, late[guest.id])))


def _still_possible(
    event: Event, aid: Help, before: Sequence[Meeting]
) -> tuple[dict[Pair, tuple[int, Meeting]], list[Meeting]]:
    """The meetings that can stay, by pair with the index of their slot, and those that cannot."""
    first, second = event.places()
    barred = event.refused | event.met
    own: dict[Pair, tuple[int, Meeting]] = {}
    fallen: list[Meeting] = []
    for meeting in before:
        i, j = first.get(meeting.a), second.get(meeting.b)
        here = i is not None and j is not None and 1 <= meeting.slot <= len(event.slots)
        if here and i is not None and j is not None:
            able = aid.able[i][j]
            index = meeting.slot - 1
            here = (
                meeting.pair not in barred
                and meeting.table <= event.tables
                and meeting.slot not in event.a[i].absent | event.b[j].absent
                and (able is None or any(aid.teams[team].present[index] for team in able))
                and (i, j) not in own
            )
            if here:
                own[i, j] = (index, meeting)
                continue
        if meeting.locked:
            raise EventError("event-locked-impossible", a=meeting.a, b=meeting.b, slot=meeting.slot)
        fallen.append(meeting)
    return own, fallen


def _pairs(
    event: Event,
    possible: Sequence[Pair],
    own: Mapping[Pair, object],
    fallen: Sequence[Meeting],
) -> list[Pair]:
    """Pairs that may meet: those that do, those that did, and the best further ones of everybody."""
    first, second = event.places()
    lost = {(first.get(one.a), second.get(one.b)) for one in fallen}
    best = sorted(possible, key=lambda pair: (-event.values[pair], pair))
    counts: dict[tuple[int, int], int] = {}
    chosen = {pair for pair in possible if pair in lost} | set(own)
    for pair in best:
        if pair in chosen:
            continue
        ends = (0, pair[0]), (1, pair[1])
        if any(counts.get(end, 0) < _PARTNERS for end in ends):
            chosen.add(pair)
            for end in ends:
                counts[end] = counts.get(end, 0) + 1
    return sorted(chosen)


def _value(event: Event, found: Slotted) -> float:
    return sum(float(event.values[pair]) for pair in found.slots)


def _worth(event: Event, found: Slotted, reward: Mapping[tuple[Pair, int], int]) -> float:
    value = units(_value(event, found))
    kept = sum(reward.get(place, 0) for place in found.slots.items())
    return value + kept - sum(found.missing.values()) * units(TOO_FEW)


def _compared(
    before: Sequence[Meeting],
    own: Mapping[Pair, tuple[int, Meeting]],
    plan: Plan,
) -> Replanned:
    slots = {meeting.pair: meeting.slot for meeting in plan.meetings}
    could_stay = {meeting for _, meeting in own.values()}
    known = {meeting.pair for meeting in before}
    stayed: list[Meeting] = []
    moved: list[Meeting] = []
    dropped: list[Meeting] = []
    fallen: list[Meeting] = []
    displaced: list[Meeting] = []
    for meeting in before:
        if meeting in could_stay:
            now = slots.get(meeting.pair)
            group = dropped if now is None else stayed if now == meeting.slot else moved
            group.append(meeting)
        else:
            (displaced if meeting.pair in slots else fallen).append(meeting)
    added = [meeting for meeting in plan.meetings if meeting.pair not in known]
    groups = (stayed, moved, dropped, fallen, displaced, added)
    return Replanned(plan, *(tuple(group) for group in groups))

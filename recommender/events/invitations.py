"""Whom to invite: the companies of both sides that can expect the most of each other.

A company's likely meetings are those with its strongest partners on the other side. Chosen are the
companies, within the places of each side, for which the likely meetings that can be held are worth the
most together, and those that answer the theme (`choosing`). Whoever is left stands on a waiting list.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from recommender.events.choosing import choose, held_meetings, likely_pairs
from recommender.events.event import VALUE_DIGITS, Values
from recommender.events.pairing import Limits, Pair
from recommender.events.pool import Hall, Pool, check_rules

LIKELY = 24
"""So many partners of each company, the strongest, are likely ones."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Invitation:
    """Why a company is invited, or where it stands on the waiting list (`rank` from 1, else None).

    `expected`: the sum of the strengths of its likely meetings with companies that are invited; `theme`:
    how well it answers the theme, 0 to 1; `partners`: ids and strengths of the best of these meetings.
    `must`: the settings invite it.
    """

    id: str
    side: str
    expected: float
    theme: float
    partners: tuple[tuple[str, float], ...]
    must: bool = False
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is invited, by place on either side, in ascending order.

    `worth` of the choice and the `bound` of any; both in strengths of matches. `waiting`: the others
    on either side, whoever would gain the most first. `timed_out`: a clock has ended the search.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    worth: float
    bound: float
    invited: tuple[Invitation, ...]
    waiting: tuple[Invitation, ...]
    timed_out: bool = False


def invite(a: Pool, b: Pool, strengths: Values, hall: Hall, limits: Limits) -> Choice:
    """Choose the companies of both sides; `strengths` of their matches, shape (n, m).

    Raises EventError where the rules contradict each other.
    """
    for pool in (a, b):
        check_rules(pool)
    pairs = likely_pairs(strengths, LIKELY)
    chosen, bound, timed_out = choose(a, b, strengths, pairs, hall, limits)
    held = held_meetings(a, b, strengths, pairs, chosen, hall)
    worth = sum(float(strengths[pair]) for pair in held)
    worth += hall.theme * sum(
        float(pool.theme[place])
        for pool, places in zip((a, b), chosen, strict=True)
        for place in places
    )
    bound = max(bound, worth)
    invited, waiting = _reasons(a, b, strengths, hall, chosen, held)
    worth, bound = round(worth, VALUE_DIGITS), round(bound, VALUE_DIGITS)
    return Choice(*chosen, worth, bound, invited, waiting, timed_out)


def _reasons(
    a: Pool,
    b: Pool,
    strengths: Values,
    hall: Hall,
    chosen: tuple[tuple[int, ...], tuple[int, ...]],
    held: Sequence[Pair],
) -> tuple[tuple[Invitation, ...], tuple[Invitation, ...]]:
    invited, waiting = [], []
    for side, (pool, other, places) in enumerate(((a, b, chosen[0]), (b, a, chosen[1]))):
        own: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for pair in held:
            own[pair[side]].append((pair[1 - side], float(strengths[pair])))
        matrix = strengths if side == 0 else strengths.T
        others = np.array(chosen[1 - side], np.intp)
        most = min(pool.rules.meetings.most, hall.slots)
        name = "ab"[side]
        for place in places:
            meetings = sorted(own[place], key=lambda one: (-one[1], one[0]))
            invited.append(_invitation(pool, other, place, name, meetings))
        left = []
        for place in sorted(set(range(len(pool.members))) - set(places)):
            row = matrix[place][others]
            best = [int(others[k]) for k in np.argsort(-row, kind="stable")[:most]]
            meetings = [(k, float(matrix[place, k])) for k in best if matrix[place, k] > 0]
            left.append(_invitation(pool, other, place, name, meetings))
        left.sort(key=lambda one: (-(one.expected + hall.theme * one.theme), one.id))
        waiting += [replace(one, rank=rank) for rank, one in enumerate(left, start=1)]
    return tuple(invited), tuple(waiting)


def _invitation(
    pool: Pool, other: Pool, place: int, side: str, meetings: Sequence[tuple[int, float]]
) -> Invitation:
    member = pool.members[place]
    return Invitation(
        member.id,
        side,
        round(sum(strength for _, strength in meetings), VALUE_DIGITS),
        round(float(pool.theme[place]), VALUE_DIGITS),
        tuple((other.members[k].id, strength) for k, strength in meetings[:_SHOWN]),
        member.id in pool.rules.must,
    )

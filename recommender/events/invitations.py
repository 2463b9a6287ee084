"""Whom to invite: the companies of both sides that can expect the most of each other.

A company's likely meetings are those with its strongest partners on the other side. Chosen are the
companies, within the places of each side, for which the likely meetings that can be held are worth the
most together, and those that answer the theme. A choice of nodes for a b-matching: a whole number for
each company, and for given companies the meetings are a flow, so that nothing else need be whole. The
linear programme bounds what any choice is worth.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recommender.events.errors import EventError
from recommender.events.event import VALUE_DIGITS, Values
from recommender.events.pairing import Limits, Pair
from recommender.events.roster import Member
from recommender.events.settings import SideSettings

if TYPE_CHECKING:
    from ortools.linear_solver.python.model_builder import Model, Variable

LIKELY = 24
"""So many partners of each company, the strongest, are likely ones."""
_SHOWN = 3
_HALF = 0.5
_FILL = 1e-4
"""What a place taken is worth by itself, so that places are not left empty."""


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
    on either side, whoever would gain the most first.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    worth: float
    bound: float
    invited: tuple[Invitation, ...]
    waiting: tuple[Invitation, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """One side to choose from: its members, its rules, and how they answer the theme, (n,)."""

    members: Sequence[Member]
    rules: SideSettings
    theme: Values


@dataclass(frozen=True, slots=True)
class Hall:
    """What both sides share.

    `slots` of the event, `meetings` that it has room for, the `largest_difference` of the numbers of
    companies, and what a company that answers the `theme` perfectly is worth.
    """

    slots: int
    meetings: int
    largest_difference: int
    theme: float


def invite(a: Pool, b: Pool, strengths: Values, hall: Hall, limits: Limits) -> Choice:
    """Choose the companies of both sides; `strengths` of their matches, shape (n, m).

    Raises EventError where the rules contradict each other.
    """
    for pool in (a, b):
        _check(pool)
    pairs = likely_pairs(strengths, LIKELY)
    chosen, bound = _solve(a, b, strengths, pairs, hall, limits)
    held = _held(a, b, strengths, pairs, chosen, hall)
    worth = sum(float(strengths[pair]) for pair in held)
    worth += hall.theme * sum(
        float(pool.theme[place])
        for pool, places in zip((a, b), chosen, strict=True)
        for place in places
    )
    bound = max(bound, worth)
    invited, waiting = _reasons(a, b, strengths, hall, chosen, held)
    return Choice(*chosen, round(worth, VALUE_DIGITS), round(bound, VALUE_DIGITS), invited, waiting)


def likely_pairs(strengths: Values, count: int) -> list[Pair]:
    """Pairs that are among the strongest of either of the two, those of strength 0 left out."""
    chosen = np.zeros(strengths.shape, bool)
    for matrix, marks in ((strengths, chosen), (strengths.T, chosen.T)):
        if matrix.size:
            best = np.argsort(-matrix, axis=1, kind="stable")[:, :count]
            np.put_along_axis(marks, best, values=True, axis=1)
    chosen &= strengths > 0
    return [(int(i), int(j)) for i, j in zip(*np.nonzero(chosen), strict=True)]


def _check(pool: Pool) -> None:
    rules, members = pool.rules, pool.members
    if len(rules.must) > rules.capacity:
        raise EventError(
            "event-must-exceeds-capacity",
            side=rules.name,
            count=len(rules.must),
            capacity=rules.capacity,
        )
    least = _least_of(pool)
    if sum(least.values()) > rules.capacity:
        raise EventError(
            "event-fairness-exceeds-capacity",
            side=rules.name,
            count=sum(least.values()),
            capacity=rules.capacity,
        )
    most = _most_of(pool)
    for organisation, places in _by_organisation(members).items():
        musts = sum(members[place].id in rules.must for place in places)
        if max(musts, least[organisation]) > most:
            raise EventError(
                "event-must-exceeds-share",
                side=rules.name,
                organisation=organisation,
                count=max(musts, least[organisation]),
                most=most,
            )


def _by_organisation(members: Sequence[Member]) -> dict[str, list[int]]:
    """Places of the members of each organisation; those of none count to none."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, member in enumerate(members):
        if member.organisation:
            found[member.organisation].append(place)
    return found


def _most_of(pool: Pool) -> int:
    return max(1, int(pool.rules.fairness.most_share * pool.rules.capacity + 1e-9))


def _least_of(pool: Pool) -> dict[str, int]:
    fewest = pool.rules.fairness.fewest_each
    return {
        organisation: min(fewest, len(places))
        for organisation, places in _by_organisation(pool.members).items()
    }


def _solve(
    a: Pool, b: Pool, strengths: Values, pairs: Sequence[Pair], hall: Hall, limits: Limits
) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], float]:
    """The places of those chosen on either side, and the bound."""
    from ortools.linear_solver.python import model_builder as builder

    relaxed, _, _ = _model(a, b, strengths, pairs, hall, whole=False)
    linear = builder.Solver("glop")
    if linear.solve(relaxed) != builder.SolveStatus.OPTIMAL:
        raise EventError("event-invitations-impossible")
    model, guests, _ = _model(a, b, strengths, pairs, hall, whole=True)
    solver = builder.Solver("sat")
    solver.set_solver_specific_parameters(limits.parameters())
    solver.set_time_limit_in_seconds(limits.wall)
    if solver.solve(model) not in {builder.SolveStatus.OPTIMAL, builder.SolveStatus.FEASIBLE}:
        raise EventError("event-invitations-not-found")
    one, other = (
        tuple(place for place, variable in enumerate(side) if solver.value(variable) > _HALF)
        for side in guests
    )
    return (one, other), float(min(linear.objective_value, solver.best_objective_bound))


def _model(
    a: Pool, b: Pool, strengths: Values, pairs: Sequence[Pair], hall: Hall, *, whole: bool
) -> "tuple[Model, list[list[Variable]], list[Variable]]":
    from ortools.linear_solver.python import model_builder as builder

    model = builder.Model()
    add = builder.LinearExpr.sum
    meetings = [model.new_var(0, 1, whole, "") for _ in pairs]
    guests: list[list[Variable]] = []
    worth: list[float] = [float(strengths[pair]) for pair in pairs]
    variables = [*meetings]
    for side, pool in enumerate((a, b)):
        own: dict[int, list[Variable]] = defaultdict(list)
        for pair, meeting in zip(pairs, meetings, strict=True):
            own[pair[side]].append(meeting)
        most = min(pool.rules.meetings.most, hall.slots)
        invited = []
        for place, member in enumerate(pool.members):
            least = 1 if member.id in pool.rules.must else 0
            guest = model.new_var(least, 1, whole, "")
            invited.append(guest)
            if own[place]:
                model.add(add(own[place]) <= most * guest)
            if not whole:
                for meeting in own[place]:
                    model.add(meeting <= guest)
        guests.append(invited)
        variables += invited
        worth += [hall.theme * float(theme) + _FILL for theme in pool.theme]
        model.add(add(invited) <= pool.rules.capacity)
        least_of, most_of = _least_of(pool), _most_of(pool)
        for organisation, places in _by_organisation(pool.members).items():
            together = add([invited[place] for place in places])
            model.add_linear_constraint(together, least_of[organisation], most_of)
    if meetings:
        model.add(add(meetings) <= hall.meetings)
    difference = add(guests[0]) - add(guests[1])
    model.add_linear_constraint(difference, -hall.largest_difference, hall.largest_difference)
    model.maximize(builder.LinearExpr.weighted_sum(variables, worth))
    return model, guests, meetings


def _held(
    a: Pool,
    b: Pool,
    strengths: Values,
    pairs: Sequence[Pair],
    chosen: tuple[tuple[int, ...], tuple[int, ...]],
    hall: Hall,
) -> list[Pair]:
    """The likely meetings of those chosen that are worth the most together and can be held."""
    from ortools.linear_solver.python import model_builder as builder

    invited = [set(places) for places in chosen]
    possible = [pair for pair in pairs if pair[0] in invited[0] and pair[1] in invited[1]]
    if not possible:
        return []
    model = builder.Model()
    meetings = [model.new_var(0, 1, False, "") for _ in possible]  # noqa: FBT003 - a flow is whole
    for side, pool in enumerate((a, b)):
        own: dict[int, list[Variable]] = defaultdict(list)
        for pair, meeting in zip(possible, meetings, strict=True):
            own[pair[side]].append(meeting)
        for listed in own.values():
            most = min(pool.rules.meetings.most, hall.slots)
            model.add(builder.LinearExpr.sum(listed) <= most)
    model.add(builder.LinearExpr.sum(meetings) <= hall.meetings)
    worth = [float(strengths[pair]) for pair in possible]
    model.maximize(builder.LinearExpr.weighted_sum(meetings, worth))
    solver = builder.Solver("glop")
    solver.solve(model)
    return [
        pair
        for pair, meeting in zip(possible, meetings, strict=True)
        if solver.value(meeting) > _HALF
    ]


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
        waiting += [_ranked(one, rank) for rank, one in enumerate(left, start=1)]
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


def _ranked(one: Invitation, rank: int) -> Invitation:
    return Invitation(one.id, one.side, one.expected, one.theme, one.partners, one.must, rank)

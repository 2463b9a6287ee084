"""The choice of companies as a programme in whole numbers, and what bounds it.

A choice of nodes for a b-matching: a whole number for each company, and for given companies the meetings
are a flow, so that nothing else need be whole.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from recommender.events.errors import EventError
from recommender.events.event import Values
from recommender.events.pairing import Limits, Pair
from recommender.events.pool import Hall, Pool, by_organisation, least_of, most_of

if TYPE_CHECKING:
    from ortools.linear_solver.python.model_builder import Model, Variable

_HALF = 0.5
_FILL = 1e-4
"""What a place taken is worth by itself, so that places are not left empty."""
_GAP = 0.002
"""So near to the bound a choice is good enough: the strengths themselves are no better known."""


def likely_pairs(strengths: Values, count: int) -> list[Pair]:
    """Pairs that are among the strongest of either of the two, those of strength 0 left out."""
    chosen = np.zeros(strengths.shape, bool)
    for matrix, marks in ((strengths, chosen), (strengths.T, chosen.T)):
        if matrix.size:
            best = np.argsort(-matrix, axis=1, kind="stable")[:, :count]
            np.put_along_axis(marks, best, values=True, axis=1)
    chosen &= strengths > 0
    return [(int(i), int(j)) for i, j in zip(*np.nonzero(chosen), strict=True)]


def choose(
    a: Pool, b: Pool, strengths: Values, pairs: Sequence[Pair], hall: Hall, limits: Limits
) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], float, bool]:
    """The places of those chosen on either side, and what no choice is worth more than.

    Third: whether a clock has ended the search. Raises EventError where the rules allow no choice, or
    none was found in the time.
    """
    from ortools.linear_solver.python import model_builder as builder

    relaxed, _ = _model(a, b, strengths, pairs, hall, whole=False)
    linear = builder.Solver("glop")
    if linear.solve(relaxed) != builder.SolveStatus.OPTIMAL:
        raise EventError("event-invitations-impossible")
    model, guests = _model(a, b, strengths, pairs, hall, whole=True)
    solver = builder.Solver("sat")
    solver.set_solver_specific_parameters(f"{limits.parameters()}, relative_gap_limit:{_GAP}")
    solver.set_time_limit_in_seconds(limits.wall)
    status = solver.solve(model)
    if status not in {builder.SolveStatus.OPTIMAL, builder.SolveStatus.FEASIBLE}:
        raise EventError("event-invitations-not-found")
    one, other = (
        tuple(place for place, variable in enumerate(side) if solver.value(variable) > _HALF)
        for side in guests
    )
    bound = float(min(linear.objective_value, solver.best_objective_bound))
    timed_out = status != builder.SolveStatus.OPTIMAL and solver.wall_time >= limits.wall
    return (one, other), bound, bool(timed_out)


def _model(
    a: Pool, b: Pool, strengths: Values, pairs: Sequence[Pair], hall: Hall, *, whole: bool
) -> "tuple[Model, list[list[Variable]]]":
    """The programme, in whole numbers or not, and a variable for each company of either side."""
    from ortools.linear_solver.python import model_builder as builder

    model = builder.Model()  # type: ignore[no-untyped-call]
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
        guests.append(invited)
        variables += invited
        worth += [hall.theme * float(theme) + _FILL for theme in pool.theme]
        model.add(add(invited) <= pool.rules.capacity)
        fewest, most_each = least_of(pool), most_of(pool)
        for organisation, places in by_organisation(pool.members).items():
            together = add([invited[place] for place in places])
            model.add_linear_constraint(together, fewest[organisation], most_each)
    if meetings:
        model.add(add(meetings) <= hall.meetings)
    difference = add(guests[0]) - add(guests[1])
    model.add_linear_constraint(difference, -hall.largest_difference, hall.largest_difference)
    model.maximize(builder.LinearExpr.weighted_sum(variables, worth))
    return model, guests


def held_meetings(
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
    model = builder.Model()  # type: ignore[no-untyped-call]
    meetings = [model.new_num_var(0, 1, "") for _ in possible]
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

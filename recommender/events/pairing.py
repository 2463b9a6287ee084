"""Who should meet, before anybody says when: a b-matching, and the bound that no plan exceeds.

A choice of pairs in which every company has between its fewest and most meetings, with no more in all
than tables and slots allow and no more that need help than the interpreters have slots. Every plan is
such a choice, so the greatest value of one, by linear programming, bounds the value of every plan. On a
bipartite graph the degrees alone make a totally unimodular matrix (Hoffman and Kruskal 1956), of which
the linear programme has an integral optimum; only the interpreters' rows can make it fractional, by
little.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from recommender.events.event import VALUE_DIGITS, Event
from recommender.events.interpreting import Help

if TYPE_CHECKING:
    from ortools.linear_solver.python.model_builder import Model, Variable

Pair: TypeAlias = tuple[int, int]
"""Indices of two guests, of side a and side b."""

UNIT = 10**VALUE_DIGITS
TOO_FEW = 1_000
"""What a meeting too few costs, in values of a perfect match: more than any choice can make up for."""

_TINY = 1e-6
_HALF = 0.5
_MORE = 3
"""So many candidates for each pair of the linear optimum are left to the choice of whole pairs."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a solver may search: seconds of its deterministic clock, and its seed.

    The deterministic clock counts work rather than time, so the same search ends at the same point on
    every machine. `wall`: seconds after which it is ended in any case.
    """

    seconds: float
    seed: int = 0

    @property
    def wall(self) -> float:
        """Three times as long, for machines that are much slower than usual."""
        return 3 * self.seconds

    def parameters(self) -> str:
        """The parameters of CP-SAT. One thread: of several, the first to be there would win."""
        return (
            f"num_workers:1, random_seed:{self.seed}, max_deterministic_time:{self.seconds:.6f}, "
            f"max_time_in_seconds:{self.wall:.6f}"
        )

    def part(self, share: float) -> "Limits":
        """The same with a share of the time."""
        return Limits(self.seconds * share, self.seed)


@dataclass(frozen=True, slots=True)
class Optimum:
    """The optimum of the linear programme.

    `bound` of the value of every plan. `candidates`: pairs of the optimum first, then those whose
    reduced costs are nearest to it.
    """

    bound: float
    candidates: tuple[Pair, ...]


def units(value: float) -> int:
    """A value as solvers count it."""
    counted: int = round(value * UNIT)
    return counted


def places_for(event: Event) -> list[int]:
    """How many meetings each slot has room for, by the index of the slot."""
    return [
        min(
            event.tables,
            *(
                sum(slot.number not in guest.absent for guest in side)
                for side in (event.a, event.b)
            ),
        )
        for slot in event.slots
    ]


def possible_pairs(event: Event, aid: Help) -> list[Pair]:
    """Pairs that some slot can have: both there, neither refuses, not met, somebody can help."""
    barred = event.refused | event.met
    every = frozenset(slot.number for slot in event.slots)
    found = []
    for i, one in enumerate(event.a):
        for j, other in enumerate(event.b):
            if (one.id, other.id) in barred:
                continue
            both = every - one.absent - other.absent
            able = aid.able[i][j]
            if able is None:
                if both:
                    found.append((i, j))
            elif any(aid.teams[team].present[number - 1] for team in able for number in both):
                found.append((i, j))
    return found


def relax(event: Event, aid: Help, pairs: Sequence[Pair], *, soft: bool = False) -> Optimum | None:
    """Solve the linear programme over `pairs`; None where it has no solution at all.

    Where `soft`, companies may have too few meetings, at a price that nothing outweighs; the bound
    has that price in it, so it bounds only the value of plans in which nobody has too few.
    """
    from ortools.linear_solver.python import model_builder as builder

    model, variables = _model(event, aid, pairs, whole=False, soft=soft)
    solver = builder.Solver("glop")
    if solver.solve(model) != builder.SolveStatus.OPTIMAL:
        return None
    order = sorted(
        range(len(pairs)),
        key=lambda place: (
            solver.value(variables[place]) <= _TINY,
            round(abs(solver.reduced_cost(variables[place])), VALUE_DIGITS),
            -event.values[pairs[place]],
            place,
        ),
    )
    return Optimum(float(solver.objective_value), tuple(pairs[place] for place in order))


def choose_pairs(
    event: Event, aid: Help, optimum: Optimum, limits: Limits, *, soft: bool = False
) -> tuple[list[Pair], bool] | None:
    """Choose whole pairs among the candidates; says also whether a clock has ended the search.

    None where it found no choice.
    """
    from ortools.linear_solver.python import model_builder as builder

    count = _MORE * sum(places_for(event)) + 2 * (len(event.a) + len(event.b))
    pairs = optimum.candidates[:count]
    model, variables = _model(event, aid, pairs, whole=True, soft=soft)
    solver = builder.Solver("sat")
    solver.set_solver_specific_parameters(limits.parameters())
    solver.set_time_limit_in_seconds(limits.wall)
    status = solver.solve(model)
    if status not in {builder.SolveStatus.OPTIMAL, builder.SolveStatus.FEASIBLE}:
        return None
    chosen = [pair for pair, one in zip(pairs, variables, strict=True) if solver.value(one) > _HALF]
    timed_out = status != builder.SolveStatus.OPTIMAL and solver.wall_time >= limits.wall
    return chosen, bool(timed_out)


def _model(
    event: Event, aid: Help, pairs: Sequence[Pair], *, whole: bool, soft: bool
) -> "tuple[Model, list[Variable]]":
    """The programme over pairs, in whole numbers or not, and the variable of each."""
    from ortools.linear_solver.python import model_builder as builder

    add = builder.LinearExpr.sum
    model = builder.Model()  # type: ignore[no-untyped-call]
    variables = [model.new_var(0, 1, whole, "") for _ in pairs]
    nothing = model.new_var(0, 0, whole, "")
    short: list[Variable] = []
    by_guest: dict[tuple[int, int], list[Variable]] = defaultdict(list)
    by_able: dict[tuple[int, ...], list[Variable]] = defaultdict(list)
    for (i, j), variable in zip(pairs, variables, strict=True):
        by_guest[0, i].append(variable)
        by_guest[1, j].append(variable)
        if able := aid.able[i][j]:
            by_able[able].append(variable)
    for side, guests in enumerate((event.a, event.b)):
        for place, guest in enumerate(guests):
            most = min(guest.most, len(event.slots) - len(guest.absent))
            own = by_guest[side, place]
            model.add(add([*own, nothing]) <= most)
            if guest.fewest and soft:
                short.append(model.new_var(0, guest.fewest, whole, ""))
                own = [*own, short[-1]]
            if guest.fewest:
                # With nobody to meet this says 0 >= fewest, and the solver that it cannot be.
                model.add(add([*own, nothing]) >= guest.fewest)
    model.add(add(variables) <= sum(places_for(event)))
    by_team: dict[int, list[Variable]] = defaultdict(list)
    for able, chosen in by_able.items():
        shares = [model.new_var(0, len(chosen), whole, "") for _ in able]
        model.add(add(chosen) == add(shares))
        for team, share in zip(able, shares, strict=True):
            by_team[team].append(share)
    for team, shares in by_team.items():
        model.add(add(shares) <= sum(aid.teams[team].present))
    # A meeting worth nothing is held only where somebody would have too few without it. The bound
    # takes no such care, or it would not be one.
    least = -1 / UNIT if whole else 0.0
    worth = [float(event.values[pair]) or least for pair in pairs]
    prices = [-float(TOO_FEW)] * len(short)
    model.maximize(builder.LinearExpr.weighted_sum([*variables, *short], [*worth, *prices]))
    return model, variables

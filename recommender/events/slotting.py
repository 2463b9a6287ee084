"""Pairs put into slots with CP-SAT: who is there, who helps, and what is worth most."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recommender.events.event import Event
from recommender.events.interpreting import Help
from recommender.events.pairing import TOO_FEW, Limits, Pair, units

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr


@dataclass(frozen=True, slots=True)
class Slotted:
    """The index of the slot of each pair that is held.

    `proved`: nothing is better among these pairs. `timed_out`: a clock has ended the search, so that
    another run may find something else. `missing`: meetings that companies have too few, by side and
    index.
    """

    slots: dict[Pair, int]
    proved: bool
    timed_out: bool
    missing: dict[tuple[int, int], int]


class SlotModel:
    """The choice of at most one slot for each of some pairs.

    `only`: pairs that may be held in these slots alone (by index). Where `soft`, companies may have
    too few meetings, at a price that nothing outweighs.
    """

    def __init__(
        self,
        event: Event,
        aid: Help,
        pairs: Sequence[Pair],
        *,
        only: Mapping[Pair, frozenset[int]] | None = None,
        soft: bool = False,
    ) -> None:
        from ortools.sat.python import cp_model

        self.model: CpModel = cp_model.CpModel()
        self.pairs = pairs
        self._add: Callable[[Sequence[IntVar]], LinearExpr] = cp_model.LinearExpr.sum
        self.at: dict[Pair, dict[int, IntVar]] = {
            pair: {
                slot: self.model.new_bool_var("") for slot in _open(event, aid, pair, only or {})
            }
            for pair in pairs
        }
        self.short: dict[tuple[int, int], IntVar] = {}
        self.impossible = False
        """After a search that found nothing: whether it is proved that there is nothing."""
        for pair in pairs:
            self.model.add_at_most_one(self.at[pair].values())
        self._companies(event, soft=soft)
        self._rooms(event, aid)

    def _companies(self, event: Event, *, soft: bool) -> None:
        """One meeting a slot for everybody, and so many in all."""
        own: dict[tuple[int, int], dict[int, list[IntVar]]] = defaultdict(lambda: defaultdict(list))
        for (i, j), slots in self.at.items():
            for slot, variable in slots.items():
                own[0, i][slot].append(variable)
                own[1, j][slot].append(variable)
        for side, guests in enumerate((event.a, event.b)):
            for place, guest in enumerate(guests):
                by_slot = own[side, place]
                for variables in by_slot.values():
                    self.model.add_at_most_one(variables)
                everything = [one for variables in by_slot.values() for one in variables]
                if len(by_slot) > guest.most:
                    self.model.add(self._add(everything) <= guest.most)
                if guest.fewest:
                    if soft:
                        short = self.model.new_int_var(0, guest.fewest, "")
                        self.short[side, place] = short
                        everything.append(short)
                    self.model.add(self._add(everything) >= guest.fewest)

    def _rooms(self, event: Event, aid: Help) -> None:
        """Tables and interpreters of each slot."""
        used: dict[int, list[IntVar]] = defaultdict(list)
        helped: dict[tuple[int, tuple[int, ...]], list[IntVar]] = defaultdict(list)
        for (i, j), slots in self.at.items():
            able = aid.able[i][j]
            for slot, variable in slots.items():
                used[slot].append(variable)
                if able is not None:
                    helped[slot, able].append(variable)
        for variables in used.values():
            if len(variables) > event.tables:
                self.model.add(self._add(variables) <= event.tables)
        by_team: dict[tuple[int, int], list[IntVar]] = defaultdict(list)
        for (slot, able), variables in helped.items():
            shares = variables
            if len(able) == 1:
                by_team[slot, able[0]] += variables
                continue
            shares = []
            for team in able:
                share = self.model.new_int_var(0, aid.teams[team].present[slot], "")
                by_team[slot, team].append(share)
                shares.append(share)
            self.model.add(self._add(variables) == self._add(shares))
        for (slot, team), shares in by_team.items():
            self.model.add(self._add(shares) <= aid.teams[team].present[slot])

    def hold_all(self) -> None:
        """Demand a slot for every pair."""
        for slots in self.at.values():
            self.model.add_exactly_one(slots.values())

    def demand(self, slots: Mapping[Pair, int]) -> None:
        """Demand that these pairs are held in these slots (by index)."""
        for pair, slot in slots.items():
            self.model.add_bool_and([self.at[pair][slot]])

    def demand_some(self, slots: Mapping[Pair, int], fewest: int) -> None:
        """Demand that at least so many of these pairs are held in these slots."""
        if slots:
            kept = [self.at[pair][slot] for pair, slot in slots.items()]
            self.model.add(self._add(kept) >= fewest)

    def hint(self, slots: Mapping[Pair, int]) -> None:
        """Begin the search at a choice."""
        for pair, variables in self.at.items():
            for slot, variable in variables.items():
                self.model.add_hint(variable, slots.get(pair) == slot)

    def maximize(self, event: Event, extra: Mapping[tuple[Pair, int], int] | None = None) -> None:
        """Look for the greatest value. `extra` units for holding a pair in a slot, where it has some."""
        from ortools.sat.python import cp_model

        variables: list[IntVar] = []
        worth: list[int] = []
        for pair, slots in self.at.items():
            # A meeting worth nothing is held only where somebody would have too few without it.
            value = units(float(event.values[pair])) or -1
            for slot, variable in slots.items():
                variables.append(variable)
                worth.append(value + (extra or {}).get((pair, slot), 0))
        for short in self.short.values():
            variables.append(short)
            worth.append(-units(TOO_FEW))
        self.model.maximize(cp_model.LinearExpr.weighted_sum(variables, worth))

    def solve(self, limits: Limits) -> Slotted | None:
        """Search; None where nothing was found."""
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        # The linear relaxation of a colouring is nearly whole: with all of it at hand a full hall finds
        # its slots in seconds (benchmarks/events.py), and without it in no time that was tried.
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = limits.seed
        solver.parameters.max_deterministic_time = limits.seconds
        solver.parameters.max_time_in_seconds = limits.wall
        status = solver.solve(self.model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            self.impossible = status == cp_model.INFEASIBLE
            return None
        slots = {
            pair: slot
            for pair, variables in self.at.items()
            for slot, variable in variables.items()
            if solver.boolean_value(variable)
        }
        missing = {who: solver.value(short) for who, short in self.short.items()}
        proved = status == cp_model.OPTIMAL
        return Slotted(
            slots,
            proved,
            not proved and solver.wall_time >= limits.wall,
            {who: count for who, count in missing.items() if count},
        )


def _open(event: Event, aid: Help, pair: Pair, only: Mapping[Pair, frozenset[int]]) -> list[int]:
    """Indices of the slots in which a pair can meet."""
    i, j = pair
    able = aid.able[i][j]
    absent = event.a[i].absent | event.b[j].absent
    allowed = only.get(pair)
    return [
        index
        for index, slot in enumerate(event.slots)
        if slot.number not in absent
        and (allowed is None or index in allowed)
        and (able is None or any(aid.teams[team].present[index] for team in able))
    ]

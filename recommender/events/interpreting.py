"""Which meetings need an interpreter, and who helps where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recommender.events.event import Event


@dataclass(frozen=True, slots=True)
class Team:
    """Interpreters of the same languages, who stand for each other: their number in each slot.

    `present[s]` is of the slot with index s, from 0 on.
    """

    languages: frozenset[str]
    present: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """What help the pairs of an event need.

    `able[i][j]`: numbers of the teams that can help a pair, None where it shares a language and needs
    none; an empty tuple where nobody can.
    """

    teams: tuple[Team, ...]
    able: tuple[tuple[tuple[int, ...] | None, ...], ...]

    @classmethod
    def of(cls, event: Event) -> "Help":
        """Look at the languages of all guests and interpreters."""
        spoken = sorted({helper.languages for helper in event.interpreters}, key=sorted)
        teams = tuple(
            Team(
                languages,
                tuple(
                    sum(
                        helper.languages == languages and slot.number in helper.slots
                        for helper in event.interpreters
                    )
                    for slot in event.slots
                ),
            )
            for languages in spoken
        )
        known: dict[tuple[frozenset[str], frozenset[str]], tuple[int, ...] | None] = {}
        for one in {guest.languages for guest in event.a}:
            for other in {guest.languages for guest in event.b}:
                helpers = tuple(
                    number
                    for number, team in enumerate(teams)
                    if team.languages & one and team.languages & other
                )
                known[one, other] = None if one & other else helpers
        able = tuple(
            tuple(known[guest.languages, partner.languages] for partner in event.b)
            for guest in event.a
        )
        return cls(teams, able)


def name_interpreters(
    event: Event, pairs: Sequence[tuple[int, int]], slot: int, before: Mapping[int, str]
) -> dict[int, str] | None:
    """Give each pair that needs one an interpreter by name in one slot (its number).

    `pairs` are indices of guests. `before`: names that stay where they can, by place in `pairs`.
    Returns names by place in `pairs`, or None where there are not enough interpreters.
    """
    wanted = _wanted(event, pairs, slot)
    staying = {place: [before[place]] for place in wanted if before.get(place) in wanted[place]}
    first = _matched({**wanted, **staying})
    return _matched(wanted) if first is None else first


def _wanted(event: Event, pairs: Sequence[tuple[int, int]], slot: int) -> dict[int, list[str]]:
    """Who can help the pairs that need help, by place in `pairs`."""
    there = [helper for helper in event.interpreters if slot in helper.slots]
    wanted = {}
    for place, (i, j) in enumerate(pairs):
        one, other = event.a[i].languages, event.b[j].languages
        if not one & other:
            able = [h.name for h in there if h.languages & one and h.languages & other]
            wanted[place] = able
    return wanted


def _matched(wanted: Mapping[int, Sequence[str]]) -> dict[int, str] | None:
    """A different name for each place, of those that it can have; None where there are not enough."""
    holder: dict[str, int] = {}
    if all(_seat(place, wanted, holder, set()) for place in wanted):
        return {place: name for name, place in holder.items()}
    return None


def _seat(
    place: int, wanted: Mapping[int, Sequence[str]], holder: dict[str, int], seen: set[str]
) -> bool:
    """Find an interpreter for one more pair along an augmenting path (Kuhn 1955)."""
    for name in wanted[place]:
        if name in seen:
            continue
        seen.add(name)
        if name not in holder or _seat(holder[name], wanted, holder, seen):
            holder[name] = place
            return True
    return False

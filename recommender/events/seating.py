"""Which table a meeting is at, and who helps there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from recommender.events.event import VALUE_DIGITS, Event, SideName
from recommender.events.interpreting import name_interpreters
from recommender.events.pairing import Pair
from recommender.events.plan import Meeting, in_order


def sitting_side(event: Event) -> tuple[SideName, bool]:
    """The side that stays at its tables while the other one walks, and whether it does so always.

    The smaller side sits. Where it has no more companies than there are tables each has one of its
    own; else each stays where it is as long as nobody else needs the table.
    """
    side: SideName = "a" if len(event.a) <= len(event.b) else "b"
    return side, min(len(event.a), len(event.b)) <= event.tables


def meetings_of(
    event: Event, slots: Mapping[Pair, int], before: Iterable[Meeting] = ()
) -> tuple[Meeting, ...]:
    """Give the pairs of every slot (by its index) tables and interpreters.

    Meetings of `before` that are in the same slot keep their table, their lock and, where they can,
    their interpreter. Raises ValueError where a slot has more meetings than tables, or not enough
    interpreters.
    """
    kept = {(one.slot, *one.pair): one for one in before}
    by_slot: dict[int, list[Pair]] = defaultdict(list)
    for pair, index in sorted(slots.items()):
        by_slot[index].append(pair)
    seats = _Seats(event, kept.values())
    made: list[Meeting] = []
    for index, pairs in sorted(by_slot.items()):
        number = event.slots[index].number
        earlier = [kept.get((number, *_ids(event, pair))) for pair in pairs]
        tables = seats.take(pairs, [one.table if one else None for one in earlier])
        own = {
            place: one.interpreter for place, one in enumerate(earlier) if one and one.interpreter
        }
        helpers = name_interpreters(event, pairs, number, own)
        if helpers is None:
            raise ValueError(f"slot {number} needs more interpreters than there are")
        for place, (pair, table, old) in enumerate(zip(pairs, tables, earlier, strict=True)):
            a, b = _ids(event, pair)
            value = round(float(event.values[pair]), VALUE_DIGITS)
            locked = bool(old and old.locked)
            made.append(Meeting(number, table, a, b, helpers.get(place), value, locked))
    return in_order(made)


class _Seats:
    """Who sits where, slot after slot."""

    def __init__(self, event: Event, kept: Iterable[Meeting]) -> None:
        side, always = sitting_side(event)
        self._side = 0 if side == "a" else 1
        self._tables = event.tables
        guests = event.a if side == "a" else event.b
        # Tables of an earlier plan stay those of their companies.
        self._last: dict[int, int] = {}
        places = {guest.id: place for place, guest in enumerate(guests)}
        for meeting in in_order(kept):
            identity = meeting.a if side == "a" else meeting.b
            if identity in places:
                self._last.setdefault(places[identity], meeting.table)
        if always:
            free = [n for n in range(1, event.tables + 1) if n not in self._last.values()]
            for place in range(len(guests)):
                if place not in self._last:
                    own = place + 1 if place + 1 in free else free[0]
                    free.remove(own)
                    self._last[place] = own

    def take(self, pairs: list[Pair], kept: list[int | None]) -> list[int]:
        """Tables of the pairs of one slot: those that are kept, then where somebody sat, then the nearest."""
        # A table that an edited sheet has given away twice is kept once.
        tables = [table if table not in kept[:place] else None for place, table in enumerate(kept)]
        taken = {table for table in tables if table is not None}
        open_places = [place for place, table in enumerate(tables) if table is None]
        if len(pairs) > self._tables:
            raise ValueError(f"{len(pairs)} meetings, {self._tables} tables")
        for place in open_places:
            wanted = self._last.get(pairs[place][self._side])
            if wanted is not None and wanted not in taken:
                tables[place] = wanted
                taken.add(wanted)
        for place in open_places:
            if tables[place] is None:
                wanted = self._last.get(pairs[place][self._side], 1)
                free = (table for table in range(1, self._tables + 1) if table not in taken)
                tables[place] = min(free, key=lambda table, to=wanted: (abs(table - to), table))  # type: ignore[misc]
                taken.add(tables[place] or 0)
        for pair, table in zip(pairs, tables, strict=True):
            self._last[pair[self._side]] = table or 0
        return [table or 0 for table in tables]


def _ids(event: Event, pair: Pair) -> tuple[str, str]:
    return event.a[pair[0]].id, event.b[pair[1]].id

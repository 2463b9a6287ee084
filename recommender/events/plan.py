"""A plan: who meets whom, when, at which table, with whose help."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `slot` and `table` are numbers from 1 on; `a` and `b` are ids.

    `interpreter`: a name, None where the two share a language. `locked`: stays where it is.
    """

    slot: int
    table: int
    a: str
    b: str
    interpreter: str | None = None
    value: float = 0.0
    locked: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of both."""
        return self.a, self.b


@dataclass(frozen=True, slots=True)
class Plan:
    """All meetings, by slot and table, and how good they are together.

    `bound`: no plan of the event can be worth more (`recommender.events.pairing`). `deterministic`:
    the same settings and seed give the same plan again, because no clock has ended the search.
    """

    meetings: tuple[Meeting, ...]
    bound: float
    deterministic: bool = True

    @property
    def value(self) -> float:
        """The sum of the values of its meetings."""
        return sum(meeting.value for meeting in self.meetings)

    @property
    def share(self) -> float:
        """Of the bound, 0 to 1; 1 where nothing could be won."""
        return min(1.0, self.value / self.bound) if self.bound > 0 else 1.0


def in_order(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Meetings by slot, table and ids."""
    return tuple(sorted(meetings, key=lambda one: (one.slot, one.table, one.a, one.b)))


def digest(meetings: Iterable[Meeting]) -> str:
    """SHA-256 (hex) of what a plan decides: equal digests, equal plans."""
    decided = [asdict(meeting) for meeting in in_order(meetings)]
    text = json.dumps(decided, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

"""An event as plain data: all that a plan has to do with, and nothing of where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Values: TypeAlias = npt.NDArray[np.float64]
SideName: TypeAlias = Literal["a", "b"]
SIDES: tuple[SideName, SideName] = ("a", "b")

VALUE_DIGITS = 4
"""Decimals of the value of a meeting; solvers count in whole units of the last one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in which every table has one meeting. `number` from 1 on, in the order of time."""

    number: int
    session: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Guest:
    """A company at the event.

    `languages`: codes of those that it can talk in. `fewest`, `most`: meetings. `absent`: numbers of
    the slots in which it is not there.
    """

    id: str
    name: str
    languages: frozenset[str]
    fewest: int
    most: int
    absent: frozenset[int] = frozenset()
    country: str = ""
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who helps at one table a slot, between any two of `languages`.

    `slots`: numbers of those in which they are there.
    """

    name: str
    languages: frozenset[str]
    slots: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """Slots, tables, guests of both sides, and what each possible meeting is worth.

    `values[i, j]` of guest i of side a and guest j of side b, shape (n, m): the strength of the match
    and the wishes of both. `strengths`: the matches alone, 0 to 1, for settings that change later.
    `refused` and `met` hold pairs of ids, (a, b), that must not meet: one of them said so, or they
    have met before. `wished`: who said so of a pair, "a", "b" or "ab".
    """

    name: str
    place: str
    slots: tuple[Slot, ...]
    tables: int
    a: tuple[Guest, ...]
    b: tuple[Guest, ...]
    values: Values
    strengths: Values
    interpreters: tuple[Interpreter, ...] = ()
    refused: frozenset[tuple[str, str]] = frozenset()
    met: frozenset[tuple[str, str]] = frozenset()
    wished: Mapping[tuple[str, str], str] = field(default_factory=dict)
    side_names: tuple[str, str] = ("A", "B")
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        """Refuse values of another shape than the sides."""
        shape = (len(self.a), len(self.b))
        if self.values.shape != shape or self.strengths.shape != shape:
            raise ValueError(f"values {self.values.shape}, {self.strengths.shape}, sides {shape}")

    def places(self) -> tuple[dict[str, int], dict[str, int]]:
        """The index of every guest by id, of either side."""
        first, second = (
            {guest.id: place for place, guest in enumerate(side)} for side in (self.a, self.b)
        )
        return first, second

    @property
    def days(self) -> tuple[date, date]:
        """The first day and the last one, where it is held."""
        return self.slots[0].start.date(), self.slots[-1].end.date()

    def slot(self, number: int) -> Slot:
        """The slot of a number. Raises KeyError."""
        if not 1 <= number <= len(self.slots):
            raise KeyError(number)
        return self.slots[number - 1]

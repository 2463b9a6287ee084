"""One property of every company as an array: quick to count, aligned with the vector index."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.results import FacetValue

Ints = npt.NDArray[np.int64]

ABSENT = -1


@dataclass(frozen=True, slots=True)
class Column:
    """`values[numbers[i]]` is what the company at position i has; ABSENT where it has nothing."""

    values: tuple[str, ...]
    numbers: npt.NDArray[np.int16]

    @classmethod
    def of(cls, listed: Sequence[str | None]) -> "Column":
        """Make a column of values in the order of the index."""
        values = tuple(sorted({value for value in listed if value is not None}))
        numbered: dict[str | None, int] = {value: number for number, value in enumerate(values)}
        numbers = [numbered.get(value, ABSENT) for value in listed]
        return cls(values, np.array(numbers, dtype=np.int16))

    @property
    def absent(self) -> npt.NDArray[np.bool_]:
        """Which companies have no value, shape (n,)."""
        absent: npt.NDArray[np.bool_] = self.numbers == ABSENT
        return absent

    def among(self, values: Collection[str]) -> npt.NDArray[np.bool_]:
        """Which companies have one of these values, shape (n,)."""
        wanted = [number for number, value in enumerate(self.values) if value in values]
        return np.isin(self.numbers, wanted)

    def count(self, positions: Ints) -> tuple[FacetValue, ...]:
        """How many of the companies at `positions` have each value."""
        numbers = self.numbers[positions]
        return ranked(self.values, np.bincount(numbers[numbers >= 0], minlength=len(self.values)))


def ranked(values: Sequence[str], counts: Ints) -> tuple[FacetValue, ...]:
    """Values that occur, the most frequent first, equal ones by their code."""
    found = [FacetValue(value, int(count)) for value, count in zip(values, counts, strict=True)]
    return tuple(sorted((f for f in found if f.count), key=lambda f: (-f.count, f.value)))

"""Which sectors each company counts to: the entered codes, or else the inferred divisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from recommender.columns import ranked
from recommender.isic.head import telling
from recommender.results import CompanySector, FacetValue
from recommender.sectors import divisions

CONFIDENCE_DIGITS = 4

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Memberships:
    """The sectors of the company at position i are those from `starts[i]` to `starts[i + 1]`.

    `codes` (m,) are ISIC codes; `confidences` (m,) are 1 where the code was entered. `inferred`
    (n,) says whose codes are not.
    """

    starts: Ints
    codes: npt.NDArray[np.str_]
    confidences: Floats
    inferred: npt.NDArray[np.bool_]

    @classmethod
    def of(
        cls, rows: Sequence[int], entered: Mapping[int, Sequence[str]], shares: Floats
    ) -> "Memberships":
        """Decide for every company. `entered`: codes by row; `shares`: (n, 88) of `DivisionHead`.

        Of the inferred divisions those count that are certain enough (`isic.head.TELLING`), and
        the most certain one always; the most certain one comes first.
        """
        listed = divisions()
        rounded = shares.round(CONFIDENCE_DIGITS)
        counted = telling(rounded)
        sizes: list[int] = []
        codes: list[str] = []
        confidences: list[float] = []
        for row, own, which in zip(rows, rounded, counted, strict=True):
            if known := entered.get(row):
                codes += known
                confidences += [1.0] * len(known)
                sizes.append(len(known))
            else:
                numbers = sorted(np.flatnonzero(which).tolist(), key=lambda n: -own[n])
                codes += [listed[number] for number in numbers]
                confidences += [float(own[number]) for number in numbers]
                sizes.append(len(numbers))
        return cls(
            np.cumsum([0, *sizes], dtype=np.int64),
            np.array(codes, dtype="<U4"),
            np.array(confidences, dtype=np.float32),
            np.array([not entered.get(row) for row in rows], dtype=np.bool_),
        )

    def __len__(self) -> int:
        return len(self.inferred)

    def at(self, position: int) -> tuple[CompanySector, ...]:
        """The sectors of one company."""
        own = slice(*self.starts[position : position + 2].tolist())
        return tuple(
            CompanySector(
                str(code),
                round(float(confidence), CONFIDENCE_DIGITS),
                bool(self.inferred[position]),
            )
            for code, confidence in zip(self.codes[own], self.confidences[own], strict=True)
        )

    def members(self, prefixes: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which companies have a code that begins with one of `prefixes`, shape (n,)."""
        matching = np.zeros(len(self.codes), dtype=np.bool_)
        for prefix in prefixes:
            matching |= np.strings.startswith(self.codes, prefix)
        found = np.zeros(len(self), dtype=np.bool_)
        found[self._owners[matching]] = True
        return found

    def count(self, positions: Ints) -> tuple[FacetValue, ...]:
        """How many of the companies at `positions` are of each division."""
        chosen = np.zeros(len(self), dtype=np.bool_)
        chosen[positions] = True
        owners, numbers = self._divisions
        counts = np.bincount(numbers[chosen[owners]], minlength=len(divisions()))
        return ranked(divisions(), counts)

    @cached_property
    def _owners(self) -> Ints:
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    @cached_property
    def _divisions(self) -> tuple[Ints, Ints]:
        """Positions and numbers of divisions, each pair once: 2910 and 2930 are both of 29."""
        listed = np.array(divisions())
        short = self.codes.astype("<U2")
        numbers = np.minimum(np.searchsorted(listed, short), len(listed) - 1)
        # A section alone ("C") says no division.
        known = listed[numbers] == short
        pairs = np.unique(self._owners[known] * len(listed) + numbers[known])
        return pairs // len(listed), pairs % len(listed)

"""What each company of one side can expect of the other side's companies."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.strength import BANDS, SCORE_DIGITS

DEPTH = 50
"""Partners of a company that are remembered, the strongest: a resample misses all of them hardly ever."""

GOOD = dict(BANDS)["good"]
"""The least strength of a good match."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Prospects:
    """Of n companies, how they match m others.

    `partners` (n, k): numbers of the strongest others, the strongest first, and `strengths` (n, k),
    0 where there is no match; `good` (n,): how many good matches each has; `others`: m. `codes` are
    the D sectors of the companies, `members` (n, D) says who is of which; `seeking` (n,) of whom it is
    known what they seek.
    """

    partners: Ints
    strengths: Floats
    good: Ints
    others: int
    codes: tuple[str, ...]
    members: Bools
    seeking: Bools

    @classmethod
    def of(cls, strengths: Floats, sectors: Sequence[Sequence[str]], seeking: Bools) -> "Prospects":
        """Look at the strengths of all pairs, shape (n, m), and the sectors of the n companies."""
        rounded = strengths.round(SCORE_DIGITS)
        depth = min(DEPTH, rounded.shape[1])
        order = np.argsort(-rounded, axis=1, kind="stable")[:, :depth]
        codes = tuple(sorted({code for own in sectors for code in own}))
        members = np.array([[code in own for code in codes] for own in sectors], bool)
        return cls(
            order,
            np.take_along_axis(rounded, order, axis=1),
            (rounded >= GOOD).sum(axis=1),
            rounded.shape[1],
            codes,
            members.reshape(len(sectors), len(codes)),
            seeking,
        )

    @property
    def best(self) -> Floats:
        """The strength of each company's best match, shape (n,)."""
        return self.strengths[:, 0] if self.strengths.size else np.zeros(len(self.good), np.float32)

"""Pairs scored by the cosine of their companies' vectors alone: the fastest way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.bulk.all_pairs import Blocks
from recommender.view import View

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VectorScores:
    """Vectors of sources (n, d) and of targets (m, d), rows of unit length.

    `source_rows` (n,) and `target_rows` (m,) number the companies: one is no partner of its own.
    """

    sources: Floats
    targets: Floats
    source_rows: npt.NDArray[np.int64]
    target_rows: npt.NDArray[np.int64]

    @classmethod
    def of(cls, view: View, sources: Sequence[int], targets: Sequence[int]) -> "VectorScores":
        """Compare the companies at the rows `sources` with those at `targets`."""
        vectors = view.indexes.vectors
        one, other = (vectors.positions(rows) for rows in (sources, targets))
        return cls(
            vectors.means.reconstruct_batch(one),
            vectors.means.reconstruct_batch(other),
            vectors.rows[one],
            vectors.rows[other],
        )

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of sources and of targets."""
        return len(self.sources), len(self.targets)

    def unit_bytes(self, blocks: Blocks) -> int:
        """Scores and a mark for each pair."""
        return blocks.sources * blocks.targets * 5

    def unit(self, sources: slice) -> Callable[[slice], Floats]:
        """Score some sources for some targets, block by block in one buffer."""
        vectors = self.sources[sources]
        own = Itself(self.source_rows[sources], self.target_rows)
        buffer = np.empty(0, np.float32)

        def scores(targets: slice) -> Floats:
            nonlocal buffer
            size = len(vectors) * (targets.stop - targets.start)
            if buffer.size < size:
                buffer = np.empty(size, np.float32)
            block = buffer[:size].reshape(len(vectors), -1)
            np.matmul(vectors, self.targets[targets].T, out=block)
            own.rule_out(block, targets)
            return block

        return scores


class Itself:
    """Where sources meet themselves among the targets."""

    def __init__(
        self, source_rows: npt.NDArray[np.int64], target_rows: npt.NDArray[np.int64]
    ) -> None:
        """`source_rows` (s,) of a unit, `target_rows` (m,) of all targets, each without repetition."""
        _, self._sources, self._targets = np.intersect1d(
            source_rows, target_rows, assume_unique=True, return_indices=True
        )

    def rule_out(self, block: Floats, targets: slice) -> None:
        """Set the scores (s, t) of companies for themselves to minus infinity."""
        inside = (self._targets >= targets.start) & (self._targets < targets.stop)
        block[self._sources[inside], self._targets[inside] - targets.start] = -np.inf

"""Pairs scored as `Catalog.similar` scores them: by vectors, by passages and by words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.answers import LONGEST_DESCRIPTION
from recommender.bulk.all_pairs import Blocks
from recommender.bulk.vector_scores import Itself
from recommender.expansion import Need, expand_all
from recommender.fusion import COMPANY, Signals, Weights
from recommender.index_keeper import Indexes
from recommender.passages import own_text
from recommender.ranking import answered
from recommender.view import View

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_PASSAGES_EXPECTED = 8
"""So many passages a company are reckoned with, for the memory that their comparison takes."""


@dataclass(frozen=True, slots=True)
class SimilarScores:
    """How probably companies are in the same business, 0 to 1.

    `needs` (n) are what the sources' own texts hold; `source_positions` (n,) and `target_positions`
    (m,) are places in the indexes.
    """

    indexes: Indexes
    needs: Sequence[Sequence[Need]]
    source_positions: Ints
    target_positions: Ints
    weights: Weights = COMPANY

    @classmethod
    def of(
        cls, view: View, sources: Sequence[int], targets: Sequence[int], weights: Weights = COMPANY
    ) -> "SimilarScores":
        """Prepare to compare the companies at the rows `sources` with those at `targets`."""
        companies = view.load(sources)
        places = view.places(sources)
        texts = [
            (own_text(companies[row], places[row])[:LONGEST_DESCRIPTION], companies[row].language)
            for row in sources
        ]
        needs = expand_all(texts, view.indexes.lexical, view.embed_words)
        vectors = view.indexes.vectors
        return cls(
            view.indexes, needs, vectors.positions(sources), vectors.positions(targets), weights
        )

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of sources and of targets."""
        return len(self.source_positions), len(self.target_positions)

    def unit_bytes(self, blocks: Blocks) -> int:
        """The shares of words with all targets; cosines of passages and signals of a block."""
        words = blocks.sources * len(self.indexes) * 4
        return words + blocks.sources * blocks.targets * 4 * (_PASSAGES_EXPECTED + 6)

    def unit(self, sources: slice) -> Callable[[slice], Floats]:
        """Score some sources for some targets."""
        positions, vectors = self.source_positions[sources], self.indexes.vectors
        own = Itself(positions, self.target_positions)
        means = vectors.means.reconstruct_batch(positions)
        words = np.stack(
            [
                answered(self.indexes.lexical, needs)[self.target_positions]
                for needs in self.needs[sources]
            ]
        )

        def scores(targets: slice) -> Floats:
            others = self.target_positions[targets]
            whole = means @ vectors.means.reconstruct_batch(others).T
            passages, starts = vectors.passages_at(others)
            nearest = np.maximum.reduceat(means @ passages.astype(np.float32).T, starts, axis=1)
            strengths = self.weights.strength(Signals(whole, nearest, words[:, targets]))
            own.rule_out(strengths, targets)
            return strengths

        return scores

"""Pairs scored as `Catalog.matches` scores them: what each side seeks, by what the other one offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.attribute_index import AttributeIndex
from recommender.bulk.all_pairs import AT_A_TIME, Blocks, all_strengths, units
from recommender.bulk.vector_scores import Itself
from recommender.constraints import Constraints
from recommender.errors import ReportError
from recommender.expansion import Need, expand_all
from recommender.fusion import FIT, FitSignals, FitWeights, both_ways
from recommender.index_keeper import Indexes
from recommender.ranking import answered
from recommender.sides import Side, needs_sought, read_sides
from recommender.view import View

MAX_MATCH_PAIRS = 100_000_000
"""Pairs of which is known, at once, how a source answers the words of what a target seeks."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class MatchScores:
    """How probably companies meet what each other seeks, 0 to 1, for n sources and m targets.

    `sought` and `offered` (n) are the sources' needs; `positions` are places in the indexes.
    `wanted` (m, n): the share of each target's request that each source's words answer. `inside`
    (n, m) and `admitted` (m, n): whom the requests' countries and tiers allow; `kinds` (n, m):
    who wants a kind of partnership in common.
    """

    indexes: Indexes
    sought: Sequence[Sequence[Need]]
    offered: Sequence[Sequence[Need]]
    source_positions: Ints
    target_positions: Ints
    wanted: Floats
    inside: Bools
    admitted: Bools
    kinds: Bools
    weights: FitWeights = FIT

    @classmethod
    def of(
        cls, view: View, sources: Sequence[int], targets: Sequence[int], weights: FitWeights = FIT
    ) -> "MatchScores":
        """Prepare to match the companies at the rows `sources` with those at `targets`.

        Raises ReportError where there are too many of them.
        """
        if len(sources) * len(targets) > MAX_MATCH_PAIRS:
            raise ReportError(
                "too-many-pairs",
                sources=len(sources),
                targets=len(targets),
                limit=MAX_MATCH_PAIRS,
            )
        indexes = view.indexes
        sides = read_sides(view, sorted({*sources, *targets}))
        needs = needs_sought(view, sides)
        offers = [(sides[row].offered, sides[row].company.language) for row in sources]
        source_positions = indexes.vectors.positions(sources)
        target_positions = indexes.vectors.positions(targets)
        wanted = np.zeros((len(targets), len(sources)), np.float32)
        for number, row in enumerate(targets):
            if needs[row]:
                wanted[number] = answered(indexes.lexical, needs[row])[source_positions]
        kinds = [
            indexes.attributes.share_a_kind(sides[row].company.partnership)[target_positions]
            for row in sources
        ]
        return cls(
            indexes,
            [needs[row] for row in sources],
            expand_all(offers, indexes.lexical, view.embed_words),
            source_positions,
            target_positions,
            wanted,
            _allowed([sides[row] for row in sources], indexes.attributes, target_positions),
            _allowed([sides[row] for row in targets], indexes.attributes, source_positions),
            np.array(kinds, bool).reshape(len(sources), len(targets)),
            weights,
        )

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of sources and of targets."""
        return len(self.source_positions), len(self.target_positions)

    def unit_bytes(self, blocks: Blocks) -> int:
        """The shares of words with all targets, both of what is sought and offered; a block's signals."""
        words = 2 * blocks.sources * len(self.indexes) * 4
        return words + blocks.sources * blocks.targets * 4 * 10

    def unit(self, sources: slice) -> Callable[[slice], Floats]:
        """Score some sources for some targets; who seeks nothing and meets nothing sought is no pair."""
        sides = self.one_sided(sources)
        own = Itself(self.source_positions[sources], self.target_positions)

        def scores(targets: slice) -> Floats:
            forward, backward = sides(targets)
            strengths = both_ways(forward, backward)
            strengths[np.isnan(forward) & np.isnan(backward)] = -np.inf
            strengths[~self.kinds[sources, targets]] = -np.inf
            own.rule_out(strengths, targets)
            return strengths

        return scores

    def one_sided(self, sources: slice) -> Callable[[slice], tuple[Floats, Floats]]:
        """How well some targets meet what some sources seek, and the reverse, each (s, t).

        NaN where nothing is known of what is sought.
        """
        vectors = self.indexes.vectors
        positions = self.source_positions[sources]
        means = vectors.means.reconstruct_batch(positions)
        sought = vectors.sought[positions].astype(np.float32)
        meets, rivals = self._words(self.sought[sources]), self._words(self.offered[sources])

        def sides(targets: slice) -> tuple[Floats, Floats]:
            others = self.target_positions[targets]
            their_means = vectors.means.reconstruct_batch(others)
            their_sought = vectors.sought[others].astype(np.float32)
            forward = sought @ their_means.T
            forward[~sought.any(axis=1)] = np.nan
            backward = means @ their_sought.T
            backward[:, ~their_sought.any(axis=1)] = np.nan
            rivalry = rivals[:, targets]
            inside, admitted = self.inside[sources, targets], self.admitted[targets, sources].T
            wanted = self.wanted[targets, sources].T
            one = FitSignals(forward, meets[:, targets], rivalry, _outside(inside))
            two = FitSignals(backward, wanted, rivalry, _outside(admitted))
            return self.weights.strength(one), self.weights.strength(two)

        return sides

    def _words(self, needs: Sequence[Sequence[Need]]) -> Floats:
        """The share of each list of needs that each target's words answer, shape (s, m)."""
        lexical = self.indexes.lexical
        shares = [answered(lexical, listed)[self.target_positions] for listed in needs]
        return np.array(shares, np.float32).reshape(len(needs), len(self.target_positions))


def match_strengths(view: View, sources: Sequence[int], targets: Sequence[int]) -> Floats:
    """The strengths of all matches of n sources with m targets (rows), shape (n, m); 0 where none is.

    Raises ReportError where there are too many of them.
    """
    return all_strengths(MatchScores.of(view, sources, targets))


def best_forward(scores: MatchScores) -> Floats:
    """How well what each source seeks is met by the target that meets it best, shape (n,).

    0 where nothing is known of what is sought, or nobody is open to the same kinds of partnership.
    """
    count, width = scores.shape
    best = np.zeros(count, np.float32)
    for unit in units(count, AT_A_TIME):
        forward, _ = scores.one_sided(unit)(slice(0, width))
        forward[np.isnan(forward) | ~scores.kinds[unit]] = 0
        Itself(scores.source_positions[unit], scores.target_positions).rule_out(
            forward, slice(0, width)
        )
        best[unit] = forward.max(axis=1, initial=0)
    return best


def _outside(allowed: Bools) -> Floats:
    return (~allowed).astype(np.float32)


def _allowed(sides: Sequence[Side], attributes: AttributeIndex, positions: Ints) -> Bools:
    """Which of the companies at `positions` (m,) each side's request allows, shape (n, m)."""
    known: dict[Constraints, Bools] = {}
    rows = []
    for side in sides:
        constraints = side.constraints
        if constraints not in known:
            known[constraints] = _admitted(constraints, attributes, positions)
        rows.append(known[constraints])
    return np.array(rows, bool).reshape(len(sides), len(positions))


def _admitted(constraints: Constraints, attributes: AttributeIndex, positions: Ints) -> Bools:
    """`Constraints.admit` for many companies at once, shape (m,)."""
    allowed = np.ones(len(positions), bool)
    if constraints.countries:
        allowed &= attributes.columns["country"].among(constraints.countries)[positions]
    if constraints.tiers:
        tiers = attributes.columns["tier"]
        allowed &= (tiers.among(constraints.tiers) | tiers.absent)[positions]
    return allowed

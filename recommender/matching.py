"""Partners who complement each other: one offers what the other seeks, and the other way round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.expansion import Need
from recommender.fusion import FIT, FitSignals, FitWeights, both_ways
from recommender.index_keeper import Indexes
from recommender.lexical_index import LexicalIndex
from recommender.ranking import answered, highest
from recommender.terms import CompanyTerms

CANDIDATES = 200
"""So many companies that offer what is sought, and as many that seek what is offered, are looked at
closely."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asker:
    """The company that partners are sought for.

    `row` in the catalogue; its `terms`; `offered`: what it is and can do, as needs; `sought`: what
    it seeks, empty where nothing is known of it; `inside`: rows of the companies in the countries
    and tiers that it names, None where it names none.
    """

    row: int
    terms: CompanyTerms
    offered: Sequence[Need]
    sought: Sequence[Need]
    inside: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Request:
    """What a candidate seeks, as needs, and whether it has the asking company in mind."""

    sought: Sequence[Need]
    admits: bool


@dataclass(frozen=True, slots=True)
class MatchRanking:
    """Companies from best to worst, all arrays of shape (n,).

    Row numbers, strengths, and the one-sided strengths: how well each meets what is sought, and
    how well what it seeks is met. These are NaN where nothing is known of what is sought.
    """

    rows: Ints
    strengths: Floats
    forward: Floats
    backward: Floats


def rank_matches(
    indexes: Indexes,
    asker: Asker,
    limit: int,
    allowed: Sequence[int],
    requests_of: Callable[[Sequence[int]], Mapping[int, Request]],
    weights: FitWeights = FIT,
) -> MatchRanking:
    """Rank the companies at `allowed` (row numbers, ascending, without the asker's own).

    `requests_of` says what candidates seek, by row. Exact among the candidates, on each side the best
    `CANDIDATES`; others are no match, so that a longer page begins with the same companies as a
    shorter one. Where neither side is known to seek anything there is no match.
    """
    vectors = indexes.vectors
    positions = vectors.positions(allowed)
    rivalry = answered(indexes.lexical, asker.offered)[positions]
    forward = weights.strength(forward_signals(indexes, asker, positions, rivalry))
    wanted = weights.strength(_wanted_signals(indexes, asker, positions, rivalry))
    chosen = np.union1d(
        *(highest(side, np.flatnonzero(~np.isnan(side)), CANDIDATES) for side in (forward, wanted))
    )
    requests = requests_of(vectors.rows[positions[chosen]].tolist())
    asked = [requests[int(row)] for row in vectors.rows[positions[chosen]]]
    backward = weights.strength(
        backward_signals(indexes, asker, positions[chosen], rivalry[chosen], asked)
    )
    strengths = both_ways(forward[chosen], backward)
    order = np.lexsort((positions[chosen], -strengths))[:limit]
    found = chosen[order]
    return MatchRanking(
        vectors.rows[positions[found]], strengths[order], forward[found], backward[order]
    )


def forward_signals(indexes: Indexes, asker: Asker, positions: Ints, rivalry: Floats) -> FitSignals:
    """How companies meet what is sought; the vector's signal is NaN where nothing is.

    `rivalry`: the share of what the asker offers that they offer too, shape (n,).
    """
    sought = indexes.vectors.sought[indexes.vectors.positions([asker.row])[0]].astype(np.float32)
    outside = np.zeros(len(positions), np.float32)
    if asker.inside is not None:
        outside = (~np.isin(indexes.vectors.rows[positions], asker.inside)).astype(np.float32)
    cosines = indexes.vectors.means.reconstruct_batch(positions) @ sought
    if not sought.any():
        cosines = np.full(len(positions), np.nan, np.float32)
    return FitSignals(cosines, answered(indexes.lexical, asker.sought)[positions], rivalry, outside)


def backward_signals(
    indexes: Indexes, asker: Asker, positions: Ints, rivalry: Floats, requests: Sequence[Request]
) -> FitSignals:
    """How the asker meets what companies seek; the vector's signal is NaN where they seek nothing."""
    wanted = _wanted_signals(indexes, asker, positions, rivalry)
    place = int(indexes.vectors.positions([asker.row])[0])
    return FitSignals(
        wanted.vector,
        _answered_by(indexes.lexical, place, asker.terms, requests),
        rivalry,
        np.array([not request.admits for request in requests], np.float32),
    )


def _wanted_signals(indexes: Indexes, asker: Asker, positions: Ints, rivalry: Floats) -> FitSignals:
    """What can be said of all companies at once, without reading the words of what they seek."""
    sought = indexes.vectors.sought[positions].astype(np.float32)
    cosines = sought @ indexes.vectors.mean(asker.row)
    cosines[~sought.any(axis=1)] = np.nan
    nothing = np.zeros(len(positions), np.float32)
    return FitSignals(cosines, nothing, rivalry, nothing)


def _answered_by(
    index: LexicalIndex, place: int, terms: CompanyTerms, requests: Sequence[Request]
) -> Floats:
    """The share of each request that the company at `place` answers, as `answered` counts it."""
    counts = terms.counts
    shares = np.zeros(len(requests), np.float32)
    for number, request in enumerate(requests):
        total = most = 0.0
        for need in request.sought:
            score, highest = index.score_of(place, counts, need.terms)
            total += need.weight * score
            most += need.weight * highest
        shares[number] = total / most if most else 0.0
    return shares

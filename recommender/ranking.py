"""From a question to companies in order: candidates of both indexes, weighed together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.diversity import POOL, diversify
from recommender.expansion import Need
from recommender.fusion import QUERY, Signals, Weights
from recommender.index_keeper import Indexes
from recommender.lexical_index import LexicalIndex

CANDIDATES = 300
"""At least so many companies by vector, and as many by terms, are looked at closely."""

DOUBT = 0.1
"""Whoever types a name means the company that bears it; how much a name unlike it in every letter
would take from that."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: as a vector, shape (d,), as needs, and as a name that it may be."""

    vector: Floats
    needs: Sequence[Need] = ()
    name: str = ""
    excluded: Sequence[Need] = ()
    """What the companies must not be: the more of it their terms answer, the weaker they are."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Companies from best to worst, all arrays of shape (n,).

    Row numbers, strengths (0 to 1), similarity of the name to the question (0 where it is none),
    the number of each one's best passage, and its cosine.
    """

    rows: Ints
    strengths: Floats
    names: Floats
    passages: Ints
    passage_scores: Floats


def rank(
    indexes: Indexes,
    question: Question,
    limit: int,
    allowed: Sequence[int] | None = None,
    weights: Weights = QUERY,
    *,
    diverse: bool = False,
) -> Ranking:
    """Rank companies for a question, best first, at most `limit`.

    With `allowed` (row numbers, ascending) nothing else is looked at. The ranking is exact among
    the candidates: of each index the best `CANDIDATES`, or all companies for a long list.
    Equal strengths keep the order of entry; with `diverse`, companies like those before come later.
    """
    vectors = indexes.vectors
    lexical = answered(indexes.lexical, question.needs)
    names = named(indexes.lexical, question)
    positions = np.arange(len(indexes)) if allowed is None else vectors.positions(allowed)
    depth = CANDIDATES if 2 * limit <= CANDIDATES else len(positions)
    if len(positions) > depth:
        chosen = None if allowed is None else positions
        nearest = vectors.nearest(question.vector, depth, chosen)
        bearers = positions[names[positions] > 0]
        answering = positions[lexical[positions] > 0]
        positions = np.union1d(nearest, np.union1d(bearers, highest(lexical, answering, depth)))
    compared = vectors.compare(question.vector, positions)
    strengths = weights.strength(Signals(compared.whole, compared.passage, lexical[positions]))
    if question.excluded:
        strengths *= 1 - answered(indexes.lexical, question.excluded)[positions]
    meant = names[positions]
    strengths = np.where(meant > 0, np.maximum(strengths, 1 - DOUBT * (1 - meant)), strengths)
    order = np.lexsort((positions, -strengths))
    if diverse:
        means = vectors.means.reconstruct_batch(positions[order[:POOL]])
        order = order[diversify(strengths[order], means)]
    order = order[:limit]
    return Ranking(
        vectors.rows[positions[order]],
        strengths[order],
        names[positions[order]],
        compared.best[order],
        compared.passage[order],
    )


def answered(index: LexicalIndex, needs: Sequence[Need]) -> Floats:
    """Share of the needs that each company answers, 0 to 1, shape (n,); rare needs count more."""
    total = np.zeros(len(index), np.float32)
    most = 0.0
    for need in needs:
        scores, highest = index.score(need.terms)
        total += np.float32(need.weight) * scores
        most += need.weight * highest
    return total / np.float32(most) if most > 0 else total


def named(index: LexicalIndex, question: Question) -> Floats:
    """How similar the names of companies are to the question's, shape (n,); 0 where they differ.

    Typing errors are reckoned with only where a word is unknown: "semen" is cement, not "Sumen".
    """
    similarities = np.zeros(len(index), np.float32)
    mistyped = not all(need.known for need in question.needs)
    for match in index.names.find(question.name, mistyped=mistyped):
        similarities[match.position] = match.similarity
    return similarities


def highest(scores: Floats, positions: Ints, count: int) -> Ints:
    """Those `count` of `positions` (m,) that have the highest of `scores` (n,), in any order."""
    if len(positions) <= count:
        return positions
    return positions[np.argpartition(-scores[positions], count - 1)[:count]]

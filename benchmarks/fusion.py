"""Fit what the vectors and the terms count against each other, and what a strength means.

    python benchmarks/fusion.py [--data ../shared/data]

1. The proportions: those of a grid with the best mean reciprocal rank on the development queries of
   the real companies, which count twice because they are as many as in use, and on the queries of
   every other company of queries/bundled.jsonl.
2. The scale: a logistic regression of whether a bundled company is in the trade of the company asked
   for (an ISIC class of four digits in common), on the same queries. So a strength is the probability
   that a company does what was asked for.
3. The check: on the queries left out, how often companies of each strength are in the trade.

Prints the weights that `recommender.fusion.QUERY` holds; writes results/strength.json and .md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np
from hybrid import DEVELOPMENT, Searched, searched
from real_companies import LANGUAGES, companies_file, read_queries, write_result
from sklearn.linear_model import LogisticRegression

from embeddings import load_embedder
from recommender.bundled import bundled_files
from recommender.expansion import expand
from recommender.fusion import QUERY, Signals, Weights
from recommender.ranking import answered

PASSAGE_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
LEXICAL = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
DEPTH = 50
"""So many of the best companies of each query are judged."""

CLASS_DIGITS = 4
BINS = 10


@dataclass(frozen=True)
class Asked:
    """A query's signals for every company, which one it was written for, and who is in its trade."""

    signals: Signals
    target: int
    trade: np.ndarray

    def evidence(self, weights: Weights) -> np.ndarray:
        """What a logistic regression sees, shape (n,)."""
        strengths = weights.strength(self.signals).astype(np.float64)
        return np.log(strengths / (1 - strengths))


def main() -> None:
    """Fit, check, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    embedder = load_embedder()
    with searched([source], embedder) as real:
        development = list(asked(real, DEVELOPMENT))
    with bundled_files() as paths, searched(paths, embedder) as bundled:
        both = list(asked(bundled, ("bundled",)))
    # A company's two queries stay together.
    fitted = [one for number, one in enumerate(both) if number // 2 % 2 == 0]
    left_out = [one for number, one in enumerate(both) if number // 2 % 2 == 1]
    proportions = best(development, development, fitted)
    scaled = scale(proportions, fitted)
    write(proportions, scaled, reliability(QUERY, left_out))


def asked(companies: Searched, names: Sequence[str]) -> Iterator[Asked]:
    """The signals of every query of queries/NAMES."""
    index = companies.indexes.vectors
    places = {row: place for place, row in enumerate(index.rows.tolist())}
    everyone = np.arange(len(index))
    for query in (query for name in names for query in read_queries(name)):
        target = companies.ids[query["company"]]
        classes = {code for code in companies.sectors[target] if len(code) == CLASS_DIGITS}
        trade = np.array(
            [row == target or bool(classes & companies.sectors[row]) for row in index.rows.tolist()]
        )
        for language in (language for language in LANGUAGES if language in query):
            words = companies.indexes.lexical
            expansion = expand(query[language], language, words, companies.encode)
            compared = index.compare(expansion.vector, everyone)
            lexical = answered(words, expansion.needs)
            yield Asked(Signals(compared.whole, compared.passage, lexical), places[target], trade)


def best(*sets: Sequence[Asked]) -> Weights:
    """The proportions of the grid with the best mean reciprocal rank, each set counting the same."""
    grid = [
        Weights(1 - passage, passage, lexical, 0.0)
        for passage, lexical in product(PASSAGE_SHARES, LEXICAL)
    ]
    return max(grid, key=lambda weights: np.mean([mean_reciprocal_rank(weights, s) for s in sets]))


def mean_reciprocal_rank(weights: Weights, queries: Sequence[Asked]) -> float:
    """Of the companies that queries were written for."""
    found = []
    for one in queries:
        evidence = one.evidence(weights)
        found.append(1 / (1 + np.sum(evidence > evidence[one.target])))
    return float(np.mean(found))


def judged(weights: Weights, queries: Sequence[Asked]) -> tuple[np.ndarray, np.ndarray]:
    """Evidence for the best companies of each query, and whether they are in its trade."""
    evidence, trade = [], []
    for one in queries:
        own = one.evidence(weights)
        first = np.argsort(-own)[:DEPTH]
        evidence.append(own[first])
        trade.append(one.trade[first])
    return np.concatenate(evidence), np.concatenate(trade)


def scale(proportions: Weights, queries: Sequence[Asked]) -> Weights:
    """The same proportions, so that the strength is the probability of being in the trade."""
    evidence, trade = judged(proportions, queries)
    fit = LogisticRegression(C=1e3).fit(evidence[:, np.newaxis], trade)
    factor = float(fit.coef_[0, 0])
    return Weights(
        round(proportions.whole * factor, 2),
        round(proportions.passage * factor, 2),
        round(proportions.lexical * factor, 2),
        round(float(fit.intercept_[0]), 2),
    )


def reliability(weights: Weights, queries: Sequence[Asked]) -> list[dict[str, float]]:
    """For each tenth of the strength: how many companies, what was said, what was so."""
    evidence, trade = judged(weights, queries)
    strengths = 1 / (1 + np.exp(-evidence))
    bins = np.minimum((strengths * BINS).astype(int), BINS - 1)
    return [
        {
            "from": number / BINS,
            "companies": int(np.sum(bins == number)),
            "strength": round(float(strengths[bins == number].mean()), 3),
            "in_the_trade": round(float(trade[bins == number].mean()), 3),
        }
        for number in range(BINS)
        if np.any(bins == number)
    ]


def write(proportions: Weights, scaled: Weights, bins: list[dict[str, float]]) -> None:
    """Write JSON and a table with bars, and print the table."""
    total = sum(one["companies"] for one in bins)
    error = (
        sum(one["companies"] * abs(one["strength"] - one["in_the_trade"]) for one in bins) / total
    )
    result: dict[str, Any] = {
        "proportions": asdict(proportions),
        "fitted": asdict(scaled),
        "in_use": asdict(QUERY),
        "expected_calibration_error": round(error, 4),
        "bins": bins,
    }
    rows = [
        "# What a strength means",
        "",
        "Made by `python benchmarks/fusion.py`: the 50 best companies of each query that was left out of",
        "the fit, by their strength; in the trade: with an ISIC class in common with the company that the",
        f"query was written for. Expected calibration error {error:.3f}.",
        "",
        f"Fitted now: {scaled}. In use: {QUERY}.",
        "",
        "| strength | companies | mean strength | in the trade | |",
        "|---|---|---|---|---|",
        *(
            f"| {one['from']:.1f}-{one['from'] + 1 / BINS:.1f} | {one['companies']} | "
            f"{one['strength']:.2f} | {one['in_the_trade']:.2f} | {'█' * round(20 * one['in_the_trade'])} |"
            for one in bins
        ),
        "",
    ]
    write_result("strength", result, rows)


if __name__ == "__main__":
    main()

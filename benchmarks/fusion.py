"""Fit what the vectors and the terms count against each other, and what a strength means.

    python benchmarks/fusion.py [--data ../shared/data]

1. The proportions: of a grid, those with the least weight on terms whose mean reciprocal rank is
   within half a point of the best, on the development queries of the real companies, which count
   twice because they are as many as in use, and on the queries of every other company of
   queries/bundled.jsonl. Terms decide who comes first; how sure one can be, vectors tell better.
2. The scale: a logistic regression of whether a bundled company is in the trade that was asked for (an
   ISIC class of four digits in common). So a strength is the probability that a company does what was
   asked for. On the same queries whole and cut to their first two, three and four words, because
   people type short ones, on queries/trades.jsonl, and on queries/off-topic.jsonl, for which no
   bundled company is the right one.
3. The check: on all queries of the companies left out, and on the trades and off-topic queries left
   out, how often companies of each strength are in the trade; and how often a best company is good.

The same for `similar`: each bundled company is asked for those that share its trade, with weights
fitted on every other one and judged on those left out.

Prints the weights that `recommender.fusion` holds; writes results/strength.json and .md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

import numpy as np
from hybrid import DEVELOPMENT, Searched, searched
from real_companies import LANGUAGES, companies_file, read_queries, write_result
from sklearn.linear_model import LogisticRegression

from embeddings import Language, load_embedder
from embeddings.analysis import analyze
from recommender.answers import LONGEST_DESCRIPTION
from recommender.bundled import bundled_files
from recommender.expansion import expand, expand_all
from recommender.fusion import COMPANY, QUERY, Signals, Weights
from recommender.passages import own_text, passages
from recommender.ranking import answered
from recommender.strength import is_good

PASSAGE_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
LEXICAL = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
INDIFFERENT = 0.005
"""A mean reciprocal rank that is lower by so little is as good."""

SHORT = (2, 3, 4)
"""Words to which queries are cut."""

DEPTH = 30
"""So many of the best companies of each query are judged."""

CLASS_DIGITS = 4
BINS = 10


@dataclass(frozen=True)
class Asked:
    """A question's signals for every company, who is in its trade, and whom it was written for."""

    kind: str
    signals: Signals
    trade: np.ndarray
    target: int = -1

    def evidence(self, weights: Weights) -> np.ndarray:
        """What a logistic regression sees, shape (n,)."""
        strengths = weights.strength(self.signals).astype(np.float64)
        return np.log(strengths / (1 - strengths))


def main() -> None:
    """Fit, check, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    embedder = load_embedder()
    with searched([source], embedder) as real:
        development = list(known_items(real, DEVELOPMENT))
    with bundled_files() as paths, searched(paths, embedder) as bundled:
        fitted, left_out = halves(list(known_items(bundled, ("bundled",))), pair=2)
        short, short_left_out = halves(list(shortened(bundled)), pair=2 * len(SHORT))
        trades, trades_left_out = halves(list(trades_and_others(bundled)), pair=len(LANGUAGES))
        companies, companies_left_out = halves(list(similar(bundled)), pair=1)
    proportions = best(development, development, fitted)
    query = scale(proportions, [*fitted, *short, *trades])
    company = scale(Weights(1.5, 0.5, 4.0, 0.0), companies)
    judging = [*left_out, *short_left_out, *trades_left_out]
    write({"query": query, "company": company}, judging, companies_left_out)


def halves(asked: Sequence[Asked], pair: int) -> tuple[list[Asked], list[Asked]]:
    """Every other group of `pair` questions, and the others: what belongs together stays together."""
    groups = [asked[start : start + pair] for start in range(0, len(asked), pair)]
    fitted, left_out = groups[::2], groups[1::2]
    return [one for group in fitted for one in group], [one for group in left_out for one in group]


def known_items(companies: Searched, names: Sequence[str]) -> Iterator[Asked]:
    """The signals of every query of queries/NAMES, a company's queries one after the other."""
    for query in (query for name in names for query in read_queries(name)):
        target = companies.ids[query["company"]]
        for language in (language for language in LANGUAGES if language in query):
            yield ask(companies, "whole", query[language], language, trade_of(companies, target))


def shortened(companies: Searched) -> Iterator[Asked]:
    """The bundled queries, cut to their first words."""
    for query in read_queries("bundled"):
        trade = trade_of(companies, companies.ids[query["company"]])
        for language in (language for language in LANGUAGES if language in query):
            words = analyze(query[language], language)
            for count in SHORT:
                text = query[language][: words[min(count, len(words)) - 1].end]
                yield ask(companies, "short", text, language, trade)


def trades_and_others(companies: Searched) -> Iterator[Asked]:
    """Queries for a trade as people type them, and queries that no bundled company answers."""
    nobody = np.zeros(len(companies.indexes), bool)
    for query in read_queries("trades"):
        codes = tuple(query["sectors"])
        trade = np.array(
            [any(code.startswith(codes) for code in own) for own in ordered(companies)]
        )
        for language in LANGUAGES:
            yield ask(companies, "trade", query[language], language, (trade, -1))
    for query in read_queries("off-topic"):
        for language in LANGUAGES:
            yield ask(companies, "off topic", query[language], language, (nobody, -1))


def similar(companies: Searched) -> Iterator[Asked]:
    """The signals of every company for every other, as `Catalog.similar` sees them."""
    index, lexical = companies.indexes.vectors, companies.indexes.lexical
    rows = index.rows.tolist()
    texts = [
        (own_text(company, passages(company))[:LONGEST_DESCRIPTION], company.language)
        for company in (companies.companies[row] for row in rows)
    ]
    for place, needs in enumerate(expand_all(texts, lexical, companies.encode)):
        others = np.delete(np.arange(len(rows)), place)
        trade, _ = trade_of(companies, rows[place])
        compared = index.compare(index.mean(rows[place]), others)
        signals = Signals(compared.whole, compared.passage, answered(lexical, needs)[others])
        yield Asked("company", signals, trade[others])


def ask(
    companies: Searched,
    kind: str,
    query: str,
    language: Language,
    right: tuple[np.ndarray, int],
) -> Asked:
    """The signals of one query; `right`: who is in its trade, and the place of its target."""
    index, lexical = companies.indexes.vectors, companies.indexes.lexical
    expansion = expand(query, language, lexical, companies.encode)
    compared = index.compare(expansion.vector, np.arange(len(index)))
    share = answered(lexical, expansion.needs)
    return Asked(kind, Signals(compared.whole, compared.passage, share), *right)


def trade_of(companies: Searched, row: int) -> tuple[np.ndarray, int]:
    """Which companies share an ISIC class with the one at `row`, and its place."""
    classes = {code for code in companies.sectors[row] if len(code) == CLASS_DIGITS}
    rows = companies.indexes.vectors.rows.tolist()
    trade = [other == row or bool(classes & companies.sectors[other]) for other in rows]
    return np.array(trade), rows.index(row)


def ordered(companies: Searched) -> Iterator[set[str]]:
    """The sectors of the companies in the order of the index."""
    return (companies.sectors[row] for row in companies.indexes.vectors.rows.tolist())


def best(*sets: Sequence[Asked]) -> Weights:
    """Of the proportions whose mean reciprocal rank is the best, or as good, the least lexical."""
    grid = [
        Weights(1 - passage, passage, lexical, 0.0)
        for passage, lexical in product(PASSAGE_SHARES, LEXICAL)
    ]
    found = [
        float(np.mean([mean_reciprocal_rank(weights, asked) for asked in sets])) for weights in grid
    ]
    good = [
        (weights.lexical, -rank, weights)
        for weights, rank in zip(grid, found, strict=True)
        if rank >= max(found) - INDIFFERENT
    ]
    return min(good, key=lambda one: one[:2])[2]


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
    """The same proportions, so that the strength is the probability of being in the trade.

    Each kind of question counts the same.
    """
    kinds = [one.kind for one in queries]
    evidence, trade = judged(proportions, queries)
    counts = np.repeat([len(kinds) / kinds.count(kind) for kind in kinds], len(trade) // len(kinds))
    fit = LogisticRegression(C=1e3).fit(evidence[:, np.newaxis], trade, sample_weight=counts)
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


def calibration_error(bins: Sequence[dict[str, float]]) -> float:
    """Mean distance between what was said and what was so (expected calibration error)."""
    total = sum(one["companies"] for one in bins)
    apart = (one["companies"] * abs(one["strength"] - one["in_the_trade"]) for one in bins)
    return round(sum(apart) / total, 4)


def verdicts(queries: Sequence[Asked]) -> dict[str, float]:
    """By kind of question, the share for which a good partner is said to be found."""
    found: dict[str, list[bool]] = {}
    for one in queries:
        found.setdefault(one.kind, []).append(is_good(QUERY.strength(one.signals)))
    return {kind: round(float(np.mean(good)), 3) for kind, good in found.items()}


def write(fitted: dict[str, Weights], queries: Sequence[Asked], companies: Sequence[Asked]) -> None:
    """Write JSON and tables with bars, and print the tables."""
    rows = [
        "# What a strength means",
        "",
        f"Made by `python benchmarks/fusion.py`: the {DEPTH} best companies of each question that was left",
        "out of the fit, by their strength; in the trade: with an ISIC class in common with what was asked",
        "for.",
        "",
    ]
    result: dict[str, Any] = {}
    for name, title, used, asked in (
        ("query", "Searches", QUERY, queries),
        ("company", "Similar companies", COMPANY, companies),
    ):
        bins = reliability(used, asked)
        error = calibration_error(bins)
        result[name] = {
            "fitted": asdict(fitted[name]),
            "in_use": asdict(used),
            "expected_calibration_error": error,
            "bins": bins,
        }
        rows += [
            f"## {title}",
            "",
            f"Expected calibration error {error:.3f}. Fitted now: {fitted[name]}. In use: {used}.",
            "",
            "| strength | companies | mean strength | in the trade | |",
            "|---|---|---|---|---|",
            *map(_row, bins),
            "",
        ]
    result["good_partner_found"] = verdicts(queries)
    rows += [
        "## A good partner is said to be found",
        "",
        "| question | share |",
        "|---|---|",
        *(f"| {kind} | {share:.3f} |" for kind, share in result["good_partner_found"].items()),
        "",
    ]
    write_result("strength", result, rows)


def _row(one: dict[str, float]) -> str:
    return (
        f"| {one['from']:.1f}-{one['from'] + 1 / BINS:.1f} | {one['companies']} | "
        f"{one['strength']:.2f} | {one['in_the_trade']:.2f} | {'█' * round(20 * one['in_the_trade'])} |"
    )


if __name__ == "__main__":
    main()

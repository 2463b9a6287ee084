"""Complementary matching: do companies meet those that they should, rather than their rivals?

    python benchmarks/matching.py

Over queries/pairs.jsonl: 120 companies, each with a partner that complements it and a rival that is
like it and would compete. Nothing is judged by weights that were fitted on it: the cases are cut
into ten parts, and each is judged by weights fitted on the other nine. Writes results/matching.json
and .md, with the weights fitted on all cases, which are those in `recommender.fusion`.

AUC: how often a true partner is stronger than a rival, over all 120 x 120 pairs of them. R@10: how
often the partner is among the ten best of all 359 other companies. Being unlike is enough for a
high AUC, and finds nobody: only both together say that matching works.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import polars as pl
from real_companies import companies_file, read_queries, write_result
from sklearn.linear_model import LogisticRegression

from embeddings import load_embedder, split_sentences
from recommender import Catalog, Company
from recommender.complements import Matchmaker
from recommender.fusion import FIT, FitSignals, FitWeights, both_ways
from recommender.matching import backward_signals, forward_signals
from recommender.ranking import answered
from recommender.seeking import requests

ROLES = ("company", "partner", "competitor")
FOLDS = 10
SEED = 0
STRANGERS = 6
"""So many companies of other cases is each company told apart from in the fit. With more of them the
partner is found more often and told apart from rivals less: with 24, R@10 .948 and AUC .887."""

DEPTH = 10

Combine = Callable[[np.ndarray, np.ndarray], np.ndarray]
SIGNALS = ("vector", "lexical", "rivalry", "outside")


@dataclass(frozen=True)
class Table:
    """Signals of every company (rows) for every other: shape (n, n, 4) each way; which may match."""

    forward: np.ndarray
    backward: np.ndarray
    possible: np.ndarray

    def without(self, *names: str) -> "Table":
        """The same, blind to some signals."""
        kept = np.array([name not in names for name in SIGNALS], np.float32)
        return Table(self.forward * kept, self.backward * kept, self.possible)


def main() -> None:
    """Measure every combination, write the table."""
    source = companies_file(__doc__.partition("\n")[0])
    cases = read_queries("pairs")
    companies = [
        Company(id=f"{case['case']}-{role}", **case[role]) for case in cases for role in ROLES
    ]
    table = signals_of(companies)
    likeness = table.forward[:, :, SIGNALS.index("rivalry")]
    rows = {
        "likeness: how much of its own trade the other is in": judged([likeness]),
        "unlikeness": judged([-likeness]),
        "one side: the other offers what it seeks": validated(table, first),
        "**both ways, as in use**": validated(table, both_ways),
        "both ways, without vectors": validated(table.without("vector"), both_ways),
        "both ways, without terms": validated(table.without("lexical"), both_ways),
        "both ways, rivals not told apart": validated(table.without("rivalry"), both_ways),
        "both ways, countries and tiers not read": validated(table.without("outside"), both_ways),
    }
    fitted = fit(table, range(len(cases)), np.random.default_rng(SEED))
    write(rows, fitted, inference(companies, source))


def signals_of(companies: Sequence[Company]) -> Table:
    """All signals, in a catalogue of these companies alone."""
    embedder = load_embedder()
    number = len(companies)
    forward = np.zeros((number, number, len(SIGNALS)), np.float32)
    backward, possible = np.zeros_like(forward), np.zeros((number, number), bool)
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalog.open(folder, embedder=embedder) as catalog,
    ):
        catalog.put(*companies)
        with catalog.view() as view:
            indexes = view.indexes
            rows = indexes.vectors.rows.tolist()
            for place, row in enumerate(rows):
                maker = Matchmaker(view, row)
                asker, sought = maker.asker(), maker.requests(rows)
                kinds = companies[place].partnership
                others = np.flatnonzero(indexes.attributes.share_a_kind(kinds))
                rivalry = answered(indexes.lexical, asker.offered)[others]
                wanted = [sought[rows[at]] for at in others]
                one = forward_signals(indexes, asker, others, rivalry)
                two = backward_signals(indexes, asker, others, rivalry, wanted)
                forward[place, others] = stacked(one)
                backward[place, others] = stacked(two)
                possible[place, others] = True
    return Table(forward, backward, possible)


def stacked(signals: FitSignals) -> np.ndarray:
    """Signals as columns."""
    return np.stack([getattr(signals, name) for name in SIGNALS], axis=1)


def first(forward: np.ndarray, _: np.ndarray) -> np.ndarray:
    """What one side alone says."""
    return np.where(np.isnan(forward), 0, forward)


def fit(table: Table, cases: Sequence[int], random: np.random.Generator) -> FitWeights:
    """A logistic regression: partners of these cases against rivals and strangers of these cases."""
    signals, labels = [], []
    for case in cases:
        company, partner, rival = (len(ROLES) * case + role for role in range(len(ROLES)))
        strangers = [
            len(ROLES) * other + int(random.integers(len(ROLES)))
            for other in random.choice(list(cases), STRANGERS, replace=False)
            if other != case
        ]
        examples = [
            (company, partner, 1),
            (partner, company, 1),
            (company, rival, 0),
            (rival, company, 0),
            *((company, stranger, 0) for stranger in strangers),
            *((stranger, company, 0) for stranger in strangers),
        ]
        for one, other, label in examples:
            for side in (table.forward[one, other], table.backward[one, other]):
                if table.possible[one, other] and not np.isnan(side).any():
                    signals.append(side)
                    labels.append(label)
    model = LogisticRegression(C=1e3, max_iter=3_000).fit(signals, labels)
    return FitWeights(*(round(float(c), 2) for c in (*model.coef_[0], model.intercept_[0])))


def strengths(table: Table, weights: FitWeights, combine: Combine) -> np.ndarray:
    """Strengths of all matches, shape (n, n); 0 where there can be none."""
    sides = [
        weights.strength(FitSignals(*np.moveaxis(side, 2, 0)))
        for side in (table.forward, table.backward)
    ]
    return np.where(table.possible, combine(*sides), 0)


def validated(table: Table, combine: Combine) -> dict[str, float]:
    """Judge each tenth of the cases by weights that were fitted on the others; five times over."""
    number = len(table.possible) // len(ROLES)
    made = []
    for seed in range(5):
        random = np.random.default_rng(seed)
        order = random.permutation(number)
        judging = np.zeros_like(table.possible, dtype=np.float64)
        for fold in range(FOLDS):
            left_out = order[fold::FOLDS]
            fitted = fit(table, np.setdiff1d(order, left_out).tolist(), random)
            own = len(ROLES) * left_out
            judging[own] = strengths(table, fitted, combine)[own]
        made.append(judging)
    return judged(made)


def judged(made: Sequence[np.ndarray]) -> dict[str, float]:
    """AUC of partners against rivals, and recall of the partner among all others; the mean."""
    aucs, recalls = [], []
    for strength in made:
        own = np.arange(0, len(strength), len(ROLES))
        partners, rivals = strength[own, own + 1], strength[own, own + 2]
        wins = partners[:, np.newaxis] > rivals
        ties = partners[:, np.newaxis] == rivals
        aucs.append(float(np.mean(wins + 0.5 * ties)))
        everyone = strength[own].copy()
        everyone[np.arange(len(own)), own] = -np.inf
        recalls.append(float(np.mean(np.sum(everyone > partners[:, np.newaxis], axis=1) < DEPTH)))
    return {
        "auc": round(float(np.mean(aucs)), 3),
        "recall_at_10": round(float(np.mean(recalls)), 3),
    }


def inference(companies: Sequence[Company], source: Path) -> dict[str, int]:
    """How the rule of `recommender.seeking` does: requests found, and sentences mistaken for one."""
    silent = [company.description for company in companies if not company.seeks]
    described = pl.read_parquet(source)["description"].to_list()
    return {
        "descriptions_that_ask": len(silent),
        "of_these_found": sum(bool(requests(text)) for text in silent),
        "real_sentences": sum(len(split_sentences(text)) for text in described),
        "of_these_taken_for_a_request": sum(len(requests(text)) for text in described),
    }


def write(rows: dict[str, dict[str, float]], fitted: FitWeights, inferred: dict[str, int]) -> None:
    """Write JSON and a table, and print the table."""
    lines = [
        "# Complementary matching",
        "",
        "Made by `python benchmarks/matching.py`: 120 companies, each with a partner and a rival, all",
        "fictional. Every case is judged by weights that were fitted on others (ten parts, five times).",
        "AUC: how often a partner is stronger than a rival. R@10: how often the partner is among the ten",
        "best of all 359 others. Being unlike gives a high AUC and finds nobody.",
        "",
        "| what decides | AUC | R@10 |",
        "|---|---|---|",
        *(
            f"| {name} | {row['auc']:.3f} | {row['recall_at_10']:.3f} |"
            for name, row in rows.items()
        ),
        "",
        f"Fitted on all: {fitted}. In use: {FIT}.",
        "",
        "What a company seeks, drawn from its description: found in",
        f"{inferred['of_these_found']} of {inferred['descriptions_that_ask']} descriptions of companies",
        f"that name it nowhere else; of {inferred['real_sentences']:,} sentences of real descriptions,",
        f"which present a company and ask for nothing, {inferred['of_these_taken_for_a_request']} are",
        "mistaken for a request.",
        "",
    ]
    result = {"rows": rows, "fitted": astuple(fitted), "in_use": astuple(FIT), **inferred}
    write_result("matching", result, lines)


if __name__ == "__main__":
    main()

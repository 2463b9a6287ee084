"""How the parts of a score contribute: whole description, mean of passages, best passage.

    python benchmarks/passages.py [--data ../shared/data]

Narrow queries: those of queries/known-item.jsonl over the real companies, by mean reciprocal rank.
Broad queries: one for each trade (queries/trades.jsonl) over the bundled companies, by the share of
companies with the trade's ISIC code among the first five. Writes results/passages.json and .md.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from real_companies import LANGUAGES, companies_file, read_queries, write_result

from embeddings import Embedder, load_embedder
from recommender import Catalog, Company
from recommender.bundled import bundled_files
from recommender.passages import embed

WEIGHTS = {
    "mean alone": 1.0,
    "3/4 mean": 3 / 4,
    "2/3 mean": 2 / 3,
    "1/2 mean": 1 / 2,
    "best alone": 0.0,
}
TOP = 5

Scores = Callable[[np.ndarray], np.ndarray]


def main() -> None:
    """Measure, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    embedder = load_embedder()
    listed = companies_of([source])
    real = variants(listed, embedder)
    with bundled_files() as paths:
        bundled = companies_of(paths)
    samples = variants(bundled, embedder)
    ids = {company.id: number for number, company in enumerate(listed)}
    result = {
        name: {
            language: {
                "narrow_mrr": round(narrow(real[name], ids, language, embedder), 3),
                "broad_p_at_5": round(broad(samples[name], bundled, language, embedder), 3),
            }
            for language in LANGUAGES
        }
        for name in real
    }
    write(result)


def companies_of(paths: Sequence[Path]) -> list[Company]:
    """Read files through the import, without embedding anything."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalog.open(folder, embedder=_Blind()) as catalog,
    ):
        for path in paths:
            catalog.import_file(path)
        return list(catalog)


class _Blind:
    """Stands in where companies are read and not searched."""

    name = fingerprint = "blind"
    dimension = 1

    def encode(self, texts: Sequence[str], kind: str) -> np.ndarray:
        return np.ones((len(texts), 1), dtype=np.float32)


def variants(companies: list[Company], embedder: Embedder) -> dict[str, Scores]:
    """Ways to score a query vector, shape (d,), against all companies, shape (n,)."""
    whole = embedder.encode([company.description for company in companies], kind="document")
    made = embed(companies, embedder)
    means = np.stack([vectors.mean for vectors in made])
    passages = np.concatenate([vectors.passages for vectors in made])
    starts = np.cumsum([0, *(len(vectors.passages) for vectors in made)])[:-1]

    def mixed(weight: float) -> Scores:
        return lambda query: (
            weight * (means @ query) + (1 - weight) * np.maximum.reduceat(passages @ query, starts)
        )

    mixtures = {name: mixed(weight) for name, weight in WEIGHTS.items()}
    return {"description embedded whole": lambda query: whole @ query, **mixtures}


def narrow(score: Scores, ids: dict[str, int], language: str, embedder: Embedder) -> float:
    """Mean reciprocal rank of the company that each query was written for."""
    queries = read_queries("known-item")
    vectors = embedder.encode([query[language] for query in queries], kind="query")
    ranks = []
    for query, vector in zip(queries, vectors, strict=True):
        scores = score(vector)
        ranks.append(1 + np.sum(scores > scores[ids[query["company"]]]))
    return float(np.mean(1 / np.array(ranks)))


def broad(score: Scores, companies: list[Company], language: str, embedder: Embedder) -> float:
    """Mean share of companies of the trade among the first five."""
    queries = read_queries("trades")
    vectors = embedder.encode([query[language] for query in queries], kind="query")
    shares = []
    for query, vector in zip(queries, vectors, strict=True):
        first = np.argsort(-score(vector))[:TOP]
        prefixes = tuple(query["sectors"])
        hits = [any(c.startswith(prefixes) for c in companies[n].sectors) for n in first]
        shares.append(np.mean(hits))
    return float(np.mean(shares))


def write(result: dict[str, Any]) -> None:
    """Write JSON and a table, and print the table."""
    rows = [
        "# What the parts of a score contribute",
        "",
        "Made by `python benchmarks/passages.py`. Indonesian / Japanese / English queries.",
        "",
        "| score | narrow queries, MRR | broad queries, P@5 |",
        "|---|---|---|",
        *(
            f"| {name} | {_row(figures, 'narrow_mrr')} | {_row(figures, 'broad_p_at_5')} |"
            for name, figures in result.items()
        ),
        "",
    ]
    write_result("passages", result, rows)


def _row(figures: dict[str, dict[str, float]], measure: str) -> str:
    return " / ".join(f"{figures[language][measure]:.3f}" for language in LANGUAGES)


if __name__ == "__main__":
    main()

"""What each part of the hybrid search contributes, on queries whose answer is known.

    python benchmarks/hybrid.py [--data ../shared/data]

Over the real companies: queries/known-item.jsonl and known-item-development.jsonl, on which shares
and weights were chosen, and known-item-held-out.jsonl, on which nothing was. Over the bundled
companies: queries/bundled.jsonl, each company sought in the two languages that it did not write in.
Writes results/hybrid.json and .md.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from real_companies import LANGUAGES, companies_file, read_queries, write_result

from embeddings import Embedder, Language, load_embedder
from recommender import Catalog, Company
from recommender.bundled import bundled_files
from recommender.expansion import SHARES, Shares, expand
from recommender.fusion import QUERY, Weights
from recommender.index_keeper import Indexes
from recommender.ranking import Question, rank

DEVELOPMENT = ("known-item", "known-item-development")
HELD_OUT = ("known-item-held-out",)
DEPTH = 200
"""A company that is further down counts as not found."""


@dataclass(frozen=True)
class Variant:
    """One way to search: how words are expanded, how signals are weighed.

    reads: as `Catalog.search` answers, which reads places and the like and looks for names too.
    """

    shares: Shares = SHARES
    weights: Weights = QUERY
    reads: bool = False


VARIANTS = {
    "vectors alone": Variant(weights=replace(QUERY, lexical=0.0)),
    "terms alone": Variant(weights=replace(QUERY, whole=0.0, passage=0.0)),
    "hybrid": Variant(),
    "hybrid, places and names read: as in use": Variant(reads=True),
    "… without the glossary": Variant(replace(SHARES, concepts=0.0, phrase=0.0)),
    "… without phrases": Variant(replace(SHARES, phrase=0.0)),
    "… without neighbours": Variant(replace(SHARES, neighbours=0)),
    "… without the best passage": Variant(weights=replace(QUERY, passage=0.0)),
}


@dataclass(frozen=True)
class Searched:
    """Companies as they are indexed, by row, with the row of each id."""

    catalog: Catalog
    indexes: Indexes
    companies: dict[int, Company]
    ids: dict[str, int]
    embedder: Embedder

    @cached_property
    def sectors(self) -> dict[int, set[str]]:
        """The ISIC codes that each company has entered, by row."""
        return {row: set(company.sectors) for row, company in self.companies.items()}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of queries and of their words."""
        return self.embedder.encode(texts, kind="query")

    def place(self, variant: Variant, query: str, language: Language, company: str) -> float:
        """Rank from 1 at which a query finds a company; infinite beyond DEPTH."""
        if variant.reads:
            page = self.catalog.search(query, limit=DEPTH, reasons=False)
            ranked = [result.company.id for result in page.results]
            return 1 + ranked.index(company) if company in ranked else np.inf
        expansion = expand(query, language, self.indexes.lexical, self.encode, variant.shares)
        question = Question(expansion.vector, expansion.needs)
        found = rank(self.indexes, question, DEPTH, weights=variant.weights)
        places = np.flatnonzero(found.rows == self.ids[company])
        return 1 + int(places[0]) if len(places) else np.inf


def main() -> None:
    """Measure, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    embedder = load_embedder()
    result: dict[str, Any] = {}
    with searched([source], embedder) as real:
        for name, variant in VARIANTS.items():
            result[name] = {
                "development": known_items(real, variant, DEVELOPMENT),
                "held_out": known_items(real, variant, HELD_OUT),
            }
    with bundled_files() as paths, searched(paths, embedder) as bundled:
        for name, variant in VARIANTS.items():
            result[name]["bundled"] = across_languages(bundled, variant)
    write(result)


@contextmanager
def searched(paths: Sequence[Path], embedder: Embedder) -> Iterator[Searched]:
    """Import files, and open the indexes that a search would use."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalog.open(folder, embedder=embedder) as catalog,
    ):
        for path in paths:
            catalog.import_file(path)
        with catalog.view() as view:
            indexes = view.indexes
            companies = view.store.load(view.connection, indexes.vectors.rows.tolist())
        ids = {company.id: row for row, company in companies.items()}
        yield Searched(catalog, indexes, companies, ids, embedder)


def known_items(real: Searched, variant: Variant, names: Sequence[str]) -> dict[str, Any]:
    """Recall@10 and mean reciprocal rank of queries/NAMES, by language."""
    queries = [query for name in names for query in read_queries(name)]
    return {
        language: figures(
            [real.place(variant, query[language], language, query["company"]) for query in queries],
            10,
        )
        for language in LANGUAGES
    }


def across_languages(bundled: Searched, variant: Variant) -> dict[str, Any]:
    """Recall@5 and mean reciprocal rank, by the company's language and the query's."""
    places: dict[str, list[float]] = {}
    for query in read_queries("bundled"):
        asked = [language for language in LANGUAGES if language in query]
        (written,) = set(LANGUAGES) - set(asked)
        for language in asked:
            place = bundled.place(variant, query[language], language, query["company"])
            places.setdefault(f"{language} → {written}", []).append(place)
    return {pair: figures(found, 5) for pair, found in sorted(places.items())}


def figures(places: Sequence[float], depth: int) -> dict[str, float]:
    """Share of places up to `depth`, and the mean of their reciprocals."""
    found = np.array(places)
    return {
        "queries": len(found),
        f"recall_at_{depth}": round(float(np.mean(found <= depth)), 3),
        "mrr": round(float(np.mean(1 / found)), 3),
    }


def write(result: dict[str, Any]) -> None:
    """Write JSON and two tables, and print the tables."""
    pairs = list(next(iter(result.values()))["bundled"])
    rows = [
        "# What the parts of the hybrid search contribute",
        "",
        "Made by `python benchmarks/hybrid.py`. Recall@10 / mean reciprocal rank over the 4,217 real",
        "companies, which are described in English; 100 development queries a language, on which",
        "shares and weights were chosen, and 60 held-out ones, on which nothing was.",
        "",
        "| search | "
        + " | ".join(f"{s}, {x}" for s in ("dev.", "held out") for x in LANGUAGES)
        + " |",
        "|---|" + "---|" * 6,
        *(
            f"| {name} | "
            + " | ".join(
                _pair(by_set[s][language], 10)
                for s in ("development", "held_out")
                for language in LANGUAGES
            )
            + " |"
            for name, by_set in result.items()
        ),
        "",
        "Recall@5 / mean reciprocal rank over the 240 bundled companies, 80 queries a pair: language of",
        "the query → language of the company.",
        "",
        "| search | " + " | ".join(pairs) + " |",
        "|---|" + "---|" * len(pairs),
        *(
            f"| {name} | " + " | ".join(_pair(s["bundled"][pair], 5) for pair in pairs) + " |"
            for name, s in result.items()
        ),
        "",
    ]
    write_result("hybrid", result, rows)


def _pair(figure: dict[str, float], depth: int) -> str:
    return f"{figure[f'recall_at_{depth}']:.3f} / {figure['mrr']:.3f}"


if __name__ == "__main__":
    main()

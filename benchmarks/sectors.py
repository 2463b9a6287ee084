"""How well the division of a company is told from its description.

    python benchmarks/sectors.py [--data ../shared/data]

The 4,217 listed companies of Indonesia and Japan, against their industry labels
(queries/industry-divisions.csv: a division is right where the label admits it); the 240 bundled
companies, against the codes that were entered; the terms of queries/division-terms.jsonl, which no
head was fitted to. "fitted" heads know our own examples alone, the built-in one has seen the
companies of other countries too (train_sectors.py). Writes results/sectors.json and .md.
"""

import json
import time
from collections import defaultdict
from typing import Any

import numpy as np
import polars as pl
from hybrid import searched
from industries import admissible, company_vectors
from real_companies import HERE, LANGUAGES, companies_file, write_result

from embeddings import Embedder, load_embedder
from recommender.bundled import bundled_files
from recommender.company import Company
from recommender.isic.examples import SENTENCE_WEIGHT, examples
from recommender.isic.fitting import calibrated, fit, labelled
from recommender.isic.head import TELLING, DivisionHead
from recommender.isic.heads import head_of
from recommender.passages import embed
from recommender.sectors import divisions

BINS = 10
WORST = 12
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4)
ROUNDS = 200


def main() -> None:
    """Measure, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    table = pl.read_parquet(source)
    labels = table["industry"].fill_null("").to_list()
    allowed = admissible(labels)
    embedder, fast = load_embedder(), load_embedder("fast")
    with searched([source], embedder) as real:
        vectors = real.indexes.vectors.all_means()
        attributes = real.indexes.attributes
        everybody = np.arange(len(attributes))
        begin = time.perf_counter()
        for _ in range(ROUNDS):
            attributes.facets(everybody)
        facets_ms = (time.perf_counter() - begin) / ROUNDS * 1000
    built_in = head_of(embedder)
    begin = time.perf_counter()
    fitted = fit(embedder)
    seconds = time.perf_counter() - begin
    begin = time.perf_counter()
    fitted_fast = fit(fast)
    fast_seconds = time.perf_counter() - begin
    fast_vectors = company_vectors(table, fast)
    heads = {
        "built-in model, built-in head": (embedder, built_in, vectors),
        "built-in model, fitted head": (embedder, fitted, vectors),
        "mitra-fast, fitted head": (fast, fitted_fast, fast_vectors),
    }
    usable = allowed.any(axis=1)
    result: dict[str, Any] = {
        "companies": int(usable.sum()),
        "labels": len({label for label, ok in zip(labels, usable, strict=True) if ok}),
        "heads": {
            name: {
                "real": figures(head.confidences(own[usable]), allowed[usable]),
                "bundled": bundled(model, head),
                "terms": terms(model, head),
            }
            for name, (model, head, own) in heads.items()
        },
        "fit_seconds": {
            "mitra-trilingual": round(seconds, 1),
            "mitra-fast": round(fast_seconds, 1),
        },
        "languages_left_out": left_out(embedder),
        "thresholds": thresholds(embedder, built_in),
        "worst": worst(
            built_in.confidences(vectors[usable]), allowed[usable], np.array(labels)[usable]
        ),
        "facets_ms": round(facets_ms, 2),
    }
    write(result)


def figures(shares: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Top-1, top-3 and expected calibration error of the most certain division."""
    order = np.argsort(-shares, axis=1)
    hits = np.take_along_axis(right, order, axis=1)
    sure = shares.max(axis=1)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    error = sum(
        abs(hits[bins == b, 0].mean() - sure[bins == b].mean()) * (bins == b).mean()
        for b in np.unique(bins)
    )
    return {
        "count": len(shares),
        "top_1": round(float(hits[:, 0].mean()), 3),
        "top_3": round(float(hits[:, :3].any(axis=1).mean()), 3),
        "calibration_error": round(float(error), 3),
    }


def bundled_vectors(embedder: Embedder) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vectors, entered divisions (n, 88) and languages of the bundled companies."""
    with bundled_files() as paths:
        rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    companies = [Company(**row) for row in rows]
    right = [[code in {s[:2] for s in c.sectors} for code in divisions()] for c in companies]
    means = np.stack([made.mean for made in embed(companies, embedder)])
    return means, np.array(right), np.array([c.language for c in companies])


def bundled(embedder: Embedder, head: DivisionHead) -> dict[str, Any]:
    """Figures over the bundled companies, by the language they wrote in."""
    means, right, languages = bundled_vectors(embedder)
    shares = head.confidences(means)
    by_language = {
        language: figures(shares[languages == language], right[languages == language])
        for language in LANGUAGES
    }
    return {**by_language, "all": figures(shares, right)}


def terms(embedder: Embedder, head: DivisionHead) -> dict[str, Any]:
    """Figures over single terms of each division, by language."""
    lines = (HERE / "queries" / "division-terms.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found = {}
    for language in LANGUAGES:
        listed = [(term, row["code"]) for row in rows for term in row[language]]
        shares = head.confidences(embedder.encode([term for term, _ in listed], kind="query"))
        right = np.array([[code == known for code in divisions()] for _, known in listed])
        found[language] = figures(shares, right)
    return found


def left_out(embedder: Embedder) -> dict[str, Any]:
    """Sentences of each language under a head that was fitted to the other two languages alone."""
    listed = examples()
    known = labelled(listed, embedder)
    languages = np.array([example.language for example in listed])
    sentences = known.weights == SENTENCE_WEIGHT
    found = {}
    for language in LANGUAGES:
        own = languages == language
        asked = known[own & sentences]
        right = np.eye(len(divisions()), dtype=bool)[asked.numbers]
        found[language] = figures(calibrated(known[~own]).confidences(asked.vectors), right)
    return found


def thresholds(embedder: Embedder, head: DivisionHead) -> list[dict[str, float]]:
    """Precision and recall of the divisions that count, over the bundled companies."""
    means, right, _ = bundled_vectors(embedder)
    shares = head.confidences(means)
    top = shares == shares.max(axis=1, keepdims=True)
    rows = []
    for threshold in THRESHOLDS:
        counted = top | (shares >= threshold)
        hits = (counted & right).sum()
        precision, recall = hits / counted.sum(), hits / right.sum()
        rows.append(
            {
                "threshold": threshold,
                "divisions_each": round(float(counted.sum(axis=1).mean()), 2),
                "precision": round(float(precision), 3),
                "recall": round(float(recall), 3),
                "f1": round(float(2 * precision * recall / (precision + recall)), 3),
            }
        )
    return rows


def worst(shares: np.ndarray, allowed: np.ndarray, labels: np.ndarray) -> list[dict[str, Any]]:
    """The labels whose companies are told worst, with the divisions that were taken instead."""
    best = shares.argmax(axis=1)
    right = allowed[np.arange(len(best)), best]
    rows = []
    for label in np.unique(labels):
        own = labels == label
        taken: dict[str, int] = defaultdict(int)
        for number in best[own & ~right]:
            taken[divisions()[number]] += 1
        instead = sorted(taken, key=lambda code: -taken[code])[:3]
        rows.append(
            {
                "label": str(label),
                "companies": int(own.sum()),
                **figures(shares[own], allowed[own]),
                "instead": instead,
            }
        )
    return sorted(rows, key=lambda row: row["top_1"])[:WORST]


def write(result: dict[str, Any]) -> None:
    """Write JSON and tables, and print the tables."""
    seconds = result["fit_seconds"]
    rows = [
        "# How well the division of a company is told from its description",
        "",
        "Made by `python benchmarks/sectors.py`. Top-1 / top-3, and the expected calibration error",
        f"(ECE, {BINS} bins, of the most certain division). Real: {result['companies']:,} of the 4,217 listed",
        f"companies, described in English, whose label is one of {result['labels']} that stand for divisions; a",
        "division is right where the label admits it. Bundled: the 240 fictional companies against the",
        "codes that were entered.",
        "",
        "| model and head | real | ECE | bundled id | ja | en | ECE |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {name} | {_pair(f['real'])} | {f['real']['calibration_error']:.3f} | "
            + " | ".join(_pair(f["bundled"][x]) for x in LANGUAGES)
            + f" | {f['bundled']['all']['calibration_error']:.3f} |"
            for name, f in result["heads"].items()
        ),
        "",
        "Single terms of a division (queries/division-terms.jsonl, two or three words each), which no head",
        "was fitted to; in the last line whole sentences of a language, under a head that was fitted to the",
        "other two languages alone.",
        "",
        "| model and head | id | ja | en |",
        "|---|---|---|---|",
        *(
            f"| {name} | " + " | ".join(_pair(f["terms"][x]) for x in LANGUAGES) + " |"
            for name, f in result["heads"].items()
        ),
        "| built-in model, language left out | "
        + " | ".join(_pair(result["languages_left_out"][x]) for x in LANGUAGES)
        + " |",
        "",
        "Which inferred divisions count to a company, besides the most certain one (bundled companies,",
        f"built-in head; {TELLING} was chosen):",
        "",
        "| at least | divisions a company | precision | recall | F1 |",
        "|---|---|---|---|---|",
        *(
            f"| {t['threshold']} | {t['divisions_each']} | {t['precision']:.3f} | {t['recall']:.3f} | {t['f1']:.3f} |"
            for t in result["thresholds"]
        ),
        "",
        "The labels that are told worst (built-in head):",
        "",
        "| label | companies | top-1 / top-3 | taken instead |",
        "|---|---|---|---|",
        *(
            f"| {w['label']} | {w['companies']} | {_pair(w)} | {', '.join(w['instead'])} |"
            for w in result["worst"]
        ),
        "",
        f"Fitting a head took {seconds['mitra-trilingual']} s for the built-in model and",
        f"{seconds['mitra-fast']} s for mitra-fast; counting all facets of an unfiltered search over the",
        f"4,217 companies {result['facets_ms']} ms.",
        "",
    ]
    write_result("sectors", result, rows)


def _pair(figure: dict[str, float]) -> str:
    return f"{figure['top_1']:.3f} / {figure['top_3']:.3f}"


if __name__ == "__main__":
    main()

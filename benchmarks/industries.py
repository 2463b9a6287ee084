"""What the benchmarks of sectors share: which divisions an industry label of the data stands for."""

import csv
from collections.abc import Sequence

import numpy as np
import polars as pl
from real_companies import HERE

from embeddings import Embedder
from recommender.company import Company
from recommender.passages import embed
from recommender.sectors import divisions

BATCH = 500


def admissible(labels: Sequence[str]) -> np.ndarray:
    """Which divisions each label stands for: bool (n, 88), no division where there is no mapping."""
    with (HERE / "queries" / "industry-divisions.csv").open(encoding="utf-8") as file:
        mapping = {row["industry"]: row["divisions"].split() for row in csv.DictReader(file)}
    listed = divisions()
    return np.array([[code in mapping.get(label, ()) for code in listed] for label in labels])


def company_vectors(table: pl.DataFrame, embedder: Embedder) -> np.ndarray:
    """The vectors of companies as the catalogue makes them, shape (n, d)."""
    companies = [
        Company(id=str(number), name="-", description=text, country="JP", language="en")
        for number, text in enumerate(table["description"])
    ]
    means = []
    for start in range(0, len(companies), BATCH):
        means += [made.mean for made in embed(companies[start : start + BATCH], embedder)]
        print(f"{len(means)} of {len(companies)} companies", end="\r", flush=True)
    print()
    return np.stack(means)

"""Divisions told from real descriptions: floors a little below benchmarks/results/sectors.json."""

import csv
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from recommender.isic.fitting import fit
from recommender.isic.heads import head_of
from recommender.sectors import divisions

MAPPING = Path(__file__).parents[2] / "benchmarks" / "queries" / "industry-divisions.csv"


@pytest.fixture(scope="module")
def mapping():
    with MAPPING.open(encoding="utf-8") as file:
        return {row["industry"]: set(row["divisions"].split()) for row in csv.DictReader(file)}


def right_at(shares, allowed, depth):
    best = np.argsort(-shares, axis=1)[:, :depth]
    listed = divisions()
    hits = [
        any(listed[n] in own for n in row) for row, own in zip(best.tolist(), allowed, strict=True)
    ]
    return float(np.mean(hits))


def test_the_mapping_is_of_labels_that_there_are_to_divisions_that_there_are(real, mapping):
    labels = {company.extra.get("industry", "") for company in real}
    assert set(mapping) == labels
    assert {code for codes in mapping.values() for code in codes} <= set(divisions())


@pytest.mark.parametrize(
    ("make", "top_1", "top_3"),
    [(head_of, 0.75, 0.92), (fit, 0.69, 0.89)],
    ids=["built-in", "fitted"],
)
def test_divisions_are_told_as_well_as_when_this_was_written(real, mapping, make, top_1, top_3):
    head = make(real.embedder)
    with real._store.reading() as connection:
        vectors = real._indexes(connection).vectors.all_means()
    allowed = [mapping[company.extra.get("industry", "")] for company in real]
    usable = np.array([bool(own) for own in allowed])
    shares = head.confidences(vectors[usable])
    allowed = [own for own in allowed if own]
    assert len(allowed) > 3000
    assert right_at(shares, allowed, 1) >= top_1
    assert right_at(shares, allowed, 3) >= top_3


def test_facets_of_all_companies_add_up_and_cost_little(real):
    page = real.search("自動車部品", limit=1)
    assert sum(found.count for found in page.facets.country) == 4217
    assert {found.value for found in page.facets.country} == {"ID", "JP"}
    with real._store.reading() as connection:
        attributes = real._indexes(connection).attributes
    everybody = np.arange(4217)
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        attributes.facets(everybody)
        times.append(time.perf_counter() - begin)
    assert sorted(times)[10] < 0.01
    counts = Counter({found.value: found.count for found in page.facets.sector})
    for code, count in counts.most_common(3):
        assert real.search("自動車部品", filters={"sector": code}).total == count

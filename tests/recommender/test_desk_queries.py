"""Queries as matchmakers type them: what of each is applied, and nothing beside it.

`queries_read.tsv` holds, by query, the kind (place, certification, excluded) and the value of what is
applied, as a reader of the trade decided it.
"""

import csv
from pathlib import Path

import pytest

from embeddings import detect_language
from recommender.understanding import understand

KINDS = {"p": "place", "c": "certification", "e": "excluded"}


def rows():
    """The queries, each with what is to be applied."""
    path = Path(__file__).with_name("queries_read.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            applied = [part.replace("_", " ").partition(":") for part in row["applied"].split()]
            yield pytest.param(
                row["query"], {(KINDS[kind], value) for kind, _, value in applied}, id=row["query"]
            )


@pytest.mark.parametrize(("query", "applied"), list(rows()))
def test_of_a_query_is_applied_what_it_says_of_partners_and_nothing_else(query, applied):
    parts = understand(query, detect_language(query))
    assert {(one.aspect, one.value) for one in parts if one.clear} == applied

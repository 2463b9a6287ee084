"""Listings of one company under several symbols, which the real companies have."""

import csv
from itertools import combinations
from pathlib import Path

import pytest

from recommender.names import name_key

JUDGED = Path(__file__).parents[2] / "benchmarks" / "queries" / "duplicates-judged.csv"


@pytest.fixture(scope="module")
def judged():
    """Pairs of symbols of which the name alone does not tell the truth."""
    with JUDGED.open(encoding="utf-8") as file:
        return {(row["one"], row["two"]): row["same"] == "yes" for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def together(real):
    """Pairs of symbols that are in one group."""
    groups = [sorted(member.company.id for member in g.members) for g in real.duplicates().groups]
    return {pair for group in groups for pair in combinations(group, 2)}


def test_most_other_listings_are_found(real, judged, together):
    named = {}
    for company in real:
        named.setdefault((company.country, name_key(company.name)), []).append(company.id)
    pairs = {pair for ids in named.values() for pair in combinations(sorted(ids), 2)}
    same = {pair for pair in pairs if judged.get(pair, True)}
    assert len(same) > 200
    assert len(same & together) / len(same) > 0.85


def test_companies_of_one_name_are_mostly_told_apart(judged, together):
    others = {pair for pair, same in judged.items() if not same}
    assert len(others & together) / len(others) < 0.4


def test_companies_of_one_group_are_not_taken_for_one(real, together):
    names = {company.id: company.name for company in real}
    for one, two in together:
        first, second = names[one].casefold(), names[two].casefold()
        for word in ("boshoku", "tsusho", "industries", "finance"):
            assert ("toyota" not in first) or (word in first) == (word in second)

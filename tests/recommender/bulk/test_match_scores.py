"""Whom a request has in mind, and which kinds of partnership fit, also counts in bulk."""

import numpy as np
import pytest

from recommender import Catalog
from recommender.bulk import match_scores
from recommender.bulk.match_scores import MatchScores, match_strengths
from recommender.errors import ReportError

# All of these companies are fictional; they say so in `organisation`.
COMPANIES = {
    "ASKS-JAPAN": {"seeks": "Pemasok Jepang untuk komponen tuang besi kelabu."},
    "FOUNDRY-JP": {"country": "JP", "description": "ねずみ鋳鉄の部品を鋳造しています。"},
    "FOUNDRY-ID": {"description": "Pengecoran komponen besi tuang kelabu di Ceper."},
    "INVESTOR": {
        "country": "JP",
        "description": "ねずみ鋳鉄の鋳造会社です。",
        "partnership": ("investment",),
    },
    "ASKS-FOR-SUPPLY": {
        "seeks": "Komponen tuang besi kelabu.",
        "partnership": ("supply",),
    },
}


@pytest.fixture(scope="module")
def foundries(tmp_path_factory, embedder, make_company):
    with Catalog.open(tmp_path_factory.mktemp("foundries"), embedder=embedder) as catalog:
        catalog.put(*(make_company(i, organisation="fiktif", **f) for i, f in COMPANIES.items()))
        yield catalog


@pytest.fixture
def strengths(foundries):
    with foundries.view() as view:
        rows = view.indexes.vectors.rows.tolist()
        made = match_strengths(view, rows, rows)
    names = list(COMPANIES)
    return {
        (one, other): float(made[i, j])
        for i, one in enumerate(names)
        for j, other in enumerate(names)
    }


def test_who_is_of_the_country_that_a_request_names_matches_better(strengths):
    assert strengths["ASKS-JAPAN", "FOUNDRY-JP"] > strengths["ASKS-JAPAN", "FOUNDRY-ID"]


def test_who_wants_other_kinds_of_partnership_is_no_match(strengths):
    assert strengths["ASKS-FOR-SUPPLY", "INVESTOR"] == 0
    assert strengths["ASKS-FOR-SUPPLY", "FOUNDRY-JP"] > 0


def test_where_neither_side_seeks_anything_there_is_no_match(strengths):
    assert strengths["FOUNDRY-JP", "FOUNDRY-ID"] == 0


def test_in_bulk_the_catalogue_s_own_matches_come_out(foundries, strengths):
    for company_id in COMPANIES:
        for match in foundries.matches(company_id).results:
            assert strengths[company_id, match.company.id] == pytest.approx(match.score, abs=2e-6)


def test_too_many_pairs_are_refused_with_their_number(foundries, monkeypatch):
    monkeypatch.setattr(match_scores, "MAX_MATCH_PAIRS", 20)
    with foundries.view() as view:
        rows = view.indexes.vectors.rows.tolist()
        with pytest.raises(ReportError) as caught:
            MatchScores.of(view, rows, rows)
    assert caught.value.code == "too-many-pairs"
    assert "5 × 5" in caught.value.message("en")


def test_of_nobody_there_are_no_strengths(foundries):
    with foundries.view() as view:
        rows = view.indexes.vectors.rows.tolist()
        assert match_strengths(view, [], rows).shape == (0, 5)
        assert not match_strengths(view, rows, []).size
        assert match_strengths(view, rows[:1], rows).dtype == np.float32

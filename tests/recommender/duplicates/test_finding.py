from typing import get_args

import pytest

from recommender.duplicates.remarks import Kind, Remark
from recommender.errors import QueryError
from recommender.formula_guard import guarded


def ids(found):
    return [{member.company.id for member in group.members} for group in found.groups]


@pytest.fixture
def entered(catalog, tanaka):
    catalog.put(*tanaka.values())
    return catalog


def test_a_company_is_found_in_both_scripts_and_neither_branch_nor_affiliate_with_it(entered):
    assert ids(entered.duplicates()) == [{"JP-1", "FAIR-7", "CHAMBER-3"}]


def test_the_evidence_is_told_in_words(entered):
    group = entered.duplicates().groups[0]
    told = {m.company.id: {r.kind for r in m.remarks} for m in group.members}
    assert group.members[0].probability is None
    assert {"same-name"} <= told["FAIR-7"] | told["CHAMBER-3"]
    website = next(r for m in group.members for r in m.remarks if r.kind == "website")
    assert website.text("en") == "✓ same web address (tanaka-contoh.co.jp)"
    assert website.text("ja") == "✓ ウェブサイトが同じ（tanaka-contoh.co.jp）"
    for member in group.members[1:]:
        assert 0.5 <= member.probability <= 1
    assert group.probability == min(m.probability for m in group.members[1:])


@pytest.mark.parametrize("language", ["en", "id", "ja"])
@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_remark_has_words_that_no_spreadsheet_takes_for_a_formula(kind, language):
    text = Remark(kind, "value").text(language)
    assert guarded(text) == text
    assert text.startswith("✗" if Remark(kind).is_against else "✓")


def test_finding_changes_nothing(entered):
    generation, before = entered.generation, [company.digest() for company in entered]
    entered.duplicates()
    assert entered.generation == generation
    assert [company.digest() for company in entered] == before


def test_a_lower_probability_shows_more_and_a_higher_one_less(entered):
    pairs = [
        sum(len(g.members) - 1 for g in entered.duplicates(least=least).groups)
        for least in (0.01, 0.5, 0.999)
    ]
    assert pairs == sorted(pairs, reverse=True)


@pytest.mark.parametrize("least", [0, 1, -1, 2, float("nan")])
def test_what_is_no_probability_is_refused(entered, least):
    with pytest.raises(QueryError):
        entered.duplicates(least=least)


def test_an_empty_catalogue_has_no_duplicates(catalog):
    assert catalog.duplicates().groups == ()


def test_a_deleted_company_is_not_found_any_more(entered):
    entered.delete("FAIR-7")
    assert ids(entered.duplicates()) == [{"JP-1", "CHAMBER-3"}]


@pytest.mark.slow
def test_companies_that_are_all_different_hold_no_duplicates(bundled):
    found = bundled.duplicates()
    assert found.companies == 240
    assert ids(found) == []

"""Two companies side by side say what the lists of either say of the other."""

from dataclasses import replace

import pytest

from recommender.errors import QueryError, UnknownCompanyError
from recommender.sight import PUBLIC


@pytest.mark.parametrize(("one", "other"), [("ID-001", "JP-001"), ("JP-040", "ID-012")])
def test_a_comparison_says_what_the_lists_say(bundled, one, other):
    found = bundled.compare(one, other)
    assert (found.one.id, found.other.id) == (one, other)
    similar = {r.company.id: r for r in bundled.similar(one, limit=1000).results}
    assert found.similar.score == pytest.approx(similar[other].score, abs=1e-6)
    assert found.similar.reasons == similar[other].reasons
    matches = {r.company.id: r for r in bundled.matches(one, limit=1000).results}
    if other in matches:
        assert found.match.score == pytest.approx(matches[other].score, abs=1e-6)
        ours, theirs = found.match.reasons, matches[other].reasons
        assert [without_strength(one) for one in ours] == [without_strength(one) for one in theirs]
        for mine, listed in zip(ours, theirs, strict=True):
            # The last digits depend on which words are embedded together.
            assert strength(mine) == pytest.approx(strength(listed), abs=1e-6)


def strength(reason):
    return getattr(reason, "strength", None)


def without_strength(reason):
    return replace(reason, strength=0.0) if strength(reason) is not None else reason


def test_a_company_is_not_compared_with_itself(bundled):
    with pytest.raises(QueryError) as caught:
        bundled.compare("ID-001", "ID-001")
    assert caught.value.code == "compared-with-itself"


def test_a_hidden_company_cannot_be_compared(catalog, make_company):
    catalog.put(make_company("A", organisation="Kadin"), make_company("B"))
    catalog.organisations.disclose_company("A", "private")
    assert catalog.compare("A", "B").other.id == "B"
    for pair in (("A", "B"), ("B", "A")):
        with pytest.raises(UnknownCompanyError):
            catalog.seen_by(PUBLIC).compare(*pair)


def test_the_grid_counts_what_the_filters_count(bundled):
    grid = bundled.sector_grid()
    assert grid.total == len(bundled)
    assert {country.value for country in grid.countries} == {"ID", "JP"}
    for (sector, country), count in list(grid.counts.items())[:5]:
        filters = {"sector": sector, "country": country}
        assert bundled.search("mesin", limit=1, filters=filters).total == count


def test_the_grid_counts_only_what_is_seen(catalog, make_company):
    catalog.put(
        make_company("A", organisation="Kadin", sectors=["29"]), make_company("B", sectors=["29"])
    )
    catalog.organisations.disclose_company("A", "private")
    assert catalog.sector_grid().counts == {("29", "ID"): 2}
    assert catalog.seen_by(PUBLIC).sector_grid().counts == {("29", "ID"): 1}

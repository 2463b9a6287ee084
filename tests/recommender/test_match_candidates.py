"""Among many companies nobody who should be a match is crowded out, and pages never overlap."""

import pytest

# All of these companies are fictional.
MANY = 220


def ids(page):
    """The ids of the partners on a page."""
    return [match.company.id for match in page.results]


@pytest.mark.slow
def test_companies_that_want_other_kinds_of_partnership_crowd_nobody_out(catalog, make_company):
    catalog.put(
        make_company("A", seeks="Moulds for plastic parts", partnership=("supply",)),
        make_company("B", description="Injection moulds, tool room.", partnership=("supply",)),
        *(
            make_company(
                f"C{number}",
                description=f"Moulds for plastic parts, number {number}.",
                partnership=("investment",),
            )
            for number in range(MANY)
        ),
    )
    assert ids(catalog.matches("A")) == ["B"]


@pytest.mark.slow
@pytest.mark.parametrize("company_id", ["ID-008", "ID-038", "JP-062"])
def test_pages_join_to_the_longest_list_without_repetition(bundled, company_id):
    whole = ids(bundled.matches(company_id, limit=240))
    pages = [ids(bundled.matches(company_id, limit=10, offset=at)) for at in range(0, 240, 10)]
    assert [one for page in pages for one in page] == whole
    assert len(set(whole)) == len(whole) > 60
    assert ids(bundled.matches(company_id, limit=50)) == whole[:50]


@pytest.mark.parametrize("query", ["komponen otomotif", "金属加工", "furniture"])
def test_pages_of_a_search_join_to_the_whole_list(bundled, query):
    whole = ids(bundled.search(query, limit=240))
    pages = [ids(bundled.search(query, limit=60, offset=at)) for at in range(0, 240, 60)]
    assert [one for page in pages for one in page] == whole
    assert sorted(whole) == sorted(set(whole))


SHRIMP = "We sell frozen shrimp to hotels."
ASKS = "We are looking for an injection mould maker."


def test_who_asks_for_something_does_not_offer_it(catalog, make_company):
    catalog.put(
        make_company(
            "A", description="Plastic closures for bottles.", seeks="Injection mould maker"
        ),
        make_company("ASKS", description=f"{SHRIMP} {ASKS}"),
        make_company("MAKES", country="JP", description="射出成形用の金型を製作しています。"),
    )
    assert ids(catalog.matches("A"))[0] == "MAKES"
    assert ids(catalog.search("injection mould maker"))[0] == "MAKES"
    reasons = next(m for m in catalog.matches("A").results if m.company.id == "ASKS").reasons
    assert reasons[0].partner.text == SHRIMP


def test_a_company_that_only_asks_is_found_by_what_it_asks_for(catalog, make_company):
    catalog.put(make_company("A"), make_company("ASKS", description=ASKS))
    assert ids(catalog.search("injection mould maker"))[0] == "ASKS"


def test_a_request_at_the_end_of_a_long_description_is_read(catalog, make_company):
    story = "The workshop keeps detailed records of every lathe, milling machine and drill. " * 30
    request = "We are looking for a hot-dip galvanizing plant in Japan."
    catalog.put(
        make_company("A", description=story + request),
        make_company("US", country="US", description="Hot-dip galvanizing plant in Ohio."),
        make_company("JP", country="JP", description="Hot-dip galvanizing plant in Chiba."),
    )
    page = catalog.matches("A")
    assert ids(page)[0] == "JP"
    assert [quote.text for quote in page.sought] == [request]
    assert {m.company.id: m.reasons[0].outside for m in page.results} == {"JP": False, "US": True}

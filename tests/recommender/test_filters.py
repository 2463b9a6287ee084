import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import Catalog
from recommender.errors import FilterError
from recommender.regions import region_code, region_code_of_city
from recommender.sectors import expand_sector

VALUES = {
    "country": ["ID", "JP", "Japan", "Indonesia"],
    "region": ["Aichi", "愛知県", "Jawa Barat", "West Java", "Osaka", "Bali", "JP-20", "Hokkaido"],
    "sector": ["C", "29", "2930", "25", "H", "3100", "62", "A"],
    "tier": ["1", "2", "3", "OEM"],
    "language": ["id", "ja", "en"],
    "organisation": ["mitra-demo"],
}
COUNTRIES = {"Japan": "JP", "Indonesia": "ID"}


def satisfies(company, filters):
    """The meaning of filters, written once more without a database."""
    region = region_code(company.region or "") or region_code_of_city(
        company.city or "", company.country
    )
    tests = {
        "country": lambda value: company.country == COUNTRIES.get(value, value),
        "region": lambda value: region == region_code(value),
        "sector": lambda value: any(
            code.startswith(prefix) for code in company.sectors for prefix in expand_sector(value)
        ),
        "tier": lambda value: company.tier == value,
        "language": lambda value: company.language == value,
        "organisation": lambda value: company.organisation == value,
    }
    return all(any(map(tests[name], values)) for name, values in filters.items())


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(values), min_size=1, max_size=3)
        for name, values in VALUES.items()
    },
)


@pytest.mark.slow
@given(filters=FILTERS)
@settings(max_examples=60, deadline=None)
def test_any_combination_gives_exactly_the_companies_that_satisfy_it(bundled, filters):
    expected = {company.id for company in bundled if satisfies(company, filters)}
    page = bundled.search("pemasok komponen", limit=240, filters=filters)
    assert {result.company.id for result in page.results} == expected
    assert page.total == len(expected)


@pytest.mark.slow
@given(filters=FILTERS)
@settings(max_examples=30, deadline=None)
def test_a_filtered_ranking_is_the_full_ranking_without_the_others(bundled, filters):
    full = bundled.search("金型メーカー", limit=240).results
    expected = [r.company.id for r in full if satisfies(r.company, filters)][:10]
    page = bundled.search("金型メーカー", limit=10, filters=filters)
    assert [result.company.id for result in page.results] == expected


@pytest.mark.slow
def test_a_filter_that_one_per_cent_satisfies_gives_the_exact_top_ten(
    tmp_path, embedder, make_company
):
    words = [
        "mesin",
        "rotan",
        "kopi",
        "baja",
        "kain",
        "cetakan",
        "karet",
        "limbah",
        "truk",
        "sensor",
        "udang",
        "kabel",
    ]
    dice = random.Random(7)
    companies = [
        make_company(
            f"C{n}",
            description=f"{' '.join(dice.choices(words, k=5))} {n}",
            tier="1" if n % 100 == 0 else "2",
        )
        for n in range(4_000)
    ]
    with Catalog.open(tmp_path, embedder=embedder) as catalog:
        catalog.put(*companies)
        for query in ("mesin baja", "kopi dan teh", "sensor kabel"):
            full = catalog.search(query, limit=4_000).results
            expected = [r.company.id for r in full if r.company.tier == "1"][:10]
            page = catalog.search(query, filters={"tier": "1"})
            assert [result.company.id for result in page.results] == expected
            assert page.total == 40


def test_a_company_without_region_is_found_by_the_region_of_its_city(catalog, make_company):
    catalog.put(make_company("N", country="JP", city="Nagoya"), make_company("B", city="Bekasi"))
    found = catalog.search("komponen", filters={"region": "愛知県"})
    assert [result.company.id for result in found.results] == ["N"]


def test_a_region_that_no_table_knows_is_found_as_it_was_written(catalog, make_company):
    catalog.put(make_company("A", country="US", region="New  Jersey"), make_company("B"))
    found = catalog.search("komponen", filters={"region": "new jersey"})
    assert [result.company.id for result in found.results] == ["A"]


@pytest.mark.parametrize("empty", [None, {}, {"country": None}, {"country": []}, {"tier": [" "]}])
def test_empty_filters_restrict_nothing(bundled, empty):
    assert bundled.search("mesin", filters=empty).total == 240


def test_a_valid_value_that_nobody_has_gives_nothing(bundled):
    page = bundled.search("mesin", filters={"country": "DE"})
    assert (page.results, page.total) == ((), 0)


@pytest.mark.parametrize(
    ("filters", "nearest"),
    [
        ({"region": "Aichhi"}, "Aichi"),
        ({"region": "Jawa Brat"}, "Jawa Barat"),
        ({"country": "Jepangg"}, "Japan"),
        ({"country": "??"}, "ID"),
        ({"sector": "furnitur"}, "31 (Furniture)"),
        ({"tier": "4"}, "OEM"),
        ({"language": "in"}, "id"),
        ({"organisation": "mitra-dmo"}, "mitra-demo"),
        ({"city": "Hamamatu"}, "hamamatsu"),
    ],
)
def test_an_unknown_value_names_the_nearest_valid_ones(bundled, filters, nearest):
    with pytest.raises(FilterError) as caught:
        bundled.search("mesin", filters=filters)
    assert caught.value.code == "unknown-filter-value"
    for language in ("id", "ja", "en"):
        assert nearest in caught.value.remedy(language)


def test_an_unknown_filter_names_the_filters_there_are(bundled):
    with pytest.raises(FilterError, match="country, region, city") as caught:
        bundled.search("mesin", filters={"land": "JP"})
    assert caught.value.code == "unknown-filter"


@pytest.mark.parametrize("value", [5, {"a": "b"}, ["JP", 5], b"JP"])
def test_a_filter_that_is_no_text_is_refused(bundled, value):
    with pytest.raises(FilterError) as caught:
        bundled.search("mesin", filters={"country": value})
    assert caught.value.code == "filter-not-text"


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%", "_", "\\", 'x"; DROP TABLE companies', "\0"])
def test_a_filter_is_data_and_never_sql(bundled, text):
    for name in ("region", "city", "sector", "organisation"):
        with pytest.raises(FilterError):
            bundled.search("mesin", filters={name: text})
    assert len(bundled) == 240

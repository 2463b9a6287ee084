"""Filters, facets, totals and results always agree: with a catalogue of chance, and an oracle."""

import itertools
import tempfile
from collections import Counter
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import Catalog, Company
from recommender.countries import country_code
from recommender.errors import FilterError
from recommender.isic.fitting import fit
from recommender.isic.head import TELLING
from recommender.passages import embed
from recommender.regions import region_code, region_code_of_city
from recommender.results import Facets
from recommender.sectors import divisions, sectors

PLACES = [
    ("ID", None, None),
    ("ID", "Jawa Barat", None),
    ("ID", "West Java", "Bekasi"),
    ("ID", None, "Surabaya"),
    ("JP", "Aichi", "Nagoya"),
    ("JP", None, "名古屋市"),
    ("JP", "大阪府", None),
    ("US", "New Jersey", None),
]
# Each with the places that it names.
DESCRIPTIONS = {
    "Mesin.": set(),
    "Mesin bubut dan cetakan.": set(),
    "金属加工機械を大阪の工場に納める。": {"JP-27"},
    "We sell machines and parts in Nagoya and West Java.": {"JP-23", "ID-JB"},
    "A trading house that exports to Japan.": {"JP"},
    "Jasa angkutan barang antarpulau, berangkat dari Surabaya.": {"ID-JI"},
}
# Each with the values of the filter that it satisfies.
CERTIFICATIONS = {
    "ISO 9001:2015": {"ISO 9001", "iso9001", "ISO"},
    "ISO 14001": {"ISO"},
    "IATF 16949": {"IATF", "IATF 16949"},
    "Halal MUI": {"halal", "sertifikat halal", "ハラール認証"},
    "HACCP": {"HACCP", "HACCP certified"},
    "Good Manufacturing Practice": {"Good Manufacturing Practice", "manufacturing practice"},
    "Good Distribution Practice": set(),
    "ADC12, CORETEC-5": set(),
}
ENTERED = [(), (), (), ("29",), ("2930", "2910"), ("C",), ("3100", "46"), ("6201", "J")]

COMPANIES = st.lists(
    st.builds(
        lambda place, **rest: {
            **dict(zip(("country", "region", "city"), place, strict=True)),
            **rest,
        },
        place=st.sampled_from(PLACES),
        description=st.sampled_from(list(DESCRIPTIONS)),
        certifications=st.lists(st.sampled_from(list(CERTIFICATIONS)), max_size=2, unique=True),
        sectors=st.sampled_from(ENTERED),
        tier=st.sampled_from([None, "OEM", "1", "2"]),
        language=st.sampled_from(["id", "ja", "en"]),
    ),
    min_size=1,
    max_size=12,
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "country": st.lists(st.sampled_from(["ID", "JP", "US"]), min_size=1, max_size=2),
        "region": st.lists(st.sampled_from(["JP-23", "ID-JB", "大阪"]), min_size=1, max_size=2),
        "sector": st.lists(
            st.sampled_from(["C", "29", "2930", "31", "46", "J", "28", *divisions()]),
            min_size=1,
            max_size=40,
        ),
        "tier": st.lists(st.sampled_from(["OEM", "1", "3"]), min_size=1, max_size=2),
        "language": st.lists(st.sampled_from(["id", "ja"]), min_size=1, max_size=2),
        "place": st.lists(
            st.sampled_from(["Aichi", "大阪府", "Jawa Barat", "ID-JI", "Jepang", "US", "Nagoya"]),
            min_size=1,
            max_size=2,
        ),
        "certification": st.lists(
            st.sampled_from(sorted(set().union(*CERTIFICATIONS.values(), {"SNI", "AD", "COR"}))),
            min_size=1,
            max_size=2,
        ),
    },
)
SINGLE = ("country", "region", "tier", "language")


class Oracle:
    """What is meant by filters and facets, written once more over plain Python values."""

    def __init__(self, embedder) -> None:
        self._embedder = embedder
        self._head = fit(embedder)

    def codes(self, company: Company) -> dict[str, float]:
        """The codes that count to a company, with their confidence."""
        if company.sectors:
            return dict.fromkeys(company.sectors, 1.0)
        (made,) = embed([company], self._embedder)
        (row,) = self._head.confidences(made.mean[None]).round(4)
        shares = dict(zip(divisions(), row.tolist(), strict=True))
        highest = max(shares.values())
        return {
            code: share for code, share in shares.items() if share == highest or share >= TELLING
        }

    def values(self, company: Company) -> dict[str, set[str]]:
        """What each facet counts of a company."""
        region = region_code(company.region or "") or region_code_of_city(
            company.city or "", company.country
        )
        return {
            "country": {company.country},
            "region": {region} - {None},
            "sector": {code[:2] for code in self.codes(company)} & set(divisions()),
            "tier": {company.tier} - {None},
            "language": {company.language},
        }

    def satisfies(self, company: Company, filters: dict[str, list[str]]) -> bool:
        return all(
            any(self._has(company, name, value) for value in values)
            for name, values in filters.items()
        )

    def _has(self, company: Company, name: str, value: str) -> bool:
        if name == "region":
            return region_code(value) in self.values(company)["region"]
        if name == "place":
            code = {"Nagoya": "JP-23"}.get(value) or region_code(value) or country_code(value)
            there = {company.country, *self.values(company)["region"]}
            named = there | DESCRIPTIONS[company.description]
            return code in named | {place[:2] for place in named}
        if name == "certification":
            return any(value in CERTIFICATIONS[text] for text in company.certifications)
        if name != "sector":
            return value in self.values(company)[name]
        codes = self.codes(company)
        if value.isdigit():
            return any(code.startswith(value) for code in codes)
        return any(code == value or sectors()[code[:2]].section == value for code in codes)


@pytest.fixture(scope="module")
def oracle(coordinates) -> Oracle:
    return Oracle(coordinates)


def counted(facets: Facets) -> dict[str, dict[str, int]]:
    return {
        field.name: {found.value: found.count for found in getattr(facets, field.name)}
        for field in fields(Facets)
    }


def expected_facets(oracle: Oracle, companies: list[Company]) -> dict[str, dict[str, int]]:
    return {
        field.name: dict(Counter(v for c in companies for v in oracle.values(c)[field.name]))
        for field in fields(Facets)
    }


@pytest.mark.slow
@given(described=COMPANIES, filters=FILTERS)
@settings(max_examples=40, deadline=None)
def test_filters_facets_totals_and_results_agree(coordinates, oracle, described, filters):
    companies = [
        Company(id=f"C{number}", name="PT Uji", **values) for number, values in enumerate(described)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalog.open(folder, embedder=coordinates) as catalog,
    ):
        catalog.put(*companies)
        page = catalog.search("mesin", limit=100, filters=filters)
        expected = [c for c in companies if oracle.satisfies(c, filters)]
        assert {r.company.id for r in page.results} == {c.id for c in expected}
        assert page.total == len(expected)
        assert counted(page.facets) == expected_facets(oracle, expected)
        for result in page.results:
            shown = {sector.code: sector.confidence for sector in result.sectors}
            assert shown == pytest.approx(oracle.codes(result.company), abs=1e-4)
            assert all(s.inferred != bool(result.company.sectors) for s in result.sectors)

        for name, facet in counted(page.facets).items():
            if name in SINGLE:
                lacking = sum(not oracle.values(c)[name] for c in expected)
                assert sum(facet.values()) == page.total - lacking
            if name in filters:
                continue
            for value, count in list(facet.items())[:4]:
                narrowed = catalog.search("mesin", filters={**filters, name: value})
                assert narrowed.total == count, (name, value)

        first = companies[0]
        similar = catalog.similar(first.id, limit=100, filters=filters)
        others = [c for c in expected if c.id != first.id]
        assert {r.company.id for r in similar.results} == {c.id for c in others}
        assert similar.total == len(others)
        assert counted(similar.facets) == expected_facets(oracle, others)


@pytest.fixture(scope="module")
def assorted(tmp_path_factory, coordinates):
    """A company for every place, description and certification. For reading only."""
    listed = itertools.product(PLACES, DESCRIPTIONS, [None, *CERTIFICATIONS])
    companies = [
        Company(
            id=f"C{number}",
            name="PT Uji",
            **dict(zip(("country", "region", "city"), place, strict=True)),
            description=description,
            certifications=(certification,) if certification else (),
            sectors=ENTERED[number % len(ENTERED)] or ("28",),
            tier=(None, "OEM", "1", "2")[number % 4],
        )
        for number, (place, description, certification) in enumerate(listed)
    ]
    with Catalog.open(tmp_path_factory.mktemp("assorted"), embedder=coordinates) as opened:
        opened.put(*companies)
        yield opened, companies


@given(filters=FILTERS)
@settings(max_examples=80, deadline=None)
@pytest.mark.slow
def test_filters_choose_among_companies_of_every_kind(assorted, oracle, filters):
    catalog, companies = assorted
    page = catalog.search("mesin", limit=len(companies), filters=filters, reasons=False)
    expected = {company.id for company in companies if oracle.satisfies(company, filters)}
    assert {result.company.id for result in page.results} == expected
    assert page.total == len(expected)


@pytest.mark.parametrize("name", ["place", "certification"])
def test_a_filter_over_texts_restricts_similar_companies_and_matches_too(bundled, name):
    value = {"place": "Jawa Timur", "certification": "ISO 14001"}[name]
    expected = {
        r.company.id for r in bundled.search("mesin", limit=240, filters={name: value}).results
    }
    assert 0 < len(expected) < 240
    for asked in (bundled.similar, bundled.matches):
        page = asked("ID-001", limit=240, filters={name: value})
        assert {result.company.id for result in page.results} <= expected
        assert page.total == len(expected - {"ID-001"})


@pytest.mark.parametrize(
    ("value", "nearest"), [("Aichhi", "Aichi"), ("Jawa Brat", "Jawa Barat"), ("Japn", "Japan")]
)
def test_an_unknown_place_names_the_nearest_ones(bundled, value, nearest):
    with pytest.raises(FilterError) as caught:
        bundled.search("mesin", filters={"place": value})
    assert caught.value.code == "unknown-filter-value"
    for language in ("id", "ja", "en"):
        assert nearest in caught.value.remedy(language)


def test_facets_of_the_bundled_companies_add_up(bundled):
    page = bundled.search("komponen")
    facets = counted(page.facets)
    assert sum(facets["country"].values()) == sum(facets["language"].values()) == 240
    assert set(facets["language"]) == {"id", "ja", "en"}
    per_division = {c.sector.code: c.count for c in bundled.sectors().sectors}
    assert {code: count for code, count in per_division.items() if count} == facets["sector"]


def test_the_most_frequent_value_comes_first_and_equal_ones_by_code(bundled):
    for field in fields(Facets):
        values = getattr(bundled.search("komponen").facets, field.name)
        assert list(values) == sorted(values, key=lambda v: (-v.count, v.value))


def test_an_empty_answer_has_empty_facets(bundled, catalog):
    for page in (catalog.search("mesin"), bundled.search("mesin", filters={"country": "DE"})):
        assert page.total == 0
        assert not any(counted(page.facets).values())

"""Which countries and tiers a request names, and which companies it can therefore mean."""

from itertools import combinations, product

import pytest

from recommender import Catalog
from recommender.constraints import Constraints

COUNTRIES = {
    "Mitra teknologi dari Jepang untuk pelapisan": {"JP"},
    "日系メーカーへの納入を望みます": {"JP"},
    "A Japanese press shop willing to license its dies": {"JP"},
    "Importers in Osaka or Nagoya": {"JP"},
    "愛知県の鋳造会社": {"JP"},
    "Pabrik perakitan di Jawa Barat": {"ID"},
    "インドネシアで溶接を分担する協力工場": {"ID"},
    "スラバヤ近郊の機械商社": {"ID"},
    "Indonesian growers of arabica": {"ID"},
    "Pembeli di Indonesia maupun Jepang": {"ID", "JP"},
    "東京の商社とジャカルタの工場": {"ID", "JP"},
    "Pemasok ingot aluminium": set(),
    "真空乾燥機の販売代理店": set(),
    "Crushed stone, batu split, twenty tonnes a day": set(),
    "": set(),
}
TIERS = {
    "Distributor kayu lapis tiga lapisan, tebal 3 mm": set(),
    "Pemasok Tier 1 atau 2": {"1", "2"},
    "tier 2-3 stamping supplier": {"2", "3"},
    "a tier-one supplier": {"1"},
    "first and second-tier makers": {"1", "2"},
    "一次・二次サプライヤー": {"1", "2"},
    "ＴＩＥＲ２の加工会社": {"2"},
    "A tier-2 press shop": {"2"},
    "Tier 1 makers of seats": {"1"},
    "second-tier suppliers of fasteners": {"2"},
    "a third tier machining shop": {"3"},
    "pemasok tier satu untuk rangka jok": {"1"},
    "pemasok lapis kedua": {"2"},
    "pemasok lapis ke-3 di Karawang": {"3"},
    "pemasok tingkat pertama": {"1"},
    "pemasok tingkat 2": {"2"},
    "pemasok komponen lapis dua": {"2"},
    "pemasok suku cadang lapis dua": {"2"},
    "Supplier otomotif tingkat 1 dan 2": {"1", "2"},
    "vendor (lapis 3)": {"3"},
    "subkontraktor tingkat kedua": {"2"},
    "langsung ke pembuat lapis satu": {"1"},
    "perusahaan lapis pertama atau lapis kedua": {"1", "2"},
    "mitra tier 3, pabrik tingkat 2": {"2", "3"},
    "tier-1 atau tier-2": {"1", "2"},
    "二次サプライヤー": {"2"},
    "三次下請けの切削会社": {"3"},
    "１次メーカーへの納入": {"1"},
    "2次協力会社": {"2"},
    "Tier2メーカー": {"2"},
    "ティア１の電装品会社": {"1"},
    "一次メーカーと二次仕入先": {"1", "2"},
    # The same characters that name no tier.
    "Kain lapis dua untuk tas": set(),
    "Produsen kain lapis dua": set(),
    "Produsen kain tenun lapis dua": set(),
    "atap lapis 2": set(),
    "Pabrik atap lapis 2": set(),
    "Pemasok kayu lapis tiga": set(),
    "Pemasok cat dasar untuk atap lapis 2": set(),
    "lulusan tingkat 1 SMA": set(),
    "gedung tingkat 3": set(),
    "apartemen di kota lapis kedua": set(),
    "pemasok komponen untuk gedung tingkat 2": set(),
    "Pemasok komponen": set(),
    "第二次サプライヤー会議": set(),
    "第二次産業": set(),
    "二次加工を内製する会社": set(),
    "tier 10 of the programme": set(),
    "Frontier 2 screw press": set(),
    "Atelier 1": set(),
    "first come, first served": set(),
    "": set(),
}


@pytest.mark.parametrize(("request_text", "codes"), COUNTRIES.items())
def test_the_countries_that_a_request_names(request_text, codes):
    assert Constraints.of(request_text).countries == codes


@pytest.mark.parametrize(("request_text", "tiers"), TIERS.items())
def test_the_tiers_that_a_request_names(request_text, tiers):
    assert Constraints.of(request_text).tiers == tiers


def subsets(values):
    return [some for size in range(len(values) + 1) for some in combinations(values, size)]


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory, coordinates, make_company):
    """A catalogue with one company of every country and tier."""
    with Catalog.open(tmp_path_factory.mktemp("kinds"), embedder=coordinates) as catalog:
        kinds = product(("ID", "JP", "US"), (None, "OEM", "1", "2", "3"))
        catalog.put(*(make_company(f"{c}-{t}", country=c, tier=t) for c, t in kinds))
        yield catalog


@pytest.mark.parametrize("countries", subsets(["ID", "JP"]))
@pytest.mark.parametrize("tiers", subsets(["1", "2", "3"]))
def test_who_is_admitted_is_who_the_database_finds(every_kind, countries, tiers):
    constraints = Constraints(frozenset(countries), frozenset(tiers))
    admitted = {company.id for company in every_kind if constraints.admit(company)}
    assert admitted == {
        company.id
        for company in every_kind
        if (not countries or company.country in countries)
        and (not tiers or company.tier in {None, *tiers})
    }
    condition = constraints.condition()
    assert (condition is None) == (not countries and not tiers)
    if condition is not None:
        store = every_kind._store
        with store.reading() as connection:
            found = store.load(connection, store.rows(connection, condition))
        assert {company.id for company in found.values()} == admitted


def test_a_company_that_does_not_say_its_tier_can_be_meant(make_company):
    constraints = Constraints.of("二次サプライヤー")
    assert constraints.admit(make_company(tier=None))
    assert not constraints.admit(make_company(tier="1"))


def test_a_request_without_country_or_tier_admits_everybody(every_kind):
    constraints = Constraints.of("Pemasok ingot aluminium")
    assert all(constraints.admit(company) for company in every_kind)

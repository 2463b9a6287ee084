import pytest

from recommender.countries import COUNTRY_CODES, country_code, country_name
from recommender.regions import region_code, region_code_of_city, regions
from recommender.sectors import division, expand_sector, is_sector_code, sectors


@pytest.mark.parametrize("name", ["JP", "jp", "Japan", "Jepang", "日本", " JAPAN "])
def test_a_country_is_recognised_in_three_languages(name):
    assert country_code(name) == "JP"


@pytest.mark.parametrize("name", ["", "XX", "Nippon Steel", "ZZ"])
def test_what_is_no_country_is_none(name):
    assert country_code(name) is None


def test_there_are_249_countries_and_each_name_leads_back_to_its_code():
    assert len(COUNTRY_CODES) == 249
    for locale in ("en", "id", "ja"):
        assert {c for c in COUNTRY_CODES if country_code(country_name(c, locale)) != c} == set()


@pytest.mark.parametrize(
    "name", ["Aichi", "愛知県", "愛知", "Aichi-ken", "AICHI PREFECTURE", "JP-23"]
)
def test_one_prefecture_in_many_spellings(name):
    assert region_code(name) == "JP-23"


@pytest.mark.parametrize(
    "name", ["Jawa Barat", "West Java", "Jabar", "Provinsi Jawa Barat", "西ジャワ州", "id-jb"]
)
def test_one_province_in_many_spellings(name):
    assert region_code(name) == "ID-JB"


def test_all_provinces_and_prefectures_are_there_and_found_by_each_name():
    table = regions()
    assert sum(region.country == "ID" for region in table.values()) == 38
    assert sum(region.country == "JP" for region in table.values()) == 47
    for code, region in table.items():
        assert {region_code(name) for name in (region.en, region.id, region.ja)} == {code}


@pytest.mark.parametrize(
    ("city", "country", "code"),
    [
        ("Nagoya", "JP", "JP-23"),
        ("名古屋市", "JP", "JP-23"),
        ("神戸市長田区", "JP", "JP-28"),
        ("四日市市", "JP", "JP-24"),
        ("Kabupaten Bekasi", "ID", "ID-JB"),
        ("Kota Surabaya", "ID", "ID-JI"),
        ("Purwakarta Regency", "ID", "ID-JB"),
        ("Nagoya", "ID", None),
        ("Springfield", "JP", None),
    ],
)
def test_a_city_tells_its_region(city, country, code):
    assert region_code_of_city(city, country) == code


def test_isic_has_21_sections_and_88_divisions_and_each_division_one_section():
    table = sectors()
    divisions = [s for s in table.values() if s.code.isdigit()]
    assert len(table) - len(divisions) == 21
    assert len(divisions) == 88
    assert sorted(c for s in table if not s.isdigit() for c in expand_sector(s)) == sorted(
        s.code for s in divisions
    )


@pytest.mark.parametrize("code", ["C", "29", "293", "2930"])
def test_codes_of_every_depth_are_known(code):
    assert is_sector_code(code)
    assert division(code).section == "C"


@pytest.mark.parametrize("code", ["", "Z", "04", "2", "29300", "2930x", "car"])
def test_what_is_no_code_is_refused(code):
    assert not is_sector_code(code)

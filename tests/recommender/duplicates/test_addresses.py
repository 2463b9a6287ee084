import pytest

from recommender.duplicates.addresses import city_words, postcodes, region_of


@pytest.mark.parametrize(
    "spellings",
    [
        ("Bekasi", "KOTA BEKASI", "Kabupaten Bekasi", "Kab. Bekasi", "bekasi"),
        ("Nagoya", "名古屋", "名古屋市", "名古屋市中区", "Nagoya-shi", "Nagoya City"),
        ("Jakarta Selatan", "South Jakarta", "Kota Administrasi Jakarta Selatan"),
        ("Osaka", "大阪市", "Ōsaka"),
    ],
)
def test_a_city_is_the_same_in_every_spelling(spellings):
    assert len({city_words(spelling) for spelling in spellings}) == 1


def test_cities_differ():
    cities = ("Bekasi", "Bandung", "Nagoya", "Toyota", "Tsu", "Jakarta Selatan", "Jakarta Utara")
    assert len({city_words(city) for city in cities}) == len(cities)


def test_the_region_is_told_by_the_city_where_it_is_not_entered(make_company):
    assert region_of(make_company(region="Jawa Barat", city="Surabaya")) == "ID-JB"
    assert region_of(make_company(city="Surabaya")) == "ID-JI"
    assert region_of(make_company(city="Kota yang Tidak Ada")) is None


def test_postcodes_are_read_where_addresses_stand_and_nowhere_else(make_company):
    indonesian = make_company(extra={"Alamat": "Jl. Contoh 12, Bekasi 17530", "modal": "50000"})
    assert postcodes(indonesian) == {"17530"}
    japanese = make_company(
        country="JP", extra={"住所": "〒４６０－０００８ 名古屋市中区", "資本金": "4600009"}
    )
    assert postcodes(japanese) == {"4600008"}
    assert postcodes(make_company(country="SG", extra={"address": "018956"})) == set()

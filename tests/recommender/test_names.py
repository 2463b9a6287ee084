"""A company is found by its name in any script and spelling, and by nothing that is no name."""

import pytest

from recommender.names import NameIndex, name_key, name_keys


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "PT Astra Otoparts Tbk",
            "Astra Otoparts",
            "PT. ASTRA OTOPARTS, Tbk.",
            "P.T. Astra Otoparts",
        ),
        ("Toyota Boshoku Corporation", "トヨタ紡織株式会社", "toyota bosyoku", "ﾄﾖﾀ紡織㈱"),
        (
            "株式会社村田製作所",
            "Murata Manufacturing Co., Ltd.",
            "Murata Seisakusho K.K.",
            "(株)村田製作所",
        ),
        ("Toyota Motor Corp.", "トヨタ自動車", "TOYOTA JIDOSHA KABUSHIKI KAISHA"),
        ("CV. Karya Logam", "Karya Logam", "CV KARYA LOGAM", "Karya Metal"),
        ("Hitachi, Ltd.", "日立", "㈱日立", "Hitachi Limited"),
        ("Kikkoman Corp.", "キッコーマン", "kikkoman"),
        ("PT Semen Indonesia (Persero) Tbk", "Semen Indonesia", "PT Cement Indonesia"),
        ("有限会社さくら", "Sakura Y.K.", "さくら", "サクラ(有)"),
    ],
)
def test_all_ways_to_write_a_name_have_one_key(spellings):
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hitachi Metals", "Hitachi Chemical"),
        ("PT Astra International", "PT Astra Otoparts"),
        ("山田製作所", "山本製作所"),
        ("Denso", "Dentsu"),
    ],
)
def test_different_companies_keep_different_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["PT", "Co., Ltd.", "株式会社", "Inc"])
def test_a_name_of_nothing_but_a_legal_form_keeps_it(name):
    assert name_key(name) or name == "株式会社"


def test_other_names_are_keys_too(make_company):
    company = make_company(name="PT Uji Coba", names=("Uji Coba", "ウジ・チョバ"))
    keys = name_keys(company.name, *company.names)
    assert keys[0] == name_key("Uji Coba")
    assert name_key("ウジチョバ") in keys


INDEX = NameIndex.build(
    [["astraotoparts"], ["toyotaboshoku"], ["toyotamotor", "toyota"], ["denso"], ["karya"], []]
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("PT Astra Otoparts Tbk", 0),
        ("astra otopart", 0),
        ("asrta otoparts", 0),
        ("Toyota Bosoku", 1),
        ("toyota", 2),
        ("Karya", 4),
    ],
)
def test_a_name_is_found_in_spite_of_a_typing_error(query, first):
    assert INDEX.find(query)[0].position == first


@pytest.mark.parametrize(
    "query",
    [
        "pemasok komponen otomotif",
        "motor",
        "金型メーカー",
        "kar",
        "!!",
        "",
        "automotive parts",
    ],
)
def test_a_need_is_no_name(query):
    assert INDEX.find(query) == []


def test_where_every_word_is_known_nothing_is_taken_for_a_typing_error():
    assert INDEX.find("toyota bosyoku", mistyped=False)[0].position == 1
    assert INDEX.find("astra otopart", mistyped=False) == []


def test_the_nearest_name_comes_first():
    found = INDEX.find("toyota boshoku")
    assert (found[0].position, found[0].similarity) == (1, 1.0)
    assert all(m.similarity < 1 for m in found[1:])

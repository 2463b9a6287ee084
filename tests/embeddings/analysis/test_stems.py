"""Words of one root meet; words that have become names of products stay themselves."""

import pytest

from embeddings.analysis import english, indonesian


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("pengecoran", "cor"),
        ("mengecor", "cor"),
        ("pelapisan", "lapis"),
        ("dilapisi", "lapis"),
        ("melapisi", "lapis"),
        ("pengelasan", "las"),
        ("pengecatan", "cat"),
        ("pengemasan", "kemas"),
        ("pemasok", "pasok"),
        ("pasokan", "pasok"),
        ("memasok", "pasok"),
        ("memproduksi", "produksi"),
        ("diproduksi", "produksi"),
        ("pertambangan", "tambang"),
        ("penambangan", "tambang"),
        ("perikanan", "ikan"),
        ("perkebunan", "kebun"),
        ("peternakan", "ternak"),
        ("penyepuhan", "sepuh"),
        ("perusahaannya", "usaha"),
        ("penyulingan", "suling"),
        ("menjahit", "jahit"),
        ("penjahitan", "jahit"),
    ],
)
def test_affixes_are_taken_off_an_indonesian_word(word, root):
    assert indonesian.stem(word) == root


@pytest.mark.parametrize(
    "word",
    [
        "makanan",
        "minuman",
        "kemasan",
        "cetakan",
        "bantalan",
        "mainan",
        "anyaman",
        "pakaian",
        "ikan",
        "pakan",
        "papan",
        "rotan",
        "lilin",
        "pelumas",
        "semen",
        "baterai",
        "kopi",
        "besi",
        "kendi",
        "susu",
        "sapi",
        "permen",
        "perabot",
        "tembakau",
        "kunci",
        "keramik",
        "sepeda",
        "dinding",
        "benang",
        "beton",
        "peti",
        "pelat",
    ],
)
def test_the_name_of_a_product_is_not_taken_apart(word):
    assert indonesian.stem(word) == word


@pytest.mark.parametrize("word", ["xyzzyan", "pengqwertyan", "di", "ke", "", "a"])
def test_a_word_without_a_known_root_stays_whole(word):
    assert indonesian.stem(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [("castings", "casting"), ("batteries", "battery"), ("manufactures", "manufacturing")],
)
def test_forms_of_an_english_word_have_one_stem(one, other):
    assert english.stem(one) == english.stem(other)

import json
from importlib.resources import files

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from embeddings import detect_language
from embeddings.language import LANGUAGES, identify_language
from embeddings.normalization import normalize


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pemasok komponen otomotif", "id"),
        ("pabrik benang karet", "id"),
        ("baut", "id"),
        ("㋐", "ja"),
        ("Kami mencari distributor di Osaka untuk keripik singkong.", "id"),
        ("jasa packaging food grade", "id"),
        ("PT yang membuat kabel", "id"),
        ("自動車部品", "ja"),
        ("鋳造", "ja"),
        ("髙島産業", "ja"),
        ("国々と人々", "ja"),
        ("SUS304のCNC加工", "ja"),
        ("ﾌﾟﾚｽ加工", "ja"),
        ("automotive parts supplier", "en"),
        ("bolts", "en"),
        ("We do カイゼン in our plant every day", "en"),
        ("RATTAN FURNITURE EXPORTER", "en"),
        ("batik exporter", "en"),
        ("I don't know her", "en"),
    ],
)
def test_a_text_of_the_trade_is_recognised(text, language):
    assert identify_language(text) == detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \t\n",
        "😀",
        "🏭🚢",
        "ISO 9001",
        "CNC",
        "HP",
        "12345",
        "5 µm",
        "motor",
        "Toyota Boshoku",
        "PT Astra Otoparts",
        "PT Baja Perkasa Tbk",
        "CV. Karya Logam",
        "Kawasaki Steel",
        "xqzvw",
        "\ud800",
        "\udfff\ud800 \x00",
        "...()",
    ],
)
def test_a_text_that_says_too_little_is_unsure(text):
    assert identify_language(text) == "unsure"
    assert detect_language(text) == "und"


@pytest.mark.parametrize(
    "text",
    [
        "汽车零部件制造商",
        "我們公司專門製造螺絲",
        "Автозапчасти для грузовиков",
        "자동차 부품 제조업체",
        "ชิ้นส่วนรถยนต์",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ",
        "Wij zoeken al jaren een goede partner voor onze fabriek in Rotterdam.",
        "Nous cherchons un fournisseur pour notre usine.",
        "syarikat pengeluar alat ganti kereta di Selangor untuk pasaran eksport",
        "La casa es del padre",
    ],
)
def test_a_text_in_a_fourth_language_is_other(text):
    assert identify_language(text) == "other"
    assert detect_language(text) == "und"


def test_an_indonesian_sentence_may_quote_english():
    text = "Kami mencari mitra untuk lini injection molding dan metal stamping di Cikarang."
    assert identify_language(text) == "id"


def test_an_english_sentence_may_name_indonesian_places():
    text = "We are looking for a partner near Tanjung Priok, Jalan Sudirman and Kota Bambu."
    assert identify_language(text) == "en"


def test_the_same_text_gets_the_same_answer():
    text = "komponen press die casting aluminium custom"
    assert len({detect_language(text) for _ in range(50)}) == 1


@pytest.mark.parametrize("letter", ["a", "é", "あ", "漢", "я", "😀", "\ud800", " "])
def test_a_megabyte_of_one_character_gets_an_answer(letter):
    assert identify_language(letter * 1_000_000) == identify_language(letter * 10_000)


def test_half_a_megabyte_is_decided_by_its_beginning():
    assert detect_language("Kami membuat mebel rotan. " * 20_000) == "id"


@given(st.text())
def test_every_text_gets_one_of_the_known_answers(text):
    assert detect_language(text) in LANGUAGES


@given(st.text(alphabet=st.characters(exclude_categories=["L"])))
@example("①②").via("marks that stay marks")
def test_without_a_letter_nothing_is_known(text):
    # A circled kana is no letter, but its normal form is one.
    assume(not any(character.isalpha() for character in normalize(text)))
    assert identify_language(text) == "unsure"


@given(st.text(alphabet="あいうえおかきくけこアイウエオ加工部品", min_size=1))
def test_japanese_writing_alone_is_japanese(text):
    assert identify_language(text) == "ja"


@given(
    st.sampled_from(
        ["pemasok baut dan mur", "bolts and nuts supplier", "ねじの製造", "我们生产螺丝"]
    ),
    st.sampled_from(["", " ", "\n\t", "\u3000", "\u200b", "\x00"]),
    st.sampled_from(["", "  ", "!", "…", "。", " 2024", "\ufeff"]),
)
def test_what_surrounds_a_text_does_not_matter(text, before, after):
    assert identify_language(before + text + after) == identify_language(text)


@given(st.sampled_from(["pemasok baut dan mur", "bolts and nuts supplier"]))
def test_full_width_letters_do_not_matter(text):
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert identify_language(wide) == identify_language(text)


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_every_bundled_description_is_recognised(language):
    lines = (files("recommender.bundled") / f"{language}.jsonl").read_text("utf-8").splitlines()
    found = [detect_language(json.loads(line)["description"]) for line in lines]
    assert found == [language] * 80

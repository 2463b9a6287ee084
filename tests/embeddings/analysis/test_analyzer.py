"""Texts become the terms that people of the trade would call the same."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.analysis import analyze
from embeddings.analysis.english import stem
from embeddings.normalization import normalize


def terms(text: str, language: str) -> list[str]:
    return [token.term for token in analyze(text, language)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISO 9001", "ISO9001"),
        ("ISO 9001:2015", "iso-9001"),
        ("ISO/IEC 17025", "ISO 17025:2017"),
        ("IATF 16949", "iatf16949:2016"),
        ("SUS304", "SUS 304"),
        ("SUS304", "sus304"),
        ("ADC12", "ＡＤＣ１２"),
        ("SNI 2049:2015", "sni 2049"),
    ],
)
@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_a_code_is_one_term_however_it_is_written(one, other, language):
    assert terms(one, language) == terms(other, language)
    assert len(terms(one, language)) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("SUS304", "SUS316"), ("ISO 9001", "ISO 14001"), ("ADC12", "ADC10")]
)
def test_neighbouring_codes_are_different_terms(one, other):
    assert terms(one, "en") != terms(other, "en")


@pytest.mark.parametrize(
    "text", ["press 45 ton", "since 2004", "800 karyawan", "mesin 300 unit", "sebanyak 1200 pcs"]
)
def test_a_word_beside_a_number_is_no_code(text):
    assert not any(term.startswith("=") for term in terms(text, "id"))


def test_the_writing_decides_whatever_language_a_profile_says_it_is_in():
    text = "Kami memasok 金型 dan プレス部品 ke pabrik"
    assert terms(text, "id") == ["id:pasok", "ja:金型", "ja:プレス", "ja:部品", "id:pabrik"]


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("ﾀﾞｲｶｽﾄ", "ダイカスト"),
        ("ダイキャスト", "ダイカスト"),
        ("引越し", "引っ越し"),
        ("メッキ", "めっき"),
    ],
)
def test_japanese_spellings_of_a_word_are_one_term(written, usual):
    assert terms(written, "ja") == terms(usual, "ja")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("yang dan untuk dengan kami adalah", "id"),
        ("we are of the and with which", "en"),
        ("弊社は…をしております。", "ja"),
    ],
)
def test_grammar_is_left_out(text, language):
    assert terms(text, language) == []


@given(st.text(), st.sampled_from(["id", "ja", "en", "und"]))
def test_any_text_gives_tokens_that_lie_in_it_in_order(text, language):
    text = normalize(text)
    tokens = analyze(text, language)
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)


@pytest.mark.parametrize("half", ["ｶﾞﾗｽ瓶のﾒｯｷ", "①ﾌﾟﾚｽ加工 ㈱", "ＡＢＣ ﾎﾟﾝﾌﾟ"])
def test_offsets_refer_to_the_text_as_it_was_written(half):
    for token in analyze(half, "ja"):
        alone = terms(half[token.start : token.end], "ja")
        assert alone == [token.term]


@pytest.mark.parametrize("unit", ["あ", "漢", "a", "ﾞ", "ISO9001", "メ", "mempertanggungjawabkan"])
@pytest.mark.slow
def test_a_description_of_one_word_without_end_is_analysed(unit):
    text = (unit * 20_000)[:20_000]
    assert analyze(text, "ja") is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("精密金型の製作と自動車部品の加工を行う会社", "ja"),
        ("precision machining of automotive castings for manufacturers", "en"),
        ("pengolahan komponen otomotif dan pelapisan logam", "id"),
    ],
)
def test_many_threads_analyse_at_once(text, language):
    expected = terms(text, language)
    stem.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            # Words never met before, so that no memory of earlier ones hides the work.
            numbered = pool.map(
                lambda n: terms(f"{text} {_new_word(n)}ings", language), range(2_000)
            )
            found = [many[: len(expected)] for many in numbered]
    finally:
        sys.setswitchinterval(interval)
    assert found == [expected] * 2_000


def _new_word(number: int) -> str:
    return "".join("bcdfghklmn"[int(digit)] + "a" for digit in str(number))

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from embeddings import normalize
from embeddings.normalization import MAX_CHARACTERS

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=300)


def test_full_width_letters_and_half_width_kana_become_usual_forms():
    assert normalize("ＩＳＯ９００１　ｶﾌﾞｼｷ ㈱") == "ISO9001 カブシキ (株)"


def test_white_space_of_every_kind_becomes_single_spaces():
    assert normalize("\t PT\u3000Maju \r\n\n Jaya\u200b ") == "PT Maju Jaya"


def test_half_characters_and_control_characters_disappear():
    assert normalize("a\ud800b\x00c\x1b[31md") == "a b c [31md"


@given(ANYTHING)
def test_every_string_becomes_printable_text_that_utf8_can_carry(text):
    result = normalize(text)
    result.encode("utf-8")
    assert result == "" or result.isprintable()
    assert unicodedata.is_normalized("NFKC", result)


@given(ANYTHING)
def test_normalising_twice_changes_nothing_more(text):
    assert normalize(normalize(text)) == normalize(text)


@given(st.text(max_size=200), st.integers(min_value=1, max_value=50))
def test_the_limit_holds(text, limit):
    assert len(normalize(text, limit)) <= limit


def test_a_long_text_is_cut_at_a_space_near_the_limit():
    assert normalize("lima puluh karakter saja", 20) == "lima puluh karakter"


def test_a_long_text_without_spaces_is_cut_at_the_limit():
    assert normalize("あ" * 1_000_000) == "あ" * MAX_CHARACTERS


def test_one_character_that_expands_to_many_cannot_break_the_limit():
    assert len(normalize("\ufdfa" * 100, 100)) <= 100

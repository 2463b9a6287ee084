"""What differs only in case, marks and spaces is one text for the fast model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.folding import fold
from embeddings.normalization import normalize


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Pompa Air", "pompa air"),
        ('"Pompa," katanya.', "pompa katanya"),
        ("“Mereka” – satu-satunya", "mereka satu satunya"),
        ("ＩＳＯ９００１（認証）、鋼。", "iso9001 認証 鋼"),
        ("「部品」・【素材】", "部品 素材"),
        ("R&D, C++, 5%, $3.5", "r&d c++ 5% $3 5"),
        ("スーパー", "スーパー"),
        ("...", ""),
        ("", ""),
    ],
)
def test_words_in_lower_case_are_what_remains(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=80))
def test_what_is_folded_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_spaces_stand_only_between_words(text):
    assert fold(text) == " ".join(fold(text).split())


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, categories=["L", "N"]), max_size=40))
def test_letters_and_digits_are_kept(text):
    assert fold(text) == normalize(text).lower()

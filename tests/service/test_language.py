import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings import INTERFACE_LANGUAGES
from service.language import accepted_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("id", "id"),
        ("ja-JP", "ja"),
        ("JA-jp", "ja"),
        ("en-GB,en;q=0.9", "en"),
        ("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", "id"),
        ("en;q=0.1, ja;q=0.9", "ja"),
        ("en; q=0.1, ja ; q=0.9", "ja"),
        ("en;q=0.1,id;Q=0.2", "id"),
        ("ja;q=0.3, id;q=0.3", "ja"),
        ("ja-JP;q=0.2, id;q=0.5, ja;q=0.9", "ja"),
        ("fr, de;q=0.9, ja;q=0.1", "ja"),
        ("fr", "en"),
        ("*", "en"),
        ("ja;q=0.5, *", "en"),
        ("ja, *;q=0.5", "ja"),
        ("*, ja", "ja"),
        ("*;q=0.1, id;q=0", "en"),
        ("en;q=0, *", "id"),
        ("ja;q=0", "en"),
        ("ja;q=0.000, id;q=0.001", "id"),
        # Javanese and Igbo-like codes begin with the letters of ours, and are others.
        ("jav", "en"),
        ("idx", "en"),
        ("jam-JM, id;q=0.1", "id"),
    ],
)
def test_the_best_liked_language_is_chosen(header, language):
    assert accepted_language(header) == language


@pytest.mark.parametrize(
    "part",
    [
        "ja;q=nan",
        "ja;q=inf",
        "ja;q=2",
        "ja;q=-1",
        "ja;q=",
        "ja;q",
        "ja;x=1",
        "日本語",
        ";;",
        "ja ja",
    ],
)
def test_a_part_that_is_no_language_range_is_passed_over(part):
    assert accepted_language(part) == "en"
    assert accepted_language(f"{part}, id;q=0.1") == "id"


@given(st.text(alphabet="idjaen*;q=.,-01 9\t\0é日") | st.text())
def test_every_header_leads_to_one_of_our_languages(header):
    assert accepted_language(header) in INTERFACE_LANGUAGES

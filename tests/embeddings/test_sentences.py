from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from embeddings import split_sentences


def sentences(text):
    return [span.of(text) for span in split_sentences(text)]


def test_indonesian_and_english_sentences_end_at_full_stops():
    text = "Kami membuat mebel rotan di Cirebon. Kapasitas 40 kontainer per bulan!"
    assert sentences(text) == [
        "Kami membuat mebel rotan di Cirebon.",
        "Kapasitas 40 kontainer per bulan!",
    ]


def test_japanese_sentences_end_without_a_space():
    text = "自動車用のプレス部品を量産しています。月産は四百二十万個に達しました。"
    assert sentences(text) == [
        "自動車用のプレス部品を量産しています。",
        "月産は四百二十万個に達しました。",
    ]


def test_abbreviations_and_decimals_do_not_end_a_sentence():
    text = "The parts of Sato Co., Ltd. Japan hold 0.01 mm. PT. Maju Jaya buys them every month."
    assert sentences(text) == [
        "The parts of Sato Co., Ltd. Japan hold 0.01 mm.",
        "PT. Maju Jaya buys them every month.",
    ]


@given(st.text(max_size=400))
def test_nothing_but_white_space_is_lost_and_the_order_stays(text):
    spans = split_sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))

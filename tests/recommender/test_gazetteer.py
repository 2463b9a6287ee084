"""Places are found in running text of all three languages."""

import pytest

from recommender.gazetteer import find_places


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("pemasok komponen otomotif di Aichi", [("JP-23", "Aichi")]),
        ("愛知県の自動車部品メーカー", [("JP-23", "愛知県")]),
        ("名古屋市と浜松の工場", [("JP-23", "名古屋市"), ("JP-22", "浜松")]),
        ("supplier based in Nagoya, Japan", [("JP-23", "Nagoya"), ("JP", "Japan")]),
        ("pabrik di Jawa Barat dan Jawa Timur", [("ID-JB", "Jawa Barat"), ("ID-JI", "Jawa Timur")]),
        ("西ジャワ州のプレス会社", [("ID-JB", "西ジャワ州")]),
        ("インドネシアの家具工場", [("ID", "インドネシア")]),
        ("stone crusher, batu split", []),
        ("mesin untuk pabrik roti", []),
        ("DIY store chain with art supplies", []),
        ("perajin perak di DI Yogyakarta", [("ID-YO", "DI Yogyakarta")]),
        ("", []),
    ],
)
def test_a_place_is_found_where_it_is_named(text, named):
    assert [(p.code, text[p.start : p.end]) for p in find_places(text)] == named


@pytest.mark.parametrize("text", ["", "。", "Aichi" * 500, "東京" * 3000, "\ud800 Aichi"])
def test_any_text_can_be_looked_through(text):
    for place in find_places(text):
        assert 0 <= place.start < place.end <= len(text)

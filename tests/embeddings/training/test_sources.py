"""What is held out for evaluation never comes out, and no document says its own name."""

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.training.sources import (
    SHORTEST_DOCUMENT,
    SHORTEST_SENTENCE_KEY,
    HeldOut,
    document_of,
    read_documents,
    read_translations,
    texts_of,
)

ENGLISH = "The plant in Osaka makes brake pads, gears & 40 kinds of bearings."
INDONESIAN = "Pabrik di Bekasi membuat kampas rem untuk sepeda motor."
JAPANESE = "大阪の工場ではブレーキパッドを製造しています。"
HELD_OUT = [ENGLISH, INDONESIAN, JAPANESE]
FREE = "We sell frozen shrimp to forty countries."

COMPANY = (
    "Nusantara Baja Tbk, together with its subsidiaries, produces steel wire and nails in Indonesia. "
    "It operates through two segments, Wire and Trading. The company also offers galvanised sheets, "
    "fences and welding electrodes. It was founded in 1971 and is based in Surabaya, Indonesia."
)
OTHER = COMPANY.replace("Nusantara Baja Tbk", "Viet Thep Corporation").replace(
    "Indonesia", "Vietnam"
)


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def half_width_kana(text):
    halves = dict(zip("ブレキパドー", ("ﾌﾞ", "ﾚ", "ｷ", "ﾊﾟ", "ﾄﾞ", "ｰ"), strict=True))
    return "".join(halves.get(c, c) for c in text)


VARIANTS = {
    "as it is": lambda text: text,
    "capitals": str.upper,
    "small letters": str.lower,
    "full width": full_width,
    "half-width kana": half_width_kana,
    "no spaces": lambda text: text.replace(" ", ""),
    "wide spaces": lambda text: f"\u3000{text.replace(' ', chr(0x3000))}\n",
    "spaces between characters": " ".join,
    "no marks": lambda text: re.sub(r"[^\w\s]", "", text),
    "other marks": lambda text: f"「{text.replace('.', '!?').replace('。', '…')}」",
    "underscores": lambda text: text.replace(" ", "_"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of data in which every evaluation file holds one text of its own."""
    path = tmp_path_factory.mktemp("data")
    pl.DataFrame(
        {"en": [ENGLISH], "id": ["berita lain di sini"], "ja": ["別のニュースです"]}
    ).write_parquet(path / "ntrex.parquet")
    pl.DataFrame(
        {"language": ["id"], "text": [INDONESIAN], "en": ["a sentence of Tatoeba"]}
    ).write_parquet(path / "tatoeba.parquet")
    pl.DataFrame(
        {"index_id": [1], "category": ["x"], "text": [JAPANESE], "language": ["ja"], "split": ["t"]}
    ).write_parquet(path / "sib200.parquet")
    pl.DataFrame(
        {"name": ["Nusantara Baja Tbk", "Without"], "description": [COMPANY, None]}
    ).write_parquet(path / "companies-id-jp.parquet")
    return path


@pytest.fixture(scope="module")
def translations(folder):
    """Writes pairs into the folder and reads them as training does."""

    def read(pairs):
        left, right = zip(*pairs, strict=True)
        pl.DataFrame(
            {"languages": ["en-id"] * len(left), "a": left, "b": right, "source": ["s"] * len(left)}
        ).write_parquet(folder / "parallel.parquet")
        found = read_translations(folder, HeldOut.read(folder))
        assert {t.source for t in found} <= {"s"}
        return [(t.left, t.right) for t in found]

    return read


@pytest.fixture(scope="module")
def documents(folder):
    """Writes companies into the folder and reads them as training does."""

    def read(descriptions, names=None, industries=None):
        pl.DataFrame(
            {
                "name": names or [None] * len(descriptions),
                "description": descriptions,
                "industry": industries or [None] * len(descriptions),
            },
            schema=dict.fromkeys(("name", "description", "industry"), pl.String),
        ).write_parquet(folder / "companies-world.parquet")
        return read_documents(folder, HeldOut.read(folder))

    return read


@pytest.mark.parametrize("text", HELD_OUT)
@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_no_pair_with_a_held_out_side_is_read(translations, text, variant):
    pairs = [(variant(text), FREE), (FREE, variant(text)), (FREE, FREE)]
    assert translations(pairs) == [(FREE, FREE)]


@pytest.mark.parametrize(
    "text", ["berita lain di sini", "別のニュースです", "a sentence of Tatoeba"]
)
def test_every_column_of_the_evaluation_files_is_held_out(translations, text):
    assert translations([(FREE, text), (FREE, FREE)]) == [(FREE, FREE)]


# Kana become narrow last: a space within one of two characters would be another text.
CHANGES = [change for change in VARIANTS.values() if change is not half_width_kana]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HELD_OUT), st.lists(st.sampled_from(CHANGES), max_size=4), st.booleans())
def test_several_changes_at_once_hide_nothing(translations, text, changes, narrow):
    for change in [*changes, *[half_width_kana] * narrow]:
        text = change(text)
    assert translations([(text, FREE), (FREE, FREE)]) == [(FREE, FREE)]


def test_what_only_resembles_a_held_out_text_is_read(translations):
    pairs = [(f"{ENGLISH} And more.", FREE), (ENGLISH.replace("Osaka", "Nagoya"), FREE)]
    assert translations(pairs) == pairs


def test_a_short_word_may_stand_in_training_and_in_evaluation():
    held_out = HeldOut(["baja", "Besi!", "kampas rem"])
    assert not held_out.sentence("baja", SHORTEST_SENTENCE_KEY)
    assert not held_out.sentence("besi", SHORTEST_SENTENCE_KEY)
    assert held_out.sentence("Kampas-rem", SHORTEST_SENTENCE_KEY)


@pytest.mark.parametrize("text", ["", " ", "…", "_"])
def test_a_text_without_letters_is_no_held_out_one(text):
    assert not HeldOut(["", "..."], [""]).sentence(text)


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_no_held_out_description_is_read(documents, variant):
    [only] = documents([variant(COMPANY), OTHER])
    assert "Vietnam" in " ".join(only.sentences)


def test_a_description_that_goes_on_differently_is_held_out_too(documents):
    assert documents([f"{COMPANY} In 2024, it opened another plant."]) == []


def test_a_shortened_description_is_held_out_too(documents):
    shortened = COMPANY[: SHORTEST_DOCUMENT + 2]
    assert len(re.sub(r"\W", "", shortened)) < 200
    assert documents([shortened]) == []


def test_a_short_held_out_description_with_more_sentences_is_held_out_too(folder):
    short = COMPANY.partition(". ")[0]
    held_out = HeldOut([], [short])
    assert held_out.document(short)
    assert held_out.document(COMPANY)


def test_every_description_is_read_once(documents):
    assert len(documents([OTHER, OTHER.upper(), OTHER])) == 1


def test_short_and_missing_descriptions_are_left_out(documents):
    assert documents([None, "", "A maker of steel.", OTHER[: SHORTEST_DOCUMENT - 1]]) == []
    assert len(documents([OTHER[:SHORTEST_DOCUMENT]])) == 1


def test_the_industry_is_the_group(documents):
    [one] = documents([OTHER], industries=["Steel"])
    assert one.group == "Steel"
    [one] = documents([OTHER])
    assert one.group == ""


def test_a_document_is_cut_into_sentences(documents):
    [one] = documents([OTHER])
    assert len(one.sentences) == 4
    assert one.sentences[1] == "It operates through two segments, Wire and Trading."
    assert texts_of([one, one]) == [*one.sentences, *one.sentences]


def masked(description, name):
    return " ".join(document_of(description, name, "").sentences)


@pytest.mark.parametrize(
    ("name", "description", "left"),
    [
        ("Viet Thep Corporation", "Viet Thep Corporation makes nails.", "makes nails"),
        (
            "Viet Thep Corp",
            "At Viet Thep we make nails. Viet is ours.",
            "At we make nails. is ours",
        ),
        ("Macy's, Inc.", "Macy's, Inc. operates stores.", "operates stores"),
        ("Coca-Cola Co", "Coca-Cola sells drinks.", "sells drinks"),
        ("Société Générale", "Société Générale lends money.", "lends money"),
        ("", "It lends money.", "It lends money"),
    ],
)
def test_the_words_of_the_name_are_taken_out(name, description, left):
    words = re.findall(r"\w+", masked(description, name))
    assert words == re.findall(r"\w+", left)


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("YGSOFT Inc.", "Ygsoft Inc. offers software."),
        ("Cardtronics plc", "CARDTRONICS provides machines."),
        ("GuoCheng Mining CO.,LTD", "Guocheng offers ores."),
    ],
)
def test_the_name_is_taken_out_whatever_its_case(name, description):
    first = re.match(r"\w+", name).group()
    assert first.lower() not in masked(description, name).lower()


def test_a_word_of_the_trade_stays_though_the_name_has_it():
    text = masked(
        "Kansai Paint Co. makes paint for cars. Paint is sold in Asia.", "Kansai Paint Co."
    )
    assert "Kansai" not in text
    assert "Paint is sold" in text
    assert "makes paint for cars" in text


def test_a_word_is_taken_out_only_where_it_stands_whole():
    assert "Toysmith" in masked("Toys sells to Toysmith.", "Toys")


def test_a_description_of_nothing_but_the_name_is_empty():
    assert document_of("Viet Thep.", "Viet Thep", "").sentences == ("",)

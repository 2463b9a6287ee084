"""What a page says and how: in the reader's language, with numbers as they are written there."""

import re

import pytest

from recommender.errors import MESSAGES
from recommender.reports.document import Column, Document, Provenance, Table
from recommender.reports.naming import selection
from recommender.reports.potential import FEW
from recommender.reports.wording import Wording
from recommender.reports.writing import write_report


def page(tmp_path, document, language="en") -> str:
    write_report(document, tmp_path, language, ["html"])
    return (tmp_path / f"{document.kind}.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "number", "share", "strength", "moment"),
    [
        ("id", "1.234.567,891", "12,3%", "63%", "29 November 2026 pukul 10.08 UTC"),
        ("ja", "1,234,567.891", "12.3%", "63%", "2026年11月29日 10:08（UTC）"),
        ("en", "1,234,567.891", "12.3%", "63%", "29 November 2026, 10:08 UTC"),
    ],
)
def test_numbers_and_dates_are_those_of_the_language(
    make_document, language, number, share, strength, moment
):
    words = Wording(language)
    assert words.number(1234567.891, "number") == number
    assert words.number(0.1234, "share") == share
    assert words.number(0.6312, "strength") == strength
    assert words.moment(make_document().created_at) == moment


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_a_page_says_its_language_and_the_bands_in_it(tmp_path, make_document, language):
    text = page(tmp_path, make_document(), language)
    assert f'<html lang="{language}">' in text
    for strength in (0.75, 0.5, 0.1):
        assert f'<span class="band">{Wording(language).band(strength)}</span>' in text


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_how_few_companies_are_too_few_is_said_where_they_are_marked(language):
    words = Wording(language)
    assert re.search(rf"\b{FEW}(?!\d)", words.column("few"))
    assert words.column("few").casefold() in MESSAGES.text("report.potential.method", language)


@pytest.mark.parametrize(("language", "between"), [("id", "; "), ("ja", "；"), ("en", "; ")])
def test_names_of_several_codes_are_listed_as_the_language_does(language, between):
    words = Wording(language)
    names = [words.cell(code, "sector") for code in ("10", "29")]
    assert words.cell("10; 29", "sector") == between.join(names)


def test_a_page_has_neither_scripts_nor_anything_to_load(tmp_path, make_document):
    text = page(tmp_path, make_document())
    assert "<script" not in text
    assert "default-src 'none'" in text
    loading = re.findall(r"""(?:src|href)=["']?([^"' >]+)""", text)
    assert loading
    assert {address for address in loading if not address.startswith("#")} == {
        "data:,",
        "http://a.example",
    }
    assert "url(" not in text
    assert "@import" not in text


def test_texts_say_their_language_where_it_is_known(tmp_path, make_document):
    text = page(tmp_path, make_document())
    assert '<bdi lang="ja">架空工業</bdi>' in text
    assert "<bdi>Fictional Ltd</bdi>" in text
    assert '<bdi lang="id">Khayalan</bdi>' in text


def test_a_group_is_said_once_and_its_rows_follow(tmp_path, make_document):
    text = page(tmp_path, make_document())
    table = text.partition('<section id="table-regions"')[0]
    sections = table.split('<section class="group')[1:]
    assert [section.count("<tr>") for section in sections] == [3, 2]
    assert [section.count("<h3>") for section in sections] == [1, 1]
    assert text.count("<h3><bdi>PT Contoh Fiktif</bdi></h3>") == 1


def test_a_group_of_a_number_is_called_by_what_it_counts(tmp_path):
    table = Table("t", (Column("rank", "count"), Column("name")), ((1, "A"), (2, "B")), group=1)
    text = page(tmp_path, Document("empty", Provenance(1, "model", {}), (table,)), "id")
    assert re.findall("<h3>(.*<data.*?)</h3>", text) == [
        'Peringkat <data value="1">1</data>',
        'Peringkat <data value="2">2</data>',
    ]


def test_what_is_said_once_stands_in_the_first_row_of_its_run_alone(tmp_path):
    columns = (Column("side"), Column("sector", "sector"), Column("words"))
    rows = (("a", "29", "x"), ("a", "29", "y"), ("a", None, "z"), ("b", None, "z"))
    table = Table("t", columns, rows, group=1, once=1)
    text = page(tmp_path, Document("empty", Provenance(1, "model", {}), (table,)))
    cells = re.findall('<td( class="again")?>', text)
    assert [bool(again) for again in cells] == [False, False, True, *([False] * 5)]
    assert text.count('<tbody class="run">') == 3


def test_numbers_of_a_column_have_as_many_decimals(tmp_path):
    rows = ((5.0,), (0.25,), (-1234.5,), (None,))
    table = Table("t", (Column("n", "number"),), rows)
    text = page(tmp_path, Document("empty", Provenance(1, "model", {}), (table,)), "id")
    assert re.findall("<data [^>]*>(.*?)</data>", text) == ["5,00", "0,25", "-1.234,50"]


def test_a_name_in_kanji_is_japanese_though_nothing_says_so(tmp_path):
    table = Table("t", (Column("name"),), (("架空工業",), ("PT Fiksi",)))
    text = page(tmp_path, Document("empty", Provenance(1, "model", {}), (table,)))
    assert '<td><bdi lang="ja">架空工業</bdi>' in text
    assert "<td><bdi>PT Fiksi</bdi>" in text


@pytest.mark.parametrize(
    ("language", "chosen", "name"),
    [
        ("id", ["country=JP"], "Jepang"),
        (
            "ja",
            ["region=Jawa Barat,JP-23", "sector=29,c"],
            "西ジャワ州, 愛知県 · 29 自動車・同部品製造業, C 製造業",
        ),
        ("en", ["country=Jepang,ID", "city=Kota Bekasi"], "Japan, Indonesia · Kota Bekasi"),
        ("en", ["tier=2", "ids=invited list.csv"], "tier=2 · ids=invited list.csv"),
        ("ja", [], "すべての企業"),
    ],
)
def test_a_selection_is_called_by_what_it_names(language, chosen, name):
    assert Wording(language).cell(selection(chosen), "selection").startswith(name)


def test_a_page_says_between_whom_it_compares_where_somebody_was_chosen(tmp_path, make_document):
    one_side = Provenance(1, "model", {"from": [], "to": ["country=JP"]})
    text = page(tmp_path, make_document(provenance=one_side))
    assert "<bdi>All companies</bdi> → <bdi>Japan</bdi>" in text
    assert Wording("en").sides({"from": [], "to": []}) == []
    assert Wording("en").sides({"probability": 0.5}) == []


def test_what_has_no_text_is_called_by_its_name(tmp_path, make_document):
    text = page(tmp_path, make_document())
    assert "<h1>example</h1>" in text
    assert '<th scope="col" data-column="distance">distance</th>' in text


def test_the_names_of_columns_stand_in_the_page_for_those_who_use_the_data(tmp_path, make_document):
    text = page(tmp_path, make_document())
    for table in make_document().tables:
        for column in table.columns:
            assert f"<dt><code>{column.name}</code></dt>" in text


def test_a_document_of_nothing_is_a_page_too(tmp_path):
    table = Table("none", (Column("c"),), ())
    text = page(tmp_path, Document("empty", Provenance(1, "model", {}), (table,)))
    assert "There is nothing to list." in text
    assert text.rstrip().endswith("</html>")


def test_provenance_is_on_the_page(tmp_path, make_document):
    document = make_document()
    text = page(tmp_path, document)
    for said in ("model-1", document.digest(), "--from", "country=ID"):
        assert said in text.partition('id="provenance"')[2]

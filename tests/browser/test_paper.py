"""Reports on paper: no row, group or chart is cut, headings repeat, sheets are A4 and numbered."""

import re
from pathlib import Path

import pytest

from recommender.reports.document import Column, Document, HeatMap, Provenance, Table
from recommender.reports.writing import write_report

pytestmark = pytest.mark.slow

ROWS = 200


@pytest.fixture(scope="module")
def long_page(tmp_path_factory) -> Path:
    """A table of 200 rows of unequal height, each with a mark at its beginning and at its end."""
    words = "mesin press dan komponen logam untuk kendaraan bermotor "
    rows = tuple(
        (n, f"BEGIN{n:03} {words * (n % 25)} END{n:03}", f"LAST{n:03}") for n in range(ROWS)
    )
    columns = (Column("rank", "count"), Column("source_words"), Column("partner_words"))
    labels = tuple(f"ROW{n:02}" for n in range(26))
    numbers = tuple((1.0, 2.0) for _ in labels)
    document = Document(
        "long",
        Provenance(1, "model", {}),
        (Table("rows", columns, rows),),
        (HeatMap("heat", "rows", labels, ("LEFT", "RIGHT"), numbers, "count"),),
    )
    folder = tmp_path_factory.mktemp("long")
    write_report(document, folder, "en", ["html"])
    return folder / "long.html"


@pytest.fixture
def sheets(opened, printed, long_page) -> list[str]:
    """The text of each sheet of paper, printed from a dark screen."""
    return printed(opened(long_page, "dark"))


def marks(text: str, name: str) -> set[str]:
    return set(re.findall(rf"{name}(\d+)", text))


def test_a_long_table_repeats_its_header_on_every_sheet_and_no_row_is_cut(sheets):
    with_rows = [text for text in sheets if marks(text, "BEGIN")]
    assert len(with_rows) > 5
    for text in with_rows:
        for heading in ("Rank", "In the company's words", "In the partner's words"):
            assert heading in " ".join(text.split())
        assert marks(text, "BEGIN") == marks(text, "END") == marks(text, "LAST")
    assert len(set().union(*(marks(text, "BEGIN") for text in sheets))) == ROWS


def test_a_chart_stands_on_one_sheet_with_its_title_and_every_sheet_has_its_number(sheets):
    (whole,) = [text for text in sheets if marks(text, "ROW")]
    assert marks(whole, "ROW") == {f"{n:02}" for n in range(26)}
    assert "heat" in whole.splitlines()
    assert "26 rows, 2 columns" in whole
    for number, text in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in text


def test_a_table_too_wide_for_upright_paper_is_printed_sideways(opened, sample_report, tmp_path):
    import pypdfium2

    write_report(sample_report("en"), tmp_path, "en", ["html"])
    opened(tmp_path / "sample.html").pdf(path=tmp_path / "sample.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "sample.pdf")
    for sheet in document:
        width, height = sheet.get_size()
        assert (width > height) == ("Rank Partner" in sheet.get_textpage().get_text_range())
    document.close()


def test_paper_is_white_though_the_screen_is_dark(opened, long_page):
    page = opened(long_page, "dark")
    colour = "() => getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(255, 255, 255)" != dark

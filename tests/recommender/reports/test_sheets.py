"""A report's workbook, as people see it in a spreadsheet program."""

import re
import zipfile
from datetime import datetime

import openpyxl
import pytest

from recommender.errors import ReportError
from recommender.reports import sheets
from recommender.reports.document import Column, Document, Provenance, Table
from recommender.reports.writing import write_report

ORIGIN = Provenance(1, "model", {})


def book(tmp_path, document, language="en"):
    write_report(document, tmp_path, language, ["xlsx"])
    return openpyxl.load_workbook(tmp_path / f"{document.kind}.xlsx")


def test_the_first_sheet_is_the_first_table_then_come_the_others_then_the_method(
    tmp_path, make_document
):
    assert book(tmp_path, make_document()).sheetnames == ["Partners", "Pairs by region", "Method"]


def test_headings_hold_the_columns_names_and_show_their_texts(tmp_path, make_document):
    sheet = book(tmp_path, make_document(), "id").worksheets[0]
    assert [cell.value for cell in sheet[1]][:4] == [
        "source_id",
        "source_name",
        "rank",
        "partner_name",
    ]
    assert [cell.number_format for cell in sheet[1]][:4] == [
        ';;;"Id"',
        ';;;"Perusahaan"',
        ';;;"Peringkat"',
        ';;;"Mitra"',
    ]


def test_the_header_stays_filters_and_prints_on_every_sheet_of_paper(tmp_path, make_document):
    sheet = book(tmp_path, make_document()).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:J4"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"


def test_percentages_keep_their_number_whole(tmp_path, make_document):
    sheet = book(tmp_path, make_document()).worksheets[0]
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["score"].value, row["score"].number_format) == (0.75, "0.00%")
    assert (row["covered"].value, row["covered"].number_format) == (0.5, "0.0%")
    assert row["asked"].value is True
    assert row["rank"].value == 1


def test_nothing_is_a_formula_or_a_link(tmp_path):
    rows = tuple((text,) for text in ("=1+1", "http://a.example", "mailto:a@a.example", "{=1}"))
    document = Document("x", ORIGIN, (Table("t", (Column("c", "link"),), rows),))
    sheet = book(tmp_path, document).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert not re.search(r"<f>|<hyperlink", archive.read("xl/worksheets/sheet1.xml").decode())


def test_the_last_sheet_says_how_and_of_what_the_report_was_made(tmp_path, make_document):
    document = make_document()
    sheet = book(tmp_path, document, "ja").worksheets[-1]
    lines = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert lines["対象企業数"] == "2"
    assert lines["share"] == "12.5%"
    assert lines["内容のダイジェスト（SHA-256）"] == document.digest()
    assert lines["--from"] == "country=ID"
    assert lines["rank"] == "順位"


def test_the_date_of_creation_is_the_document_s(tmp_path, make_document):
    found = book(tmp_path, make_document()).properties
    assert found.created == found.modified == datetime(2026, 11, 29, 10, 8)  # noqa: DTZ001


def test_names_of_sheets_are_short_and_different_whatever_tables_are_called(tmp_path):
    names = ("history", "a" * 40, "a" * 41, "method")
    tables = tuple(Table(name, (Column("c"),), ()) for name in names)
    found = book(tmp_path, Document("x", ORIGIN, tables)).sheetnames
    assert found == ["history 2", "a" * 31, "a" * 29 + " 2", "method", "Method 2"]


def test_more_rows_than_a_sheet_has_are_refused_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    table = Table("t", (Column("c", "count"),), ((1,), (2,), (3,)))
    with pytest.raises(ReportError) as caught:
        write_report(Document("x", ORIGIN, (table,)), tmp_path, "en")
    assert (caught.value.code, caught.value.values["rows"]) == ("too-many-rows-for-xlsx", 3)
    assert list(tmp_path.iterdir()) == []
    write_report(Document("x", ORIGIN, (table,)), tmp_path, "en", ["html", "csv", "parquet"])


def test_a_row_is_as_tall_as_its_longest_wrapped_text(tmp_path):
    rows = (("short",), ("word " * 40,), ("語" * 100,))
    document = Document("x", ORIGIN, (Table("t", (Column("c"),), rows),))
    sheet = book(tmp_path, document).worksheets[0]
    heights = [sheet.row_dimensions[number].height for number in (2, 3, 4)]
    assert heights == [None, 4 * 15, 4 * 15]
    assert sheet["A3"].alignment.wrap_text
    assert sheet.column_dimensions["A"].width == pytest.approx(60, abs=1)

"""XLSX as Excel, LibreOffice and attackers write it."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlsxwriter

from recommender.errors import FileError
from recommender.importing import ImportStoppedError, spreadsheet

pytestmark = pytest.mark.slow

HEADER = ["id", "name", "description", "country"]
GOOD = ["1", "PT Satu", "Kami menjual ikan.", "ID"]


def workbook(*rows, **options):
    """A workbook written by openpyxl."""
    book = openpyxl.Workbook(**options)
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data, name, content):
    """The same workbook with one part in another wording."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, content if entry.filename == name else old.read(entry))
    return file.getvalue()


def with_cells(*cells):
    """A workbook with this XML for a sheet's cells below a good header."""
    header = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER)
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="1">{header}</row>{"".join(cells)}</sheetData></worksheet>'
    )
    return with_part(shared_strings(HEADER), "xl/worksheets/sheet1.xml", sheet)


def shared_strings(*rows):
    """A workbook that keeps its texts in one table, as Excel does."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def inline(number, *values):
    cells = "".join(f'<c t="inlineStr"><is><t>{escape(v)}</t></is></c>' for v in values)
    return f'<row r="{number}">{cells}</row>'


def test_numbers_dates_and_truth_values_become_what_a_person_would_type(load, catalog):
    moment = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 - cells have no zone
    data = workbook(
        [*HEADER, "sectors", "employees", "updated_at", "a", "b", "c", "d", "e"],
        [
            12,
            7,
            "Ikan segar.",
            "ID",
            2930,
            120.0,
            moment,
            True,
            date(2026, 3, 1),
            0.1 + 0.2,
            time(8),
            3.0,
        ],
    )
    assert load("x.xlsx", data).rejected == []
    company = catalog.get("12")
    assert (company.name, company.sectors, company.employees) == ("7", ("2930",), 120)
    assert company.updated_at == moment.replace(tzinfo=UTC)
    expected = {"a": "true", "b": "2026-03-01", "c": "0.3", "d": "08:00:00", "e": "3"}
    assert company.extra == expected


def test_empty_rows_are_no_rows_but_count(load, places):
    data = workbook([], [None, " "], HEADER, [], GOOD, [None] * 30, ["2", "PT Dua", None, "ID"])
    report = load("x.xlsx", data)
    assert (report.read, report.saved) == (2, 1)
    assert places(report) == [(7, "description", "empty")]


def test_short_rows_are_filled_and_wide_rows_rejected(load, places):
    header = [*HEADER, "city", "website"]
    data = workbook(header, GOOD, ["2", "PT Dua", "Udang beku.", "ID", None, None, None, "?"])
    report = load("x.xlsx", data)
    assert (report.saved, places(report)) == (1, [(3, None, "row-width")])


def test_the_results_of_formulas_are_read(load, catalog, places):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for row in (1, 2):
            sheet.write_row(row, 0, [str(row), "PT Satu", "", "ID"])
        sheet.write_formula(1, 2, '="Kami menjual "&"ikan."', None, "Kami menjual ikan.")
        sheet.write_formula(2, 2, "=NA()", None, "#N/A")
    report = load("x.xlsx", file.getvalue())
    assert catalog.get("1").description == "Kami menjual ikan."
    assert places(report) == [(3, "description", "formula-error")]
    assert "#N/A" in report.rejected[0].reason


def test_text_that_looks_like_a_failed_formula_is_text(load, catalog):
    load("x.xlsx", with_cells(inline(2, "1", "#N/A", "Ikan.", "ID")))
    assert catalog.get("1").name == "#N/A"


def test_a_formula_without_a_result_is_an_empty_cell(load, places):
    report = load("x.xlsx", workbook(HEADER, ["1", "PT A", '="Kami"', "ID"]))
    assert places(report) == [(2, "description", "empty")]


def test_only_the_first_sheet_is_read(load):
    book = openpyxl.Workbook()
    for row in (HEADER, GOOD):
        book.active.append(row)
    book.create_sheet("kedua").append(["nothing", "of", "interest"])
    file = io.BytesIO()
    book.save(file)
    assert load("x.xlsx", file.getvalue()).saved == 1


def test_readings_of_kanji_and_escaped_characters_are_understood(load, catalog):
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<si><t>東京精密</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'
        "<si><r><t>金型_x000D_\n</t></r><r><t>プレス</t></r></si></sst>"
    )
    row = '<row r="2"><c t="inlineStr"><is><t>1</t></is></c><c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
    country = '<c t="inlineStr"><is><t>JP</t></is></c></row>'
    load("x.xlsx", with_part(with_cells(row + country), "xl/sharedStrings.xml", shared))
    assert (catalog.get("1").name, catalog.get("1").description) == ("東京精密", "金型\nプレス")


@pytest.mark.parametrize("claim", ["A1", "A1:B2", "A1:XFD1048576"])
def test_what_a_sheet_claims_about_its_size_does_not_matter(load, claim):
    data = workbook(HEADER, GOOD, ["2", "PT Dua", "Udang beku.", "ID"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    claimed = sheet.replace('ref="A1:D3"', f'ref="{claim}"')
    assert claimed != sheet or claim == "A1:D3"
    report = load("x.xlsx", with_part(data, "xl/worksheets/sheet1.xml", claimed))
    assert (report.read, report.saved) == (2, 2)


def test_a_cell_in_the_last_corner_is_a_row_of_wrong_width(load, places):
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    report = load("x.xlsx", with_cells(inline(2, *GOOD), corner))
    assert (report.saved, places(report)) == (1, [(1_048_576, None, "row-width")])
    assert report.rejected[0].problem.values == {"expected": 4, "found": 16_384}


def test_more_rows_than_a_sheet_can_have_are_refused(load):
    far = '<row r="999999999999"><c r="A1048576"><v>1</v></c></row>'
    with pytest.raises(ImportStoppedError) as caught:
        load("x.xlsx", with_cells(inline(2, *GOOD), far))
    assert caught.value.cause.code == "damaged-file"


def test_too_many_columns_are_refused(load):
    with pytest.raises(FileError) as caught:
        load("x.xlsx", workbook([f"c{n}" for n in range(10_000)]))
    assert caught.value.code == "too-many-columns"


def test_an_archive_that_unpacks_too_large_is_refused(load, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MAX_UNPACKED", 5_000)
    with pytest.raises(FileError) as caught:
        load("x.xlsx", workbook(HEADER, GOOD))
    assert caught.value.code == "unpacks-too-large"


@pytest.mark.parametrize(("parts", "code"), [(9, "unpacks-too-large"), (3, "packed-too-tightly")])
def test_a_real_bomb_is_refused_by_its_declared_size(load, parts, code):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(parts):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", bytes(32 * 1024 * 1024))
    with pytest.raises(FileError) as caught:
        load("x.xlsx", file.getvalue())
    assert caught.value.code == code


def test_what_takes_a_child_process_more_memory_than_it_gets_is_not_read_by_this_one(
    load, monkeypatch
):
    monkeypatch.setattr(spreadsheet, "_TRIED", 0)
    assert load("x.xlsx", workbook(HEADER, GOOD)).saved == 1
    monkeypatch.setattr(spreadsheet, "_TRIAL_MEMORY", 2**26)
    rows = [[str(number), "PT", "Kami menjual ikan.", "ID"] for number in range(15_000)]
    with pytest.raises(FileError) as caught:
        load("x.xlsx", workbook(HEADER, *rows))
    assert caught.value.code == "damaged-file"


def test_what_takes_a_child_process_too_long_is_not_read_by_this_one(load, monkeypatch):
    # Reading without end, for no machine is so fast that this ends in time.
    monkeypatch.setattr(spreadsheet, "_TRIED", 0)
    monkeypatch.setattr(spreadsheet, "_TRIAL", "while True: sys.stdin.buffer.seek(0)")
    monkeypatch.setattr(spreadsheet, "MAX_READING_SECONDS", 1)
    with pytest.raises(FileError) as caught:
        load("x.xlsx", workbook(HEADER, GOOD))
    assert (caught.value.code, caught.value.values["seconds"]) == ("reading-too-long", 1)


def test_a_small_workbook_is_read_at_once(load, monkeypatch):
    monkeypatch.setattr(spreadsheet, "_TRIAL", "raise SystemExit(1)")
    assert load("x.xlsx", workbook(HEADER, GOOD)).saved == 1


def test_too_many_parts_are_refused(load, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MAX_ENTRIES", 3)
    with pytest.raises(FileError) as caught:
        load("x.xlsx", workbook(HEADER, GOOD))
    assert caught.value.code == "unpacks-too-large"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
STRINGS = '{}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'


def empty_zip():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return file.getvalue()


def of_a_later_zip_version(data):
    directory = data.index(b"PK\x01\x02")
    return data[: directory + 6] + b"\x40" + data[directory + 7 :]


@pytest.mark.parametrize(
    "data",
    [
        of_a_later_zip_version(workbook(HEADER, GOOD)),
        workbook(HEADER, GOOD)[:-100],
        workbook(HEADER, GOOD)[:1000],
        workbook(HEADER, GOOD)[:4],
        empty_zip(),
        with_part(workbook(HEADER, GOOD), "xl/workbook.xml", "<nothing"),
        with_part(workbook(HEADER, GOOD), "xl/worksheets/sheet1.xml", "<worksheet"),
        with_part(shared_strings(HEADER, GOOD), "xl/sharedStrings.xml", STRINGS.format(LAUGHS)),
        with_part(shared_strings(HEADER, GOOD), "xl/sharedStrings.xml", STRINGS.format(OUTSIDE)),
    ],
)
def test_a_damaged_or_hostile_workbook_is_refused(load, catalog, data):
    with pytest.raises(FileError) as caught:
        load("x.xlsx", data)
    assert caught.value.code == "damaged-file"
    assert len(catalog) == 0


@pytest.mark.parametrize(
    "data",
    [workbook(), workbook([None, "  "]), with_part(workbook(), "xl/workbook.xml", "<nothing/>")],
)
def test_a_workbook_without_content_is_refused(load, data):
    with pytest.raises(FileError) as caught:
        load("x.xlsx", data)
    assert caught.value.code == "no-rows"


def test_damage_in_the_middle_keeps_what_came_before(load, catalog):
    rows = "".join(inline(n, str(n), f"PT {n}", "Ikan segar.", "ID") for n in range(2, 102))
    with pytest.raises(ImportStoppedError) as caught:
        load("x.xlsx", with_cells(rows, '<row r="102"><c><v>many</v></c></row>'))
    assert caught.value.cause.code == "damaged-file"
    assert len(catalog) == caught.value.report.saved == 64
    assert load("x.xlsx", with_cells(rows)).unchanged == 64

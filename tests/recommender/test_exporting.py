"""What an exported file looks like from outside, and exports that cannot be."""

import csv
import json
import zipfile
from datetime import UTC, datetime

import openpyxl
import polars as pl
import pytest

from recommender.errors import FileError
from recommender.exporting import PLAIN_FIELDS, export, list_cell

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
FORMATS = ("csv", "tsv", "xlsx", "jsonl", "ndjson", "parquet")


@pytest.fixture
def risky(make_company):
    """Companies whose texts a spreadsheet would run, follow or turn into numbers."""
    return [
        make_company(
            f"{sign}{n}",
            name=f"{sign}cmd|'/c calc'!A1",
            description=f'{sign}HYPERLINK("http://evil.example")',
            website="https://satu.example",
            employees=7,
            names=(f"{sign}x", "0012"),
            extra={f"{sign}note": f"{sign}1", "link": "http://a.example"},
        )
        for n, sign in enumerate(SIGNS)
    ]


def refused(companies, path, **options):
    with pytest.raises(FileError) as caught:
        export(companies, path, **options)
    return caught.value


@pytest.mark.parametrize(("suffix", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_of_a_text_file_begins_like_a_formula(tmp_path, risky, suffix, delimiter):
    path = tmp_path / f"x.{suffix}"
    export(risky, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(SIGNS)]
    assert sum(cell.startswith(tuple(f"'{sign}" for sign in SIGNS)) for cell in cells) == 6 * 8


def test_a_workbook_holds_text_and_numbers_but_no_formula_and_no_link(tmp_path, risky):
    export(risky, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]][: len(PLAIN_FIELDS)] == list(PLAIN_FIELDS)
    cells = [cell for row in rows for cell in row if cell.value is not None]
    numbers = [cell.value for cell in cells if cell.data_type == "n"]
    assert numbers == [7] * len(risky)
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert rows[1][1].value == "=cmd|'/c calc'!A1"
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in archive.namelist() if "externalLink" in name]
    assert "<f>" not in xml
    assert "hyperlink" not in xml.lower().replace("hyperlink(", "")


def test_a_text_file_has_a_mark_that_excel_needs(tmp_path, make_company):
    export([make_company()], tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfid,name,")


def test_json_lines_hold_what_was_said_and_nothing_else(tmp_path, make_company):
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    company = make_company("1", names=("甲",), language="und", updated_at=moment, extra={"a": "b"})
    export([company], tmp_path / "x.jsonl")
    assert json.loads((tmp_path / "x.jsonl").read_text("utf-8")) == {
        "id": "1",
        "name": "PT Uji 1",
        "names": ["甲"],
        "description": company.description,
        "language": "und",
        "country": "ID",
        "updated_at": "2026-01-01T00:00:00Z",
        "extra": {"a": "b"},
    }


def test_a_parquet_file_has_a_column_for_every_field(tmp_path, risky):
    export(risky, tmp_path / "x.parquet")
    frame = pl.read_parquet(tmp_path / "x.parquet")
    assert frame.columns[: len(PLAIN_FIELDS)] == list(PLAIN_FIELDS)
    assert frame["employees"].to_list() == [7] * len(risky)
    assert frame["name"].to_list() == [company.name for company in risky]


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_companies_are_an_export_too(tmp_path, suffix):
    assert export([], tmp_path / f"x.{suffix}") == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"x.{suffix}"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_older_file_is_replaced(tmp_path, make_company, suffix):
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(b"old")
    export([make_company()], path)
    assert path.read_bytes() != b"old"


def test_a_character_that_an_encoding_lacks_is_named_and_nothing_is_written(tmp_path, make_company):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    error = refused([make_company("A"), make_company("B", name="PT 😀")], path, encoding="cp932")
    assert error.code == "not-in-encoding"
    values = {"path": path, "row": 3, "id": "B", "character": "😀", "encoding": "cp932"}
    assert error.values == values
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]
    assert path.read_bytes() == b"old"


def test_a_column_name_that_an_encoding_lacks_is_named_too(tmp_path, make_company):
    error = refused([make_company(extra={"é": "x"})], tmp_path / "x.csv", encoding="cp932")
    assert (error.code, error.values["character"], error.values["row"]) == (
        "not-in-encoding",
        "é",
        1,
    )


@pytest.mark.parametrize("encoding", ["latin-99", "base64", "rot13", "a\0b", "undefined"])
def test_an_encoding_that_does_not_exist_is_refused(tmp_path, make_company, encoding):
    assert (
        refused([make_company()], tmp_path / "x.csv", encoding=encoding).code == "no-such-encoding"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x.docx", "unsupported-format"),
        ("companies", "unsupported-format"),
        ("none/x.csv", "no-such-folder"),
        ("file/x.csv", "unwritable-file"),
        ("folder.csv", "is-a-directory"),
        ("x" * 300 + ".csv", "unwritable-file"),
        ("nul\0.csv", "unwritable-file"),
    ],
)
def test_a_path_that_cannot_be_written_is_refused_and_nothing_is_left(
    tmp_path, make_company, name, code
):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.csv").mkdir()
    assert refused([make_company()], tmp_path / name).code == code
    assert {path.name for path in tmp_path.iterdir()} == {"file", "folder.csv"}


def test_a_name_of_the_greatest_length_can_be_written(tmp_path, make_company):
    assert export([make_company()], tmp_path / ("x" * 251 + ".csv")) == 1


def test_a_folder_without_permission_is_refused(closed_folder, make_company):
    assert refused([make_company()], closed_folder / "x.csv").code == "no-write-permission"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_more_columns_than_can_be_imported_are_refused(tmp_path, make_company, suffix):
    wide = [make_company(extra={f"c{n}": "x" for n in range(500)})]
    error = refused(wide, tmp_path / f"x.{suffix}")
    assert (error.code, error.values["count"]) == ("too-wide-to-write", 520)
    assert list(tmp_path.iterdir()) == []
    assert export(wide, tmp_path / "x.jsonl") == 1


def test_a_text_that_a_cell_of_a_workbook_cannot_hold_is_refused(tmp_path, make_company):
    long = make_company("B", names=tuple(f"{n:03}" + "x" * 400 for n in range(100)))
    error = refused([make_company("A"), long], tmp_path / "x.xlsx")
    assert (error.code, error.values["row"], error.values["id"]) == ("does-not-fit-xlsx", 3, "B")
    assert list(tmp_path.iterdir()) == []
    assert export([long], tmp_path / "x.csv") == 1


@pytest.mark.parametrize(
    ("items", "cell"),
    [
        ((), ""),
        (("las", "bubut"), "las; bubut"),
        (("las, MIG", "bubut"), "las, MIG; bubut"),
        (("las, MIG",), '["las, MIG"]'),
        (("las; MIG", "bubut"), '["las; MIG", "bubut"]'),
    ],
)
def test_a_list_is_written_for_people_where_that_reads_back(items, cell):
    assert list_cell(items) == cell

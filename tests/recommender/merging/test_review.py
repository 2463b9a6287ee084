import openpyxl
import pytest

from recommender.errors import FileError
from recommender.importing.formats import open_table
from recommender.merging.review import COLUMNS
from recommender.merging.review_reading import read_review


def codes(review):
    return [
        (rejection.row, rejection.column, rejection.problem.code) for rejection in review.rejected
    ]


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_a_written_review_reads_back(written, entered, language):
    review = read_review(written(["JP-1", "FAIR-7"], ["ID-1", "ID-2"], language=language))
    assert review.rejected == ()
    rows = [row for group in review.groups.values() for row in group]
    assert [(row.group, row.id, row.decision) for row in rows] == [
        ("1", "JP-1", "later"),
        ("1", "FAIR-7", "later"),
        ("2", "ID-1", "later"),
        ("2", "ID-2", "later"),
    ]
    assert [row.survives for row in rows[:2]] == [True, False]
    assert rows[0].wins == ("name", "description", "city", "organisation")


def test_a_file_in_which_somebody_may_have_decided_is_not_overwritten(written):
    path = written(["JP-1", "FAIR-7"])
    before = path.read_bytes()
    with pytest.raises(FileError) as caught:
        written(["ID-1", "ID-2"])
    assert caught.value.code == "review-exists"
    assert path.read_bytes() == before


def test_the_file_shows_what_is_to_be_judged(written, entered):
    with open_table(written(["JP-1", "FAIR-7"])) as table:
        assert table.columns == COLUMNS
        first, second = (record.values for record in table.records)
    assert (first["name"], second["name"]) == ("株式会社田中製作所", "Tanaka Mfg. Co., Ltd.")
    assert (first["probability"], second["probability"]) == ("", 0.9)
    assert first["names"] == "タナカ製作所"


@pytest.mark.parametrize(("language", "between"), [("en", "; "), ("id", "; "), ("ja", "；")])
def test_evidence_is_listed_as_the_language_does_and_what_wins_reads_back(
    written, language, between
):
    path = written(["JP-1", "FAIR-7"], language=language)
    with open_table(path) as table:
        _, second = (record.values for record in table.records)
    assert second["evidence"].count(between) == 2
    assert all(part[0] in "✓✗" for part in second["evidence"].split(between))
    first, _ = read_review(path).groups["1"]
    assert first.wins == ("name", "description", "city", "organisation")


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_a_probability_is_in_whole_percent_as_all_three_languages_write_it(written, language):
    sheet = openpyxl.load_workbook(written(["JP-1", "FAIR-7"], language=language)).worksheets[0]
    cell = sheet.cell(3, COLUMNS.index("probability") + 1)
    assert (cell.value, cell.number_format) == (0.9, "0%")


def test_merge_is_entered_beforehand_only_where_that_was_asked_for(written):
    for merge_from, decision in ((None, "later"), (0.95, "later"), (0.9, "merge")):
        path = written(["JP-1", "FAIR-7"], merge_from=merge_from)
        assert {row.decision for row in read_review(path).groups["1"]} == {decision}
        path.unlink()


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "http://contoh.example", "-2", "<r>x</r>"])
def test_no_text_becomes_a_formula_or_a_link(written, entered, make_company, name):
    entered.put(make_company("JP-1", name=name))
    with open_table(written(["JP-1", "FAIR-7"])) as table:
        assert next(table.records).values["name"].strip() == name


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("merge", "merge"),
        (" MERGE ", "merge"),
        ("gabung", "merge"),
        ("統合", "merge"),
        ("keep apart", "apart"),
        ("Pisah", "apart"),
        ("別会社", "apart"),
        ("later", "later"),
        ("", "later"),
        ("保留", "later"),
    ],
)
def test_decisions_are_read_in_three_languages(review, text, decision):
    read = read_review(review({"id": "JP-1", "decision": text}))
    assert read.groups["1"][0].decision == decision


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ({"decision": "perhaps"}, "decision", "decision"),
        ({"survives": "perhaps"}, "survives", "survives"),
        ({"wins": "colour"}, "wins", "wins"),
        ({"group": ""}, "group", "empty"),
        ({"state": ""}, "state", "empty"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(review, row, column, code):
    read = read_review(review({"id": "JP-1", **row}, {"id": "FAIR-7", "decision": "merge"}))
    assert codes(read) == [(2, column, code)]
    for language in ("en", "id", "ja"):
        assert read.rejected[0].problem.message(language)
        assert read.rejected[0].problem.remedy(language)


def test_a_company_in_two_rows_is_told(review):
    read = read_review(review({"id": "JP-1"}, {"id": "JP-1", "group": 2}))
    assert codes(read) == [(3, "id", "duplicate-id")]
    assert read.unreadable == {"2"}


def test_fields_may_be_named_in_any_language(review):
    read = read_review(review({"id": "JP-1", "wins": "kota; 企業名; website"}))
    assert read.groups["1"][0].wins == ("city", "name", "website")


def test_other_columns_do_not_matter_and_missing_ones_do(tmp_path):
    path = tmp_path / "review.csv"
    path.write_text("group,decision,id,state,my note\n1,merge,A,s1,hello\n", "utf-8")
    assert [row.id for row in read_review(path).groups["1"]] == ["A"]
    path.write_text("group,decision,id\n1,merge,A\n", "utf-8")
    with pytest.raises(FileError) as caught:
        read_review(path)
    assert (caught.value.code, caught.value.values["columns"]) == ("review-columns", "state")

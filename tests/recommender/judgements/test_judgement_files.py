import csv
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from embeddings import INTERFACE_LANGUAGES
from recommender.errors import FileError
from recommender.judgement import Judgement
from recommender.judgement_files import COLUMNS, read_file, write_file

HEADER = "query,company,kind,partner,grade,confirmed,judge,note\n"

nasty = st.sampled_from(
    ["=1+1", "+62 21", "-5", "@SUM", "'=x", "''=x", "\t=1", "＝１", "a,b", 'a"b', "a\nb", "a\r\nb"]
)
text = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20) | nasty
)
ids = st.sampled_from(["JP-1", "0012", "=1", "'=1", "@x", "日本", "a;b", "x y"])
moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001


def made(**said):
    """A judgement, or None where what was said cannot be one."""
    try:
        return Judgement(**said)
    except ValidationError:
        return None


about = {
    "partner": ids,
    "grade": st.integers(0, 3),
    "confirmed": st.booleans(),
    "judge": st.none() | text,
    "note": st.none() | text,
    "judged_at": moments,
}
judgements = st.one_of(
    st.builds(made, query=text.map(lambda t: f"{t} kopi") | text, **about),
    st.builds(made, company=ids, kind=st.sampled_from(["similar", "match"]), **about),
).filter(lambda found: found is not None)


@given(st.lists(judgements, max_size=5, unique_by=Judgement.key), st.sampled_from(["csv", "tsv"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_comes_back_the_same(some, ending):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"judged.{ending}"
        assert write_file(path, some) == len(some)
        assert read_file(path) == (some, [])


def test_no_cell_is_a_formula(tmp_path, judged):
    path = tmp_path / "judged.csv"
    write_file(path, [judged("=HYPERLINK(1)", note="+62", judge="@x", partner="-1")])
    header, cells = csv.reader(path.read_text("utf-8-sig").splitlines())
    assert tuple(header) == COLUMNS
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_catalogue_gives_its_judgements_to_another(three, judged, tmp_path, make_company):
    three.judgements.add(judged(judge="Sari", note="=besok", confirmed=True))
    three.judgements.add(judged(None, company="ID-1", kind="match"))
    before = [stored.judgement for stored in three.judgements]
    path = tmp_path / "judged.csv"
    assert three.judgements.export(path) == 2
    again = three.judgements.import_file(path)
    assert (again.unchanged, again.read) == (2, 2)
    three.judgements.remove(1, 2)
    assert three.judgements.import_file(path).saved == 2
    assert [stored.judgement for stored in three.judgements] == before


DIRTY = [
    ("kopi,,,,3,,,", "partner", "no-partner"),
    ("kopi,,,JP-1,5,,,", "grade", "grade"),
    ("kopi,,,JP-1,,,,", "grade", "no-grade"),
    ("kopi,ID-1,,JP-1,1,,,", "query", "two-questions"),
    (",,,JP-1,1,,,", "query", "no-question"),
    (",ID-1,,JP-1,1,,,", "kind", "no-kind"),
    (",ID-1,search,JP-1,1,,,", "kind", "kind-does-not-fit"),
    (",ID-1,match,ID-1,1,,,", "partner", "own-partner"),
    ("…,,,JP-1,1,,,", "query", "no-words"),
    ("kopi,,,a/b,1,,,", "partner", "id-characters"),
    ("kopi,,,JP-1,1,perhaps,,", "confirmed", "confirmed"),
    ("kopi,,,JP-1,0,yes,,", "grade", "confirmed-irrelevant"),
    ("kopi,,,JP-1,1", None, "row-width"),
    (f"{'k' * 1_001},,,JP-1,1,,,", "query", "too-long"),
    (f"kopi,,,JP-1,1,,{'k' * 301},", "judge", "too-long"),
    ("Teh  Hijau,,,JP-2,1,,,", "partner", "duplicate-judgement"),
]


def test_good_rows_are_saved_and_every_other_is_reported(three, table):
    good = ["teh hijau,,,JP-2,1,,,", ",ID-1,Match,JP-1,,ya,JETRO,met in Nagoya"]
    path = table(HEADER + "\n".join([*good, *(row for row, *_ in DIRTY)]) + "\n")
    report = three.judgements.import_file(path)
    assert (report.saved, report.read) == (2, 2 + len(DIRTY))
    found = [(r.row, r.column, r.problem.code) for r in report.rejected]
    assert found == [(n, column, code) for n, (_, column, code) in enumerate(DIRTY, start=4)]
    for rejection in report.rejected:
        assert rejection.file == path
        for language in INTERFACE_LANGUAGES:
            assert rejection.problem.message(language)
            assert rejection.problem.remedy(language)
    assert [s.judgement.note for s in three.judgements] == [None, "met in Nagoya"]


def test_companies_of_a_file_need_not_be_there_yet(three, table):
    report = three.judgements.import_file(table("query,partner,grade\nkopi,JP-77,3\n"))
    assert (report.saved, report.rejected) == (1, [])
    assert three.judgements.unknown() == ["JP-77"]


def test_languages_and_dates_are_read_like_those_of_companies(table):
    header = "query,partner,grade,language,judged_at\n"
    rows = "kopi,JP-1,1,Japanese,2026/11/24\nteh,JP-1,1,,yesterday\nsusu,JP-1,1,Klingon,\n"
    good, rejected = read_file(table(header + rows))
    assert (good[0].language, good[0].judged_at) == ("ja", datetime(2026, 11, 24, tzinfo=UTC))
    found = [(r.column, r.problem.code) for r in rejected]
    assert found == [("judged_at", "date"), ("language", "language")]


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("query,grade\nkopi,1\n", "judgement-columns", "partner"),
        ("query,partner\nkopi,JP-1\n", "judgement-columns", "grade"),
        ("partner,grade\nJP-1,1\n", "judgement-columns", "query / company"),
        ("query,partner,grade,colour\nkopi,JP-1,1,red\n", "unknown-judgement-columns", "colour"),
        ("", "empty-file", ""),
    ],
)
def test_a_file_that_is_no_table_of_judgements_is_refused(three, table, text, code, named):
    with pytest.raises(FileError) as caught:
        three.judgements.import_file(table(text))
    assert caught.value.code == code
    assert named in caught.value.message("en")
    assert list(three.judgements) == []


def test_the_header_may_be_written_in_capitals_and_with_semicolons(table):
    good, rejected = read_file(table("Query;PARTNER; Grade\nkopi;JP-1;2\n"))
    assert (len(good), rejected) == (1, [])


def test_a_workbook_is_read_too(tmp_path, judged):
    book = openpyxl.Workbook()
    for row in (["query", "partner", "grade", "confirmed"], ["komponen pres", "JP-1", 2, False]):
        book.active.append(row)
    book.save(tmp_path / "judged.xlsx")
    assert read_file(tmp_path / "judged.xlsx") == ([judged()], [])


def test_lines_of_json_may_have_wrong_keys_and_values(table):
    lines = (
        '{"query": "kopi", "partner": "JP-1", "grade": 1}\n'
        '{"query": "kopi", "partner": "JP-2", "grade": 1, "colour": "red"}\n'
        '{"query": {"a": 1}, "partner": "JP-3", "grade": 1}\n'
    )
    good, rejected = read_file(table(lines, "judged.jsonl"))
    assert [found.partner for found in good] == ["JP-1"]
    found = [(r.row, r.column, r.problem.code) for r in rejected]
    assert found == [(2, "colour", "judgement-column"), (3, "query", "not-text")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("judged.xlsx", "unsupported-format"),
        ("none/judged.csv", "no-such-folder"),
        (".", "unsupported-format"),
    ],
)
def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path, judged, path, code):
    with pytest.raises(FileError) as caught:
        write_file(tmp_path / path, [judged()])
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []

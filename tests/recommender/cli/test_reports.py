"""`mitra report`: files that agree with each other, and with the catalogue as long as they say so."""

import csv
import json
import shutil

import openpyxl
import polars as pl
import pytest

SMALL = ("--from", "country=ID", "--from", "sector=10", "--to", "country=JP", "--top", "3")
CONTRACT = ["source_id", "rank", "partner_id", "score"]


@pytest.fixture(scope="module")
def made(mitra, demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports") / "meeting"
    done = mitra("--data", demo, "report", "similarity", *SMALL, "--output", folder)
    assert done.returncode == 0, done.stderr
    return folder, done


def numbers(folder):
    """The contract's columns from every format that a program reads."""
    frame = pl.read_parquet(folder / "similarity.parquet").select(CONTRACT)
    with (folder / "similarity.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = [[row[name] for name in CONTRACT] for row in csv.DictReader(file)]
    sheet = openpyxl.load_workbook(folder / "similarity.xlsx").worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    return frame, listed, cells


def test_all_four_formats_are_written_and_named(made):
    folder, done = made
    names = {path.name for path in folder.iterdir()}
    assert {f"similarity.{ending}" for ending in ("html", "xlsx", "csv", "parquet")} <= names
    assert "similarity.html" in done.stdout
    assert not [name for name in names if name.startswith(".")]


def test_the_formats_have_the_same_numbers(made):
    frame, listed, cells = numbers(made[0])
    assert frame.height > 10
    assert [[str(value) for value in row] for row in frame.rows()] == [
        [source, rank, partner, str(float(score))] for source, rank, partner, score in listed
    ]
    flat = [[value for value in row if value is not None] for row in cells]
    for (source, rank, partner, score), row in zip(frame.rows(), flat, strict=True):
        assert row[0] == source
        assert {rank, partner} <= set(row)
        assert any(isinstance(value, float | int) and value == score for value in row)
    page = (made[0] / "similarity.html").read_text("utf-8")
    assert all(partner in page for partner in frame["partner_id"])


def test_the_partners_are_those_of_the_command_similar(made, mitra, demo):
    frame, _, _ = numbers(made[0])
    source = frame["source_id"][0]
    alone = mitra("--data", demo, "similar", source, "--country", "JP", "--limit", "3", "--json")
    expected = [result["id"] for result in json.loads(alone.stdout)["results"]]
    assert frame.filter(pl.col("source_id") == source)["partner_id"].to_list() == expected


def test_with_json_the_manifest_is_printed(mitra, demo, tmp_path):
    done = mitra(
        "--data", demo, "report", "similarity", *SMALL, "-o", tmp_path, "--format", "csv", "--json"
    )
    manifest = json.loads(done.stdout)
    assert manifest["parameters"]["from"] == ["country=ID", "sector=10"]
    assert "similarity.csv" in manifest["files"]
    assert not list(tmp_path.glob("*.html"))


@pytest.mark.parametrize("by", ["matches", "similar"])
def test_the_potential_is_reported_both_ways(mitra, demo, tmp_path, by):
    done = mitra(
        "--data", demo, "report", "potential", "--from", "country=ID", "--to", "country=JP",
        "--by", by, "-o", tmp_path, "--format", "parquet",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    frame = pl.read_parquet(tmp_path / "potential.parquet")
    low, mean, high = (frame[f"expected_{name}"] for name in ("low", "matches", "high"))
    assert ((low <= mean) & (mean <= high)).all()
    assert (mean <= frame["companies"]).all()
    assert frame["expected_matches"].sum() > 5


def test_a_report_holds_until_the_catalogue_says_something_else(mitra, demo, made, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(demo, data)
    as_it_is = mitra("--data", data, "report", "verify", made[0])
    assert (as_it_is.returncode, "unchanged" in as_it_is.stdout) == (0, False)
    elsewhere = "id,name,description,country\nKE-1,Fiktif,Kami menambang garam di danau.,KE\n"
    (tmp_path / "new.csv").write_text(elsewhere, "utf-8")
    assert mitra("--data", data, "import", tmp_path / "new.csv").returncode == 0
    same = mitra("--data", data, "report", "verify", made[0], "--json")
    first = numbers(made[0])[0].row(0, named=True)
    removed = tmp_path / "gone.csv"
    removed.write_text(
        "id,name,description,country\n"
        f"{first['partner_id']},Fiktif,自動車用のゴム部品を成形しています。,JP\n",
        "utf-8",
    )
    assert mitra("--data", data, "import", removed).returncode == 0
    changed = mitra("--data", data, "report", "verify", made[0], "--json")
    assert changed.returncode == 1
    assert [json.loads(changed.stdout)[0][key] for key in ("holds", "unchanged")] == [False, False]
    # A company elsewhere changes how rare words are, and may change a strength in its last digit.
    assert json.loads(same.stdout)[0]["unchanged"] is False


def test_a_file_that_somebody_has_changed_is_named(mitra, demo, made, tmp_path):
    folder = tmp_path / "changed"
    shutil.copytree(made[0], folder)
    with (folder / "similarity.csv").open("a") as file:
        file.write("tambahan\n")
    done = mitra("--data", demo, "--lang", "id", "report", "verify", folder)
    assert done.returncode == 1
    assert "similarity.csv" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--from", "country=KE"), 1, "country=KE"),
        (("--from", "land=ID"), 1, "land=ID"),
        (("--from", "country=Atlantis"), 1, "Atlantis"),
        (("--from", "ids=nobody.csv"), 1, "nobody.csv"),
        (("--by", "magic"), 2, "similar"),
        (("--format", "pdf"), 2, "xlsx"),
        (("--top", "0"), 2, "equal to 1"),
    ],
)
def test_what_cannot_be_made_ends_in_a_sentence_and_leaves_nothing(
    mitra, demo, tmp_path, arguments, code, words
):
    folder = tmp_path / "output"
    done = mitra("--data", demo, "report", "similarity", *arguments, "-o", folder)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not folder.exists() or not list(folder.iterdir())


def test_a_folder_that_is_a_file_is_refused_before_the_work(mitra, demo, tmp_path):
    path = tmp_path / "file"
    path.write_text("x")
    done = mitra("--data", demo, "--lang", "ja", "report", "similarity", *SMALL, "-o", path)
    assert done.returncode == 1
    assert str(path) in done.stderr
    assert path.read_text() == "x"


def test_in_a_folder_without_a_report_there_is_nothing_to_verify(mitra, demo, tmp_path):
    done = mitra("--data", demo, "report", "verify", tmp_path)
    assert done.returncode == 1
    assert "similarity" in done.stderr


def test_a_report_of_duplicates_can_be_verified_too(mitra, demo, tmp_path):
    folder = tmp_path / "twice"
    assert mitra("--data", demo, "report", "duplicates", "--output", folder).returncode == 0
    done = mitra("--data", demo, "report", "verify", folder, "--json")
    assert done.returncode == 0, done.stderr
    assert [(one["kind"], one["holds"]) for one in json.loads(done.stdout)] == [
        ("duplicates", True)
    ]

"""`mitra report duplicates` and `mitra merge`, as people and scripts run them."""

import csv
import io
import json
import re
import shutil

import pytest

from embeddings import Messages
from recommender import Catalog
from recommender.merging.review_reading import read_review

# All of these companies are fictional; they say so in `organisation`.
COMPANIES = {
    "JP-1": {
        "name": "株式会社田中製作所",
        "country": "JP",
        "city": "名古屋市",
        "description": "自動車用のプレス部品と溶接部品を製造しています。金型も設計しています。",
        "website": "tanaka-contoh.co.jp",
    },
    "FAIR-7": {
        "name": "TANAKA MFG",
        "country": "JP",
        "city": "Nagoya",
        "description": "Tanaka makes pressed and welded parts for cars, and designs dies.",
        "website": "https://www.tanaka-contoh.co.jp/en/",
    },
    "ID-1": {
        "name": "PT Contoh Beras",
        "city": "Medan",
        "description": "Perdagangan beras dan gula di Sumatera Utara.",
    },
}


@pytest.fixture(scope="module")
def original(tmp_path_factory, embedder, make_company):
    path = tmp_path_factory.mktemp("duplicates") / "data"
    with Catalog.open(path, embedder=embedder) as catalog:
        catalog.put(*(make_company(i, organisation="fiktif", **f) for i, f in COMPANIES.items()))
    return path


@pytest.fixture
def data(original, tmp_path):
    return shutil.copytree(original, tmp_path / "data")


@pytest.fixture
def run(mitra, data):
    def run(*arguments, language="en"):
        return mitra("--lang", language, "--data", data, *arguments, COLUMNS="300")

    return run


@pytest.fixture
def decided(data, tmp_path, embedder):
    """A review in which both entries are to be merged."""

    def decide(decision="merge"):
        with Catalog.open(data, embedder=embedder) as catalog:
            (group,) = catalog.duplicates().groups
        rows = [
            {"group": 1, "decision": decision, "id": m.company.id, "state": state(m.company)}
            for m in group.members
        ]
        text = io.StringIO()
        writer = csv.DictWriter(text, rows[0])
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / "decided.csv"
        path.write_text(text.getvalue(), "utf-8")
        return path

    def state(company):
        return f"s{company.digest()[:16]}"

    return decide


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_groups_are_shown_with_what_speaks_for_them(run, language):
    done = run("report", "duplicates", language=language)
    assert done.returncode == 0, done.stderr
    for words in ("株式会社田中製作所", "TANAKA MFG", "tanaka-contoh.co.jp"):
        assert words in done.stdout
    assert "PT Contoh Beras" not in done.stdout
    same = Messages("recommender").text("duplicates.remark.same-name", language)
    assert same in done.stdout


@pytest.mark.slow
def test_json_holds_groups_with_evidence(run):
    document = json.loads(run("report", "duplicates", "--json").stdout)
    assert (document["companies"], len(document["groups"])) == (3, 1)
    first, second = document["groups"][0]["members"]
    assert (first["probability"], first["evidence"]) == (None, [])
    assert second["probability"] >= 0.5
    assert {"kind", "against", "text"} == set(second["evidence"][0])


@pytest.mark.slow
def test_the_report_and_the_review_are_written(run, tmp_path):
    done = run("report", "duplicates", "--output", tmp_path / "out", "--merge-from", "0.5")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {f"duplicates.{kind}" for kind in ("html", "xlsx", "csv", "parquet")} <= names
    page = (tmp_path / "out" / "duplicates.html").read_text("utf-8")
    assert re.search(r"<data value=.*>\d+%</data>", page)
    assert 'class="band"' not in page
    review = read_review(tmp_path / "out" / "duplicates-review.xlsx")
    assert {row.decision for row in review.groups["1"]} == {"merge"}
    again = run("report", "duplicates", "--output", tmp_path / "out")
    assert again.returncode == 1
    assert "duplicates-review.xlsx" in again.stderr
    merged = run("merge", tmp_path / "out" / "duplicates-review.xlsx", "--json")
    assert json.loads(merged.stdout)["number"] == 1


@pytest.mark.slow
def test_merging_listing_and_undoing(run, decided):
    path = decided()
    before = run("export", path.parent / "before.jsonl")
    assert before.returncode == 0
    dry = json.loads(run("merge", path, "--dry-run", "--json").stdout)
    assert (dry["dry_run"], dry["number"], len(dry["merged"])) == (True, None, 1)
    done = run("merge", path)
    assert done.returncode == 0, done.stderr
    assert "mitra merge --undo 1" in done.stderr
    (merge,) = json.loads(run("merge", "--list", "--json").stdout)["merges"]
    (merged,) = merge["merged"]
    assert {merged["id"], *merged["gone"]} == {"JP-1", "FAIR-7"}
    gone = run("show", merged["gone"][0])
    assert gone.returncode == 1
    assert merged["id"] in gone.stderr
    assert "decided.csv" in run("merge", "--list").stdout
    undone = run("merge", "--undo", "1")
    assert undone.returncode == 0, undone.stderr
    run("export", path.parent / "after.jsonl")
    assert (path.parent / "after.jsonl").read_bytes() == (path.parent / "before.jsonl").read_bytes()
    again = run("merge", "--undo")
    assert again.returncode == 1
    assert "Traceback" not in again.stderr


@pytest.mark.slow
def test_rows_that_do_not_fit_end_with_code_1_and_a_sentence(run, decided):
    path = decided()
    run("merge", path)
    again = run("merge", path, language="ja")
    assert again.returncode == 1
    assert "JP-1" in again.stdout + again.stderr
    document = json.loads(run("merge", path, "--json").stdout)
    assert document["merged"] == []
    assert {"file", "row", "column", "code", "reason", "remedy"} == set(document["rejected"][0])


@pytest.mark.parametrize(
    "arguments",
    [
        ["merge"],
        ["merge", "--list", "file.xlsx"],
        ["merge", "--list", "--undo"],
        ["merge", "--undo", "first"],
        ["merge", "--undo", "--dry-run"],
        ["report", "duplicates", "--probability", "2"],
        ["report", "duplicates", "--merge-from", "0.9"],
        ["report"],
    ],
)
def test_wrong_usage_ends_with_code_2(run, arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_file_that_is_none_ends_in_a_sentence(run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,country\nA,ID\n", "utf-8")
    done = run("merge", path)
    assert done.returncode == 1
    assert "group, decision, id, state" in done.stderr
    assert run("merge", tmp_path / "missing.xlsx").returncode == 1

import json
import shutil

import pytest
from rich.cells import cell_len

from recommender import Catalog
from recommender.evaluation.asking import VECTORS_ALONE, Configuration
from recommender.evaluation.report import evaluate

JUDGED = """query,company,kind,partner,grade,confirmed,judge,note
測定器の校正サービス,,,ID-002,1,,,
測定器の校正サービス,,,JP-100,2,,,
mencari pembuat cetakan untuk komponen plastik,,,JP-009,3,yes,,
seat frame and bracket stampings,,,ID-001,3,,,
pengolah kopi robusta,,,JP-003,0,,,
,ID-001,similar,JP-001,2,,,
,ID-001,match,JP-002,3,,,
kapal,,,JP-777,3,,,
"""


@pytest.fixture(scope="module")
def judged(demo, tmp_path_factory, mitra):
    """The demo's companies with judgements."""
    folder = tmp_path_factory.mktemp("judged")
    data = shutil.copytree(demo, folder / "data")
    path = folder / "judged.csv"
    path.write_text(JUDGED, "utf-8")
    assert mitra("--data", data, "feedback", "import", path).returncode == 0
    return data


def test_eval_prints_the_documented_json_and_nothing_else(judged, mitra, embedder):
    done = mitra("--data", judged, "eval", "--json", "-k", 5)
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert list(document) == [
        *("cutoff", "level", "resamples", "seed", "judgements", "absent", "irrelevant"),
        *("unjudged", "unjudged_of_other", "rows"),
    ]
    assert (document["cutoff"], document["judgements"], document["absent"]) == (5, 8, 1)
    with Catalog.open(judged, embedder=embedder) as catalog:
        report = evaluate(Configuration(catalog), cutoff=5)
    for row, expected in zip(document["rows"], report.rows, strict=True):
        assert (row["question"], row["partner"]) == (expected.pair or (None, None))
        assert row["questions"] == expected.questions
        assert row["against"] == row["differences"] == {}
        for measure, estimate in expected.scores.items():
            assert row["scores"][measure]["mean"] == round(estimate.mean, 4)


def test_eval_compares_with_vectors_alone(judged, mitra, embedder):
    document = json.loads(mitra("--data", judged, "eval", "--against-vectors", "--json").stdout)
    with Catalog.open(judged, embedder=embedder) as catalog:
        report = evaluate(Configuration(catalog), Configuration(catalog, VECTORS_ALONE))
    differences = report.rows[-1].differences
    for measure, found in document["rows"][-1]["differences"].items():
        assert found["mean"] == round(differences[measure].mean, 4)
        assert found["above"] == round(differences[measure].above, 4)


def test_eval_compares_with_another_catalogue(judged, demo, mitra):
    done = mitra("--data", judged, "eval", "--against", demo, "--json")
    assert done.returncode == 0
    for row in json.loads(done.stdout)["rows"]:
        assert row["scores"] == row["against"]
        assert {d["mean"] for d in row["differences"].values()} == {0}


@pytest.mark.parametrize("language", ["id", "ja", "en"])
@pytest.mark.parametrize("options", [(), ("--against-vectors",)])
def test_the_table_fits_the_terminal_and_says_what_it_leaves_out(judged, mitra, language, options):
    done = mitra("--lang", language, "--data", judged, "eval", *options)
    assert done.returncode == 0
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= 80
    for word in ("recall@10", "MRR", "nDCG@10", "id → ja"):
        assert word in done.stdout
    assert "…\n" not in done.stdout
    assert "95%" in done.stderr
    assert done.stderr.count("\n") >= 4


def test_without_judgements_eval_says_how_to_begin(demo, mitra):
    done = mitra("--data", demo, "eval")
    assert (done.returncode, done.stdout) == (1, "")
    assert "mitra feedback add" in done.stderr


def test_eval_against_a_folder_without_a_catalogue_fails(judged, mitra, tmp_path):
    done = mitra("--data", judged, "eval", "--against", tmp_path / "none")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no catalogue" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["--against", "x", "--against-vectors"], ["-k", "0"], ["-k", "101"]]
)
def test_wrong_usage_ends_with_exit_code_2(mitra, judged, arguments):
    done = mitra("--data", judged, "eval", *arguments)
    assert (done.returncode, done.stdout) == (2, "")

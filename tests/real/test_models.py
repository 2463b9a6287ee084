"""What the built-in model reaches, on texts that it was not trained on and not chosen by."""

import json
from pathlib import Path

import polars as pl
import pytest

from embeddings import load_embedder
from embeddings.evaluation.bitext import read_ntrex, read_tatoeba, translation_accuracy
from embeddings.evaluation.resources import folder_bytes, measure_start, model_folder
from embeddings.evaluation.retrieval import KnownItems, Queries, retrieval_scores

NTREX = {"id-en": 99.4, "ja-en": 97.5, "id-ja": 94.0}
FAST_NTREX = {"id-en": 96.5, "ja-en": 89.0, "id-ja": 80.0}
TATOEBA = {"id-en": 91.0, "ja-en": 91.0}
MRR = {"id": 0.46, "ja": 0.48, "en": 0.54}
RECALL_AT_10 = {"id": 0.73, "ja": 0.79, "en": 0.82}
FOLDER_BYTES = 24_000_000
PEAK_MEBIBYTES = 250

DATA = Path(__file__).parents[3] / "shared" / "data"
QUERIES = Path(__file__).parents[2] / "benchmarks" / "queries" / "known-item-held-out.jsonl"
LANGUAGES = ("id", "ja", "en")


@pytest.fixture(scope="module")
def news():
    (parallel,) = read_ntrex(DATA / "ntrex.parquet")
    assert [len(texts) for texts in parallel.texts.values()] == [1997] * 3
    return parallel


@pytest.fixture(scope="module")
def ntrex(embedder, news):
    return translation_accuracy(embedder, news)


@pytest.mark.parametrize("pair", NTREX)
def test_the_translation_of_a_sentence_of_the_news_is_nearest(ntrex, pair):
    assert ntrex[pair] >= NTREX[pair]


@pytest.fixture(scope="module")
def fast_ntrex(news):
    return translation_accuracy(load_embedder("fast"), news)


@pytest.mark.parametrize("pair", FAST_NTREX)
def test_the_fast_model_finds_most_of_them(fast_ntrex, pair):
    assert fast_ntrex[pair] >= FAST_NTREX[pair]


@pytest.fixture(scope="module")
def tatoeba(embedder):
    found = {}
    for parallel in read_tatoeba(DATA / "tatoeba.parquet"):
        assert [len(texts) for texts in parallel.texts.values()] == [1000] * 2
        found |= translation_accuracy(embedder, parallel)
    return found


@pytest.mark.parametrize("pair", TATOEBA)
def test_the_translation_of_an_everyday_sentence_is_nearest(tatoeba, pair):
    assert tatoeba[pair] >= TATOEBA[pair]


@pytest.fixture(scope="module")
def known_items(embedder):
    companies = pl.read_parquet(DATA / "companies-id-jp.parquet")
    symbols = companies["symbol"].to_list()
    queries = [json.loads(line) for line in QUERIES.read_text("utf-8").splitlines()]
    assert len(queries) >= 60
    asked = Queries(
        texts={language: [query[language] for query in queries] for language in LANGUAGES},
        right=[symbols.index(query["company"]) for query in queries],
    )
    items = KnownItems(companies["description"].to_list(), {"held out": asked})
    return retrieval_scores(embedder, items)["held out"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_company_that_a_query_was_written_for_stands_near_the_top(known_items, language):
    assert known_items[language].mrr >= MRR[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_company_that_a_query_was_written_for_is_among_the_first_ten(known_items, language):
    assert known_items[language].recall_at_10 >= RECALL_AT_10[language]


def test_the_model_is_small_on_disk(embedder):
    folder = model_folder(embedder.name)
    assert folder is not None
    assert 1_000_000 < folder_bytes(folder) <= FOLDER_BYTES


def test_the_model_runs_in_little_memory_and_without_torch(embedder):
    start = measure_start(embedder.name)
    assert start.peak_mebibytes <= PEAK_MEBIBYTES
    assert not start.imports_torch

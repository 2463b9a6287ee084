"""The goals of language detection on sentences and queries that it was not tuned on."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from embeddings.evaluation.languages import judge
from embeddings.language import identify_language

DATA = Path(__file__).parents[3] / "shared" / "data"
QUERIES = Path(__file__).parents[2] / "benchmarks" / "queries" / "languages.jsonl"
LANGUAGES = ("id", "ja", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_hundred_sentences_at_most_one_is_not_recognised(language):
    sentences = pl.read_parquet(DATA / "sib200.parquet").filter(pl.col("language") == language)
    score = judge([(text, language) for text in sentences["text"]], identify_language)
    assert score.texts == 1004
    assert score.accuracy >= 0.995


@pytest.mark.parametrize("language", LANGUAGES)
def test_almost_every_sentence_of_the_news_is_recognised_and_hardly_any_mistaken(language):
    sentences = pl.read_parquet(DATA / "ntrex.parquet")[language]
    score = judge([(text, language) for text in sentences], identify_language)
    assert score.accuracy >= 0.98
    assert score.error < 0.005


@pytest.fixture(scope="module")
def queries():
    """The half of the queries that nothing was tuned on, by number of words."""
    groups = {}
    for line in QUERIES.read_text("utf-8").splitlines():
        query = json.loads(line)
        if hashlib.sha256(query["text"].encode()).digest()[0] % 2 == 1:
            groups.setdefault(query["words"], []).append((query["text"], query["language"]))
    return groups


def test_of_twenty_queries_of_three_to_five_words_at_most_one_is_not_recognised(queries):
    named = [(text, label) for text, label in queries["3-5"] if label != "unsure"]
    assert len(named) > 80
    assert judge(named, identify_language).accuracy >= 0.95


def test_of_fifty_single_words_less_than_one_is_mistaken(queries):
    words = queries["1"]
    assert len(words) > 100
    assert judge(words, identify_language).error < 0.02


def test_a_sentence_in_a_fourth_language_is_hardly_ever_taken_for_one_of_the_three(queries):
    foreign = [(t, "other") for t, label in queries["sentence"] if label != "ms"]
    assert judge(foreign, identify_language).error < 0.05

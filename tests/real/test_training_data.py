"""What training reads has none of the texts that models are measured on.

Looked for without the code that holds them out: texts are compared letter by letter.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest

from embeddings.glossary import LANGUAGES, read_glossary
from embeddings.training.corpus import read_passages
from embeddings.training.sources import HeldOut, document_of, read_documents, read_translations

DATA = Path(__file__).parents[3] / "shared" / "data"
# Collections of sentences; the others are dictionaries and labels of a screen.
SENTENCES = {"small_parallel_enja", "talpco"}
SHORTEST_SENTENCE = 6
OPENING = 100
# A standard phrase of stock exchanges ("a blank check company formed for ...") opens so many.
STANDARD_PHRASE = 3


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def sentences(text):
    found = map(letters, re.split(r"(?<=[.!?])\s+", text))
    return {sentence for sentence in found if len(sentence) >= 60}


@pytest.fixture(scope="module")
def evaluation():
    """Every text of the evaluation files."""
    columns = [
        *pl.read_parquet(DATA / "ntrex.parquet").select(LANGUAGES).get_columns(),
        *pl.read_parquet(DATA / "tatoeba.parquet").select("text", "en").get_columns(),
        pl.read_parquet(DATA / "sib200.parquet")["text"],
    ]
    found = {letters(text) for column in columns for text in column}
    assert len(found) > 10_000
    return found


@pytest.fixture(scope="module")
def translations():
    found = read_translations(DATA, HeldOut.read(DATA))
    assert len(found) > 400_000
    return found


@pytest.fixture(scope="module")
def documents():
    found = read_documents(DATA, HeldOut.read(DATA))
    assert len(found) > 30_000
    return found


@pytest.fixture(scope="module")
def companies():
    """Names and descriptions of the companies that searches are measured on."""
    table = pl.read_parquet(DATA / "companies-id-jp.parquet", columns=["name", "description"])
    return [(name, description) for name, description in table.iter_rows() if description]


def test_no_sentence_of_evaluation_is_among_the_translations(translations, evaluation):
    leaked = {
        text
        for t in translations
        for text in (t.left, t.right)
        if letters(text) in evaluation and len(letters(text)) >= SHORTEST_SENTENCE
    }
    assert leaked == set()


def test_of_the_collections_of_sentences_not_even_a_short_one_is(translations, evaluation):
    leaked = {
        text
        for t in translations
        if t.source in SENTENCES
        for text in (t.left, t.right)
        if letters(text) in evaluation
    }
    assert leaked == set()


def test_there_was_something_to_leave_out(evaluation):
    table = pl.read_parquet(DATA / "parallel.parquet")
    assert sum(letters(text) in evaluation for text in table["a"]) > 100


def test_no_sentence_of_evaluation_is_among_the_documents(documents, evaluation):
    found = {letters(sentence) for document in documents for sentence in document.sentences}
    assert {key for key in found & evaluation if len(key) >= SHORTEST_SENTENCE} == set()


def test_no_sentence_of_evaluation_is_in_the_trilingual_text(evaluation):
    texts = [text for p in read_passages() for part in (p.text, p.query) for text in part.values()]
    assert {text for text in texts if letters(text) in evaluation} == set()


def test_no_description_and_no_opening_of_one_is_among_the_documents(documents, companies):
    # A document lacks the words of its name, so those of the others are taken out too.
    read = Counter(letters(" ".join(document.sentences))[:OPENING] for document in documents)
    leaked = {}
    for name, description in companies:
        masked = letters(" ".join(document_of(description, name, "").sentences))
        times = read[masked[:OPENING]] + read[letters(description)[:OPENING]]
        if 0 < times < STANDARD_PHRASE:
            leaked[name] = masked[:OPENING]
    assert leaked == {}


def test_no_document_shares_half_its_sentences_with_a_description(documents, companies):
    """A name that changed, or one spelt in another way, hides no description."""
    owners = {}
    for number, (_, description) in enumerate(companies):
        for sentence in sentences(description):
            owners.setdefault(sentence, set()).add(number)
    leaked = []
    for document in documents:
        mine = sentences(" ".join(document.sentences))
        shared = Counter(number for sentence in mine for number in owners.get(sentence, ()))
        if shared and max(shared.values()) >= 2 and max(shared.values()) * 2 >= len(mine):
            leaked.append((document.sentences[0], companies[shared.most_common(1)[0][0]][0]))
    assert leaked == []


def test_no_long_sentence_of_a_description_is_in_the_trilingual_text(companies):
    held_out = set().union(*(sentences(description) for _, description in companies))
    texts = [text for passage in read_passages() for text in passage.text.values()]
    assert held_out.isdisjoint(set().union(*map(sentences, texts)))


def test_the_glossary_has_terms_and_no_sentences_of_evaluation(evaluation):
    forms = {form for term in read_glossary() for forms in term.forms.values() for form in forms}
    words = {form for form in forms if letters(form) in evaluation}
    assert all(len(form.split()) == 1 and len(form) < 12 for form in words)


@pytest.mark.parametrize("name", ["trilingual", "fast"])
def test_every_collection_that_the_settings_name_is_there(name, translations):
    path = Path(str(files("embeddings.training"))) / f"{name}.toml"
    shares = tomllib.loads(path.read_text("utf-8"))["shares"]
    assert set(shares) <= {t.source for t in translations}

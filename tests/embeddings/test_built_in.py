"""The stored trilingual model: what is true of these weights and no others."""

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from embeddings.loading import DEFAULT_MODEL, MODELS
from embeddings.model_folder import ModelFolder
from embeddings.ngram_encoder import NgramEncoder
from embeddings.training.corpus import read_passages

pytestmark = pytest.mark.slow

FOLDER = MODELS / DEFAULT_MODEL
PASSAGES = read_passages()[:340]
TEXTS = [text for passage in PASSAGES for text in passage.text.values()][:1000]


@pytest.fixture(scope="module")
def vectors(embedder):
    return embedder.encode(TEXTS, kind="document")


def test_it_is_small():
    assert sum(file.stat().st_size for file in FOLDER.rglob("*")) <= 24e6


def test_sentence_transformers_agrees_on_a_thousand_texts(vectors):
    peer = SentenceTransformer(str(FOLDER), device="cpu", trust_remote_code=True)
    theirs = peer.encode(TEXTS, convert_to_numpy=True)
    assert (1 - (vectors * theirs).sum(axis=1)).max() < 1e-3


@pytest.mark.parametrize("dimension", [128, 256])
def test_a_shorter_vector_still_finds_the_translation(vectors, dimension):
    short = NgramEncoder(ModelFolder.open(FOLDER), "short", dimension=dimension)
    english, indonesian, japanese = (
        short.encode([passage.text[language] for passage in PASSAGES], kind="document")
        for language in ("en", "id", "ja")
    )
    for side in (indonesian, japanese):
        nearest = (side @ english.T).argmax(axis=1)
        assert (nearest == np.arange(len(PASSAGES))).mean() > 0.95


@pytest.mark.parametrize("text", ["", " ", "\n", "\ud800", "a" * 1_000_000, "漢" * 30_000, "ꙮ🜁"])
def test_any_text_becomes_a_finite_unit_vector(embedder, text):
    vector = embedder.encode([text], kind="query")
    assert np.isfinite(vector).all()
    np.testing.assert_allclose(np.linalg.norm(vector), 1, atol=1e-5)


def test_a_text_has_the_same_digits_whatever_is_encoded_with_it(embedder, vectors):
    drawn = np.random.default_rng(1)
    words = sorted({word for text in TEXTS for word in text.split()})
    for count in (1, 2, 3, 5, 8, 13, 40):
        own = drawn.integers(len(TEXTS), size=count)
        with_words = [*(TEXTS[number] for number in own), *drawn.choice(words, 4)]
        together = embedder.encode(with_words, kind="query")
        np.testing.assert_array_equal(together[:count], vectors[own])
        for word, vector in zip(with_words[count:], together[count:], strict=True):
            np.testing.assert_array_equal(embedder.encode([word], kind="query")[0], vector)

"""The fast model: the same vectors in numpy, in sentence-transformers and by hand."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentence_transformers import SentenceTransformer

from embeddings import ModelError, load_embedder
from embeddings.folding import fold
from embeddings.loading import FAST_MODEL, MODELS
from embeddings.pieces import PieceTokenizer
from embeddings.static_embedder import StaticEmbedder
from embeddings.static_files import fast_tokenizer, write_static_model
from embeddings.training.corpus import read_passages

FOLDER = MODELS / FAST_MODEL
PASSAGES = [text for passage in read_passages() for text in passage.text.values()][:1000]


@pytest.fixture(scope="module")
def fast():
    return load_embedder("fast")


@pytest.fixture(scope="module")
def pieces():
    return PieceTokenizer(FOLDER / "sentencepiece.model")


def test_sentence_transformers_loads_it_without_foreign_code_and_agrees(fast):
    peer = SentenceTransformer(str(FOLDER), device="cpu")
    ours = fast.encode(PASSAGES, kind="document")
    theirs = peer.encode(PASSAGES, convert_to_numpy=True)
    assert (1 - (ours * theirs).sum(axis=1)).max() < 1e-5


def test_both_tokenizers_cut_alike(pieces):
    cut = fast_tokenizer(pieces).encode_batch(PASSAGES, add_special_tokens=False)
    assert [encoding.ids for encoding in cut] == pieces.bare([fold(text) for text in PASSAGES])


@pytest.mark.parametrize("text", ["POMPA AIR", "“Pompa air”", "pompa, air.", "Pompa-air!"])
def test_case_and_marks_do_not_count(fast, text):
    vectors = fast.encode(["pompa air", text], kind="query")
    np.testing.assert_array_equal(vectors[0], vectors[1])


def test_no_piece_reaches_over_a_space(pieces):
    inside = [pieces.piece(number)[0][1:] for number in range(pieces.size)]
    assert [piece for piece in inside if "\N{LOWER ONE EIGHTH BLOCK}" in piece] == []


def test_a_vector_is_the_mean_of_its_pieces(fast, pieces, tmp_path):
    rows = np.random.default_rng(1).normal(size=(pieces.size, 8)).astype(np.float32)
    vocabulary = FOLDER / "sentencepiece.model"
    write_static_model(tmp_path, rows, vocabulary, {"name": "small", "dimension": 8})
    small = StaticEmbedder(tmp_path, "small")
    text = "pompa air dan katup"
    mean = rows[pieces.bare([text])[0]].mean(axis=0)
    mean /= np.linalg.norm(mean)
    # Eight bits a number.
    np.testing.assert_allclose(small.encode([text], "query")[0], mean, atol=0.02)


@given(texts=st.lists(st.text(max_size=40), max_size=8))
def test_a_text_has_the_same_vector_alone_and_in_company(fast, texts):
    together = fast.encode(texts, kind="document")
    assert together.shape == (len(texts), fast.dimension)
    for text, vector in zip(texts, together, strict=True):
        np.testing.assert_allclose(fast.encode([text], kind="query")[0], vector, atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\u200b\n", "\U0001f701", "ꙮ"])
def test_a_text_without_a_known_piece_is_one_unknown_piece(fast, pieces, text):
    unknown = fast.encode(["\U0001f701"], kind="query")
    assert pieces.bare(["\U0001f701"])[0][-1] == pieces.unknown
    vector = fast.encode([text], kind="query")
    assert np.isfinite(vector).all()
    np.testing.assert_allclose(np.linalg.norm(vector), 1, atol=1e-5)
    assert float((vector * unknown).sum()) > 0.5


def test_runs_of_any_length_give_the_same(fast, monkeypatch):
    whole = fast.encode(PASSAGES[:50], kind="document")
    monkeypatch.setattr("embeddings.static_embedder.RUN_ROWS", 7)
    monkeypatch.setattr("embeddings.static_embedder.BATCH_CHARACTERS", 300)
    np.testing.assert_allclose(fast.encode(PASSAGES[:50], kind="document"), whole, atol=1e-6)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "sentencepiece.model"])
def test_a_damaged_folder_is_refused(tmp_path, name):
    for file in FOLDER.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_bytes(b"cut")
    with pytest.raises(ModelError) as caught:
        load_embedder(str(tmp_path)).encode(["x"], kind="query")
    assert caught.value.code in {"model-not-loadable", "not-a-model-folder"}


def test_it_is_small():
    assert sum(file.stat().st_size for file in Path(FOLDER).rglob("*")) <= 12e6

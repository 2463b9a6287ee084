"""The encoder in numpy, the network in torch and the paper's description say the same."""

import re

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sentence_transformers import SentenceTransformer

from embeddings import ModelError, ngram_encoder, normalize
from embeddings.embedder import Embedder
from embeddings.model_files import read_network, write_model
from embeddings.model_folder import ModelFolder
from embeddings.ngram_encoder import NgramEncoder
from embeddings.ngram_network import batch_of
from embeddings.pieces import PieceTokenizer

WORDS = re.findall(
    r"\S+",
    "Kami membuat komponen stamping di Bekasi. 自動車用の プレス部品を 量産 しています。 "
    "We export frozen shrimp, ISO 9001, 0.01 mm! ＷＩＤＥ ｶﾅ ÷ 😀 \u200b ຜູ້ຜະລິດ",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=40)
FEW = settings(max_examples=60, deadline=None)
CLOSE = {"atol": 1e-5, "rtol": 0}

# The paper's windows: pieces in one, and how many of them lie to the left of the place.
WINDOWS = {0: (2, 0), 1: (3, 1), 2: (5, 2)}


@pytest.fixture(scope="module")
def folder(stored):
    return ModelFolder.open(stored)


@pytest.fixture(scope="module")
def encoder(folder):
    return NgramEncoder(folder, "small")


@pytest.fixture(scope="module")
def network(folder):
    return read_network(folder).eval()


@pytest.fixture(scope="module")
def in_torch(folder, network):
    tokenizer = PieceTokenizer(folder.vocabulary)

    @torch.no_grad()
    def encode(texts):
        pieces = tokenizer.encode([normalize(text) for text in texts])
        return network(batch_of(pieces)).numpy()

    return encode


def standardised(numbers):
    return (numbers - numbers.mean()) / np.sqrt(numbers.var() + 1e-12)


def convolved(weights, layer, branch, rows, channels):
    """The rows plus what each place sees through its window; zeros lie beyond the text."""
    order, left = WINDOWS[branch]
    down, up = weights[f"down.{layer}.{branch}.weight"], weights[f"up.{layer}.{branch}.weight"]
    bias = weights[f"up.{layer}.{branch}.bias"]
    rank = up.shape[1]
    # One dense filter over the window, as the paper has it.
    filters = [up @ down[k * rank : (k + 1) * rank] for k in range(order)]
    nothing = np.zeros(channels)
    result = []
    for place, row in enumerate(rows):
        total = bias.copy()
        for k in range(order):
            at = place - left + k
            total += filters[k] @ (rows[at] if 0 <= at < len(rows) else nothing)
        result.append(np.maximum(total, 0) + row)
    return result


def by_the_paper(weights, pieces, channels):
    """The vector of one text, piece by piece, in float64."""
    table = [weights["table.weight"][number] for number in pieces]
    projected = []
    for row in table:
        raw = weights["project.weight"] @ row + weights["project.bias"]
        scaled = standardised(raw) * weights["project_norm.weight"]
        projected.append(scaled + weights["project_norm.bias"])
    branches = []
    for branch in WINDOWS:
        rows = [row[branch * channels : (branch + 1) * channels] for row in projected]
        for layer in (0, 1):
            rows = convolved(weights, layer, branch, rows, channels)
        branches.append(rows)
    total = np.zeros(len(weights["pool.bias"]))
    for features in zip(table, *branches, strict=True):
        normed = standardised(np.concatenate(features)) * weights["pool_norm.weight"]
        normed += weights["pool_norm.bias"]
        total += weights["pool.weight"] @ normed + weights["pool.bias"]
    pooled = total / np.sqrt(len(pieces))
    inner = np.maximum(weights["dense0.weight"] @ pooled, 0)
    first = weights["skip1.weight"] @ pooled + weights["dense1.weight"] @ inner
    first = np.maximum(first, 0)
    inner = np.maximum(weights["dense2.weight"] @ first, 0)
    last = np.tanh(weights["skip3.weight"] @ first + weights["dense3.weight"] @ inner)
    return last / np.sqrt((last**2).sum())


def test_it_is_an_embedder(encoder):
    assert isinstance(encoder, Embedder)


@FEW
@given(texts=st.lists(TEXTS, min_size=1, max_size=12))
def test_numpy_and_torch_agree_on_any_texts(encoder, in_torch, texts):
    np.testing.assert_allclose(encoder.encode(texts, "query"), in_torch(texts), **CLOSE)


@FEW
@given(text=TEXTS)
def test_both_do_what_the_paper_describes(encoder, in_torch, folder, network, text):
    weights = {name: w.double().numpy() for name, w in network.state_dict().items()}
    [pieces] = PieceTokenizer(folder.vocabulary).encode([normalize(text)])
    expected = by_the_paper(weights, pieces, folder.layout.channels)
    np.testing.assert_allclose(encoder.encode([text], "document")[0], expected, **CLOSE)
    np.testing.assert_allclose(in_torch([text])[0], expected, **CLOSE)


@FEW
@given(data=st.data(), texts=st.lists(TEXTS, min_size=1, max_size=10, unique=True))
def test_a_text_has_its_vector_in_any_company(encoder, in_torch, data, texts):
    alone = {text: encoder.encode([text], "document")[0] for text in texts}
    order = data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=20))
    for text, vector in zip(order, encoder.encode(order, "query"), strict=True):
        np.testing.assert_array_equal(vector, alone[text])
    for text, vector in zip(order, in_torch(order), strict=True):
        np.testing.assert_allclose(vector, alone[text], **CLOSE)


@pytest.mark.parametrize(("run", "block"), [(1, 1), (7, 7), (7, 40), (40, 10**6), (10**6, 10**6)])
def test_the_sizes_of_runs_and_blocks_change_nothing(monkeypatch, folder, in_torch, run, block):
    # From no word to a text many times as long as a run, long and short ones side by side.
    lengths = [0, 1, 300, 2, 0, 3, 41, 5, 8, 13, 100, 1, 1, 21, 34, 55, 0]
    texts = [" ".join(WORDS[(n + k) % len(WORDS)] for k in range(n)) for n in lengths]
    monkeypatch.setattr(ngram_encoder, "RUN_PIECES", run)
    monkeypatch.setattr(ngram_encoder, "BLOCK_PIECES", block)
    vectors = NgramEncoder(folder, "small").encode(texts, "document")
    np.testing.assert_allclose(vectors, in_torch(texts), **CLOSE)


@pytest.mark.parametrize("repeats", [1, 700, 4000])
def test_a_very_long_text_is_as_exact_as_a_short_one(encoder, in_torch, folder, network, repeats):
    text = " ".join(["udang"] * repeats)
    weights = {name: w.double().numpy() for name, w in network.state_dict().items()}
    [pieces] = PieceTokenizer(folder.vocabulary).encode([normalize(text)])
    expected = by_the_paper(weights, pieces, folder.layout.channels)
    mine = encoder.encode([text], "query")
    np.testing.assert_allclose(mine[0], expected, **CLOSE)
    np.testing.assert_allclose(in_torch([text])[0], expected, **CLOSE)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "x", "あ", "\ud800"])
def test_an_empty_text_and_one_of_a_single_piece_have_unit_vectors(encoder, in_torch, text):
    [vector] = encoder.encode([text], "query")
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)
    np.testing.assert_allclose(vector, in_torch([text])[0], **CLOSE)


def test_pieces_without_marks_can_be_a_text_of_one(network, folder):
    weights = {name: w.double().numpy() for name, w in network.state_dict().items()}
    with torch.no_grad():
        vectors = network(batch_of([[7], [8, 9], [7]])).numpy()
    for pieces, vector in zip([[7], [8, 9], [7]], vectors, strict=True):
        expected = by_the_paper(weights, pieces, folder.layout.channels)
        np.testing.assert_allclose(vector, expected, **CLOSE)


def test_no_texts_give_no_rows(encoder):
    vectors = encoder.encode([], "query")
    assert vectors.shape == (0, encoder.dimension)
    assert vectors.dtype == np.float32


@FEW
@given(texts=st.lists(TEXTS, min_size=1, max_size=6), dimension=st.integers(1, 64))
def test_a_shorter_vector_is_the_normalised_beginning(encoder, folder, texts, dimension):
    short = NgramEncoder(folder, "small", dimension=dimension).encode(texts, "query")
    full = encoder.encode(texts, "query")
    opening = full[:, :dimension]
    assert short.shape == (len(texts), dimension)
    assert short.dtype == full.dtype == np.float32
    # One component is 1 or -1, unless it is too near 0 for its sign to be sure.
    sure = np.linalg.norm(opening, axis=1) > 1e-3
    expected = opening / np.linalg.norm(opening, axis=1, keepdims=True)
    np.testing.assert_allclose(short[sure], expected[sure], atol=1e-4)
    np.testing.assert_allclose(np.linalg.norm(full, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(short, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("dimension", [-1, 65])
def test_a_dimension_that_the_model_does_not_have_is_refused(folder, dimension):
    with pytest.raises((ModelError, ValueError), match=str(dimension)):
        NgramEncoder(folder, "small", dimension=dimension)


def test_queries_and_documents_are_treated_alike(encoder):
    query, document = (encoder.encode(["pabrik baja"], kind) for kind in ("query", "document"))
    np.testing.assert_array_equal(query, document)


@pytest.fixture(scope="module")
def sentence_transformer(stored):
    return SentenceTransformer(str(stored), trust_remote_code=True, device="cpu")


def test_sentence_transformers_gives_the_same_vectors(encoder, sentence_transformer):
    texts = ["", "pabrik baja", "自動車部品を量産しています。" * 30, "x", " ".join(WORDS)] * 9
    vectors = sentence_transformer.encode(texts, batch_size=4, show_progress_bar=False)
    np.testing.assert_allclose(vectors, encoder.encode(texts, "document"), **CLOSE)
    assert sentence_transformer.get_embedding_dimension() == encoder.dimension


def test_a_prompt_stands_before_the_text(encoder, sentence_transformer):
    prompted = sentence_transformer.encode(["baja"], prompt="cari: ", show_progress_bar=False)
    np.testing.assert_allclose(prompted, encoder.encode(["cari: baja"], "query"), **CLOSE)


def test_what_sentence_transformers_saves_loads_with_the_same_vectors(
    tmp_path, encoder, sentence_transformer
):
    sentence_transformer.save(str(tmp_path / "saved"))
    texts = ["", "pabrik baja", " ".join(WORDS)]
    again = NgramEncoder(ModelFolder.open(tmp_path / "saved"), "again")
    np.testing.assert_allclose(
        again.encode(texts, "query"), encoder.encode(texts, "query"), atol=1e-3
    )
    loaded = SentenceTransformer(str(tmp_path / "saved"), trust_remote_code=True, device="cpu")
    vectors = loaded.encode(texts, show_progress_bar=False)
    np.testing.assert_allclose(vectors, again.encode(texts, "query"), **CLOSE)


def test_saving_writes_the_weights_as_they_are_now(tmp_path, stored, make_network):
    model = SentenceTransformer(str(stored), trust_remote_code=True, device="cpu")
    about = ModelFolder.open(stored).about
    assert about
    changed = make_network(seed=2)
    model[0].network.load_state_dict(changed.state_dict())
    model.save(str(tmp_path / "changed"))
    write_model(tmp_path / "expected", changed, stored / "sentencepiece.model", {})
    saved, expected = (tmp_path / name / "model.safetensors" for name in ("changed", "expected"))
    assert saved.read_bytes() == expected.read_bytes()
    assert ModelFolder.open(tmp_path / "changed").about == about


def test_a_model_can_be_written_over_itself(tmp_path, vocabulary, make_network):
    write_model(tmp_path, make_network(seed=1), vocabulary, {})
    write_model(tmp_path, make_network(seed=2), tmp_path / "sentencepiece.model", {})
    write_model(tmp_path / "apart", make_network(seed=2), vocabulary, {})
    texts = [" ".join(WORDS)]
    one, other = (
        NgramEncoder(ModelFolder.open(path), "").encode(texts, "query")
        for path in (tmp_path, tmp_path / "apart")
    )
    np.testing.assert_array_equal(one, other)
    assert not list(tmp_path.glob("*.part"))

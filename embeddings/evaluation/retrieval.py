"""Known-item retrieval: each query was written for one document, which it should find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.embedder import Embedder
from embeddings.normalization import normalize

CUTOFF = 10


@dataclass(frozen=True, slots=True)
class Queries:
    """What is asked, and the place of the right document for each query.

    texts: by language, every one as long as `right`.
    """

    texts: Mapping[str, Sequence[str]]
    right: Sequence[int]


@dataclass(frozen=True, slots=True)
class KnownItems:
    """Documents, and one or more sets of queries about them by name."""

    documents: Sequence[str]
    sets: Mapping[str, Queries]


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """Mean reciprocal rank and the share of queries with the right document in the first ten."""

    mrr: float
    recall_at_10: float


def retrieval_scores(embedder: Embedder, items: KnownItems) -> dict[str, dict[str, RetrievalScore]]:
    """Scores by the name of the set and by language; documents are embedded once."""
    documents = embedder.encode(items.documents, kind="document")
    same = _text_numbers(items.documents)
    return {
        name: {
            language: _score(
                ranks(embedder.encode(texts, kind="query") @ documents.T, queries.right, same)
            )
            for language, texts in queries.texts.items()
        }
        for name, queries in items.sets.items()
    }


def ranks(
    similarity: npt.NDArray[np.float32], right: Sequence[int], same: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Rank of the right document for each row of `similarity` (queries, documents), from 1.

    same: documents with equal numbers have the same text. Any of them is right, and none of them
    stands in another's way. A wrong document that is exactly as similar ranks before the right one.
    """
    places = []
    for row, wanted in zip(similarity, right, strict=True):
        accepted = same == same[wanted]
        places.append(1 + np.count_nonzero(row[~accepted] >= row[accepted].max()))
    return np.array(places, dtype=np.int64)


def _text_numbers(documents: Sequence[str]) -> npt.NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(normalize(text), len(numbers)) for text in documents])


def _score(found: npt.NDArray[np.int64]) -> RetrievalScore:
    return RetrievalScore(
        mrr=float(np.mean(1 / found)), recall_at_10=float(np.mean(found <= CUTOFF))
    )

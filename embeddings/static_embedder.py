"""The fast model in numpy: the mean of one vector a piece, for bulk work.

No piece reaches over a space, so a word has the same pieces wherever it stands: the different words
of a batch are cut and summed once, and a text is the sum of its words.
"""

import hashlib
import json
import threading
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file

from embeddings.batching import batches
from embeddings.embedder import TextKind, Vectors
from embeddings.errors import ModelError
from embeddings.folding import FOLDING_VERSION, fold
from embeddings.model_folder import CONFIG, VOCABULARY, WEIGHTS
from embeddings.normalization import NORMALIZATION_VERSION
from embeddings.pieces import PieceTokenizer

BATCH_CHARACTERS = 200_000
"""Characters of the texts whose words are cut together: bounds memory at some 100 MiB."""
RUN_ROWS = 4_096
"""Rows that are summed together, so that they stay in the cache."""

Array = npt.NDArray[np.float32]


class StaticEmbedder:
    """Runs a static model folder (see `embeddings.static_files`).

    A text without any piece is read as one unknown piece. Weights are read at the first `encode`.
    Raises ModelError where the folder is damaged.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._path = path
        self._lock = threading.Lock()
        self._table: Array | None = None
        self._tokenizer: PieceTokenizer | None = None
        try:
            self.dimension: int = json.loads((path / CONFIG).read_text("utf-8"))["dimension"]
            self.fingerprint = _fingerprint(path)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError("model-not-loadable", name=name, detail=str(error)) from error

    @staticmethod
    def is_one(path: Path) -> bool:
        """Whether `path` holds a static model with a sentencepiece vocabulary."""
        return (path / VOCABULARY).is_file() and (path / "tokenizer.json").is_file()

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """See `Embedder.encode`; the model treats both kinds alike."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        if texts:
            table, tokenizer = self._loaded()
            folded = [fold(text) for text in texts]
            for first, last in batches(list(map(len, folded)), BATCH_CHARACTERS):
                vectors[first:last] = _sums_of_texts(table, tokenizer, folded[first:last])
            # Nothing of the text is known.
            vectors[~vectors.any(axis=1)] = table[tokenizer.unknown]
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _loaded(self) -> tuple[Array, PieceTokenizer]:
        with self._lock:
            if self._table is None or self._tokenizer is None:
                try:
                    tensors = load_file(self._path / WEIGHTS)
                    self._tokenizer = PieceTokenizer(self._path / VOCABULARY)
                    self._table = tensors["embeddings"] * tensors["weights"][:, None]
                except (OSError, SafetensorError, KeyError) as error:
                    raise ModelError(
                        "model-not-loadable", name=self.name, detail=str(error)
                    ) from error
            return self._table, self._tokenizer


def _sums_of_texts(table: Array, tokenizer: PieceTokenizer, texts: Sequence[str]) -> Array:
    numbers: dict[str, int] = {}
    words = [[numbers.setdefault(word, len(numbers)) for word in text.split(" ")] for text in texts]
    return _sums(_sums(table, tokenizer.bare(list(numbers))), words)


def _sums(rows: Array, members: Sequence[Sequence[int]]) -> Array:
    """(len(members), columns): for every list of row numbers the sum of those rows."""
    lengths = np.fromiter(map(len, members), dtype=np.int64, count=len(members))
    flat = np.fromiter(chain.from_iterable(members), dtype=np.int64, count=int(lengths.sum()))
    sums = np.zeros((len(members), rows.shape[1]), dtype=np.float32)
    # Most words are one piece; and reduceat, slow for them, knows no empty sums.
    single, several = lengths == 1, np.flatnonzero(lengths > 1)
    alone = single.repeat(lengths)
    sums[single] = rows[flat[alone]]
    flat, lengths = flat[~alone], lengths[several]
    starts = np.cumsum(lengths) - lengths
    for first, last in batches(lengths.tolist(), RUN_ROWS):
        begin, end = starts[first], starts[last - 1] + lengths[last - 1]
        run = rows[flat[begin:end]]
        sums[several[first:last]] = np.add.reduceat(run, starts[first:last] - begin, axis=0)
    return sums


def _fingerprint(path: Path) -> str:
    digest = hashlib.sha256(f"{NORMALIZATION_VERSION} {FOLDING_VERSION}".encode())
    for name in (CONFIG, VOCABULARY, WEIGHTS):
        digest.update(hashlib.sha256((path / name).read_bytes()).digest())
    return f"static:{digest.hexdigest()[:16]}"

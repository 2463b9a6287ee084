"""Any sentence-transformers model, behind the same interface as the built-in one."""

import hashlib
from collections.abc import Sequence

import numpy as np
from sentence_transformers import SentenceTransformer

from embeddings.embedder import TextKind, Vectors
from embeddings.errors import ModelError
from embeddings.normalization import NORMALIZATION_VERSION, normalize


class SentenceTransformerEmbedder:
    """Runs a model folder, or a hub name that is already in the local cache.

    Nothing is downloaded and no code of the model is run (`trust_remote_code` stays off; weights
    are read from safetensors only). Raises ModelError where the model cannot be loaded.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            self._model = SentenceTransformer(
                name,
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ModelError("model-not-loadable", name=name, detail=_first_line(error)) from error
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise ModelError("model-without-dimension", name=name)
        self.dimension: int = dimension
        self.fingerprint = f"sentence-transformers:{self._digest()}"

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """See `Embedder.encode`; the model's own query and document prompts are used."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        run = self._model.encode_query if kind == "query" else self._model.encode_document
        vectors = run(
            [normalize(text) for text in texts],
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def _digest(self) -> str:
        """SHA-256 over every parameter, every prompt and the form of the normalisation."""
        digest = hashlib.sha256(f"{NORMALIZATION_VERSION}{self._model.prompts!r}".encode())
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.contiguous().numpy().tobytes())
        digest.update(repr(self._model).encode())
        return digest.hexdigest()[:16]


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]

"""The trilingual encoder as a sentence-transformers module: `SentenceTransformer(folder)`.

Named in the folder's modules.json. sentence-transformers asks for `trust_remote_code=True` before
it imports a class from outside its own package; the weights themselves are safetensors.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import torch
from sentence_transformers.base.modules import InputModule
from torch import Tensor

from embeddings.model_files import read_network, write_model
from embeddings.model_folder import ModelFolder
from embeddings.ngram_network import NgramNetwork, PieceBatch, batch_of
from embeddings.normalization import normalize


class NgramModule(InputModule):
    """Texts in, `sentence_embedding` out."""

    def __init__(self, network: NgramNetwork, folder: ModelFolder) -> None:
        torch.nn.Module.__init__(self)
        self.network = network
        self.folder = folder
        self.pieces = folder.tokenizer()

    def preprocess(  # type: ignore[override]
        self, inputs: Sequence[str], prompt: str | None = None, **_: object
    ) -> dict[str, Tensor]:
        """Pieces of a batch of texts, laid out as the fields of `PieceBatch`."""
        texts = [normalize(f"{prompt or ''}{text}") for text in inputs]
        batch = batch_of(self.pieces.encode(texts))
        return {name: getattr(batch, name) for name in PieceBatch.__slots__}

    def forward(self, features: dict[str, Tensor], **_: object) -> dict[str, Tensor]:
        """Add `sentence_embedding`, (n, width) float32 of unit length."""
        batch = PieceBatch(**{name: features[name] for name in PieceBatch.__slots__})
        features["sentence_embedding"] = self.network(batch)
        return features

    def get_embedding_dimension(self) -> int:
        """Number of components of a vector."""
        return self.folder.layout.width

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Write the same files that were read, with the weights as they are now."""
        write_model(Path(output_path), self.network, self.folder.vocabulary, self.folder.about)

    @classmethod
    def load(  # type: ignore[override]
        cls, model_name_or_path: str, **_: object
    ) -> Self:
        """Read a folder; nothing is downloaded."""
        folder = ModelFolder.open(Path(model_name_or_path))
        return cls(read_network(folder), folder)

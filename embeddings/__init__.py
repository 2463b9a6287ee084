"""Text in Indonesian, Japanese and English, and the vectors made from it.

This package knows languages, models and vectors; it does not know what a company is.

    >>> from embeddings import load_embedder
    >>> embedder = load_embedder()
    >>> embedder.encode(["pemasok komponen otomotif"], kind="query").shape
    (1, 512)
"""

from embeddings.embedder import Embedder, TextKind
from embeddings.errors import MitraError, ModelError
from embeddings.language import Language, detect_language
from embeddings.loading import load_embedder, read_ahead
from embeddings.messages import INTERFACE_LANGUAGES, InterfaceLanguage, Messages
from embeddings.normalization import normalize
from embeddings.sentences import Span, split_sentences

__all__ = [
    "INTERFACE_LANGUAGES",
    "Embedder",
    "InterfaceLanguage",
    "Language",
    "Messages",
    "MitraError",
    "ModelError",
    "Span",
    "TextKind",
    "detect_language",
    "load_embedder",
    "normalize",
    "read_ahead",
    "split_sentences",
]

"""What every embedding model can do, whichever library runs it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

TextKind: TypeAlias = Literal["query", "document"]
"""Asymmetric models encode a short query and a long document differently."""

Vectors: TypeAlias = "npt.NDArray[np.float32]"


@runtime_checkable
class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their cosine similarity."""

    @property
    def name(self) -> str:
        """The name that `load_embedder` accepts to load this model again."""

    @property
    def dimension(self) -> int:
        """Number of components of a vector."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could get another vector.

        Vectors with different fingerprints must never be compared.
        """

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """Embed `texts`, each on its own.

        Returns float32 of shape (len(texts), dimension) with rows of unit length (L2). Texts are
        normalised first (`embeddings.normalize`), so any string is accepted, an empty one too.
        """

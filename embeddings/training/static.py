"""The fast model: one vector a piece and their mean, distilled from the trilingual encoder.

As in model2vec, a piece begins as what the encoder makes of it alone, along the principal axes of
all pieces; then the rows are trained on the encoder's own pairs, with its vectors of whole texts as
targets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from embeddings.embedder import Embedder, Vectors
from embeddings.ngram_network import PieceBatch
from embeddings.pieces import PieceTokenizer

FREQUENT = 1e-4
"""Share of all pieces at which a piece's weight is half: smooth inverse frequency (Arora et al.,
"A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017)."""
ROWS_WHITENED, TARGETS_WHITENED = 0.8, 0.3
"""How far the spread along the principal axes is evened out, 1 being wholly (Su et al., "Whitening
Sentence Representations for Better Semantics and Faster Retrieval", 2021). The encoder's vectors of
pieces share a few strong directions, which a mean adds up until all texts look alike."""


@dataclass(frozen=True, slots=True)
class PrincipalAxes:
    """mean: (d,). axes: (d, k), the main directions of some vectors. spread: (k,) along each, mean 1."""

    mean: npt.NDArray[np.float32]
    axes: npt.NDArray[np.float32]
    spread: npt.NDArray[np.float32]

    @classmethod
    def of(cls, vectors: npt.NDArray[np.float32], dimension: int) -> Self:
        """The `dimension` main directions of (n, d) `vectors`."""
        mean: npt.NDArray[np.float32] = vectors.mean(axis=0)
        _, spread, axes = np.linalg.svd(vectors - mean, full_matrices=False)
        return cls(mean, axes[:dimension].T, (spread / spread.mean())[:dimension])

    def components(
        self, vectors: npt.NDArray[np.float32], whitened: float
    ) -> npt.NDArray[np.float32]:
        """(n, k): `vectors` along the axes, where the spread counts to the power 1 - `whitened`."""
        components = (vectors - self.mean) @ self.axes / self.spread**whitened
        return components.astype(np.float32)

    def targets(self, vectors: Vectors) -> Vectors:
        """(n, k) unit vectors: what the rows of the texts of `vectors` are to add up to."""
        components = self.components(vectors, TARGETS_WHITENED)
        components /= np.linalg.norm(components, axis=1, keepdims=True)
        return components


class StaticNetwork(nn.Module):
    """A table of rows, one a piece."""

    def __init__(self, rows: npt.NDArray[np.float32]) -> None:
        super().__init__()
        self.table = nn.Embedding(len(rows), rows.shape[1], sparse=True)
        self.table.weight = nn.Parameter(torch.from_numpy(rows))

    def forward(self, batch: PieceBatch) -> Tensor:
        """(n, dimension) unit vectors."""
        rows = functional.pad(self.table(batch.unique), (0, 0, 1, 0))
        sums = rows.new_zeros(len(batch.lengths), rows.shape[1])
        sums.index_add_(0, batch.texts, rows.index_select(0, batch.places))
        return functional.normalize(sums, dim=1)


def vectors_of_pieces(
    encoder: Embedder, tokenizer: PieceTokenizer, usual: Mapping[str, str]
) -> Vectors:
    """(pieces, dimension): what `encoder` makes of every piece alone.

    usual: how a piece is written where that is not in lower case: the encoder minds it, most of all
    in names.
    """
    pieces = [tokenizer.text(number) for number in range(tokenizer.size)]
    return encoder.encode([usual.get(piece, piece) for piece in pieces], kind="document")


def initial_rows(
    vectors: Vectors, projection: PrincipalAxes, counts: npt.NDArray[np.int64]
) -> npt.NDArray[np.float32]:
    """(pieces, axes) float32: `vectors` of the pieces along the axes, frequent pieces shorter."""
    rows = projection.components(vectors, ROWS_WHITENED)
    rows /= np.linalg.norm(rows, axis=1).mean()
    shares = counts / counts.sum()
    weighted: npt.NDArray[np.float32] = (rows * (FREQUENT / (FREQUENT + shares))[:, None]).astype(
        np.float32
    )
    return weighted

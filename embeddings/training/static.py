"""The fast model: one vector a piece and their mean, distilled from the trilingual encoder.

As in model2vec, a piece begins as what the encoder makes of it alone; then the rows are trained on
the encoder's own pairs, with its vectors of whole texts as targets.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from embeddings.embedder import Embedder
from embeddings.ngram_network import PieceBatch
from embeddings.pieces import PieceTokenizer

FREQUENT = 1e-3
"""Share of all pieces at which a piece's weight is half: smooth inverse frequency (Arora et al.,
"A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017)."""


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


def initial_rows(
    encoder: Embedder, tokenizer: PieceTokenizer, counts: npt.NDArray[np.int64]
) -> npt.NDArray[np.float32]:
    """(pieces, dimension) float32: the encoder's vector of every piece, frequent ones shorter."""
    vectors = encoder.encode(_texts(tokenizer), kind="document")
    shares = counts / counts.sum()
    weights = FREQUENT / (FREQUENT + shares)
    rows: npt.NDArray[np.float32] = (vectors * weights[:, None]).astype(np.float32)
    return rows


def _texts(tokenizer: PieceTokenizer) -> Sequence[str]:
    return [tokenizer.text(number) for number in range(tokenizer.size)]

"""The trilingual encoder as a torch network: n-gram convolutions over pieces, summed per text.

The architecture of the multilingual universal sentence encoder (Yang et al., ACL 2020) with two
changes that make it small and fast. Every convolution is a product of two narrow matrices (rank
R instead of 256), as in Jaderberg et al., "Speeding up Convolutional Neural Networks with Low
Rank Expansions" (BMVC 2014); and the piece table is stored in four bits (see `embeddings.packing`).
`embeddings.ngram_encoder` runs the same sums in numpy, without torch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from embeddings.ngram_layout import EPSILON, LAYERS, ORDERS, PADDING, NgramLayout

PieceNumbers: TypeAlias = Sequence[int] | npt.NDArray[np.int64]
"""The pieces of one text."""


@dataclass(frozen=True, slots=True)
class PieceBatch:
    """Several texts in one row of pieces, with `PADDING` empty places around each.

    unique: (U,) int64, the different pieces; row 0 of what is looked up is the padding.
    places: (T,) int64, for every place the index into [padding, *unique].
    texts: (T,) int64, for every place the number of its text; 0 for an empty one, which adds nothing.
    lengths: (n,) float32, pieces of each text.
    """

    unique: Tensor
    places: Tensor
    texts: Tensor
    lengths: Tensor

    def to(self, device: torch.device) -> "PieceBatch":
        """The same on another device."""
        return PieceBatch(*(getattr(self, name).to(device) for name in self.__slots__))


def batch_of(texts: Sequence[PieceNumbers]) -> PieceBatch:
    """Lay the pieces of several texts out in one row; every text has at least one piece."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    number = np.arange(len(texts)).repeat(lengths)
    flat = np.fromiter(chain.from_iterable(texts), dtype=np.int64, count=len(number))
    unique, inverse = np.unique(flat, return_inverse=True)
    row = np.arange(len(flat)) + PADDING * (number + 1)
    total = len(flat) + PADDING * (len(texts) + 1)
    places = np.zeros(total, dtype=np.int64)
    places[row] = inverse + 1
    owner = np.zeros(total, dtype=np.int64)
    owner[row] = number
    return PieceBatch(
        unique=torch.from_numpy(unique),
        places=torch.from_numpy(places),
        texts=torch.from_numpy(owner),
        lengths=torch.from_numpy(lengths.astype(np.float32)),
    )


class NgramNetwork(nn.Module):
    """Pieces in, unit vectors out."""

    def __init__(self, layout: NgramLayout) -> None:
        super().__init__()
        self.layout = layout
        width, channels = layout.width, layout.channels
        joined = channels * len(ORDERS)
        self.table = nn.Embedding(layout.pieces, width, sparse=True)
        self.project = nn.Linear(width, joined)
        self.project_norm = nn.LayerNorm(joined, eps=EPSILON)
        self.down = nn.ModuleList(
            nn.ModuleList(nn.Linear(channels, n * layout.rank, bias=False) for n, _ in ORDERS)
            for _ in range(LAYERS)
        )
        self.up = nn.ModuleList(
            nn.ModuleList(nn.Linear(layout.rank, channels) for _ in ORDERS) for _ in range(LAYERS)
        )
        self.pool_norm = nn.LayerNorm(width + joined, eps=EPSILON)
        self.pool = nn.Linear(width + joined, width)
        hidden = layout.hidden
        self.dense0 = nn.Linear(width, hidden, bias=False)
        self.skip1 = nn.Linear(width, hidden, bias=False)
        self.dense1 = nn.Linear(hidden, hidden, bias=False)
        self.dense2 = nn.Linear(hidden, width, bias=False)
        self.skip3 = nn.Linear(hidden, width, bias=False)
        self.dense3 = nn.Linear(width, width, bias=False)

    def narrowing(self, layer: int, branch: int) -> nn.Module:
        """The first factor of a convolution: channels to `rank` columns for each place of a window."""
        return cast("nn.ModuleList", self.down[layer])[branch]

    def widening(self, layer: int, branch: int) -> nn.Module:
        """The second factor: `rank` columns, summed over a window, to channels."""
        return cast("nn.ModuleList", self.up[layer])[branch]

    def forward(self, batch: PieceBatch, rows: Tensor | None = None) -> Tensor:
        """(n, width) float32 of unit length; `rows` stands in for the table's rows of `unique`."""
        rows = self.table(batch.unique) if rows is None else rows
        return self.head(self.sums(batch, rows), batch.lengths)

    def sums(self, batch: PieceBatch, rows: Tensor) -> Tensor:
        """(n, width + channels * orders): what the pieces of each text add up to.

        Sums are additive over texts that are encoded apart: a description's is the sum of its
        sentences'.
        """
        mask = (batch.places > 0).unsqueeze(1)
        projected = functional.pad(self.project_norm(self.project(rows)), (0, 0, 1, 0))
        features = [functional.pad(rows, (0, 0, 1, 0)).index_select(0, batch.places)]
        for branch, (order, left) in enumerate(ORDERS):
            channels = self.layout.channels
            inputs = projected[:, branch * channels : (branch + 1) * channels]
            # The first layer's narrow side depends on the piece alone: once for each different one.
            narrow = self.narrowing(0, branch)(inputs).index_select(0, batch.places)
            hidden = (
                self._convolve(0, branch, narrow, inputs.index_select(0, batch.places), order, left)
                * mask
            )
            narrow = self.narrowing(1, branch)(hidden)
            features.append(self._convolve(1, branch, narrow, hidden, order, left))
        joined = torch.cat(features, dim=1)
        normed = functional.layer_norm(joined.float(), joined.shape[1:], eps=EPSILON) * mask
        # One piece after another: in single precision that shows after some thousands of them.
        # (Apple's accelerator has no other.)
        single = self.training or joined.device.type == "mps"
        exact = torch.float32 if single else torch.float64
        shape = (len(batch.lengths), joined.shape[1])
        sums = torch.zeros(shape, dtype=exact, device=joined.device)
        sums = sums.index_add_(0, batch.texts, normed.to(exact)).float()
        norm = self.pool_norm
        return sums * norm.weight + batch.lengths.unsqueeze(1) * norm.bias

    def head(self, sums: Tensor, lengths: Tensor) -> Tensor:
        """(n, width) unit vectors from the sums and the numbers of pieces."""
        length = lengths.unsqueeze(1)
        pooled = (sums @ self.pool.weight.T + length * self.pool.bias) / length.sqrt()
        first = functional.relu(
            self.skip1(pooled) + self.dense1(functional.relu(self.dense0(pooled)))
        )
        last = torch.tanh(self.skip3(first) + self.dense3(functional.relu(self.dense2(first))))
        return functional.normalize(last.float(), dim=1)

    def _convolve(
        self, layer: int, branch: int, narrow: Tensor, inputs: Tensor, order: int, left: int
    ) -> Tensor:
        padded = functional.pad(narrow, (0, 0, PADDING, PADDING))
        # Split first: the gradient of a block of columns is otherwise as large as all of them.
        columns = padded.chunk(order, dim=1)
        mixed = sum(columns[k].narrow(0, PADDING + k - left, len(narrow)) for k in range(order))
        return functional.relu(self.widening(layer, branch)(mixed)) + inputs

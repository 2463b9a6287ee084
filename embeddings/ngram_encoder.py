"""The trilingual encoder in numpy: loads in a moment, needs no torch.

The same sums as `embeddings.ngram_network`, ordered for a processor with few cores. What depends
on a piece alone (its row, the projection, the narrow side of the first convolution) is computed
once for every different piece of a block of texts; the rest runs over short runs of places, so that
the working set stays in the cache.

A text has the same vector to the last digit whatever is encoded with it. What is done to a row depends
on that row alone, but for products of matrices: OpenBLAS takes the last rows of a matrix by another way
where they do not fill its tiles. So matrices are filled up to whole tiles (`ROWS`).
"""

import hashlib
import threading
from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from embeddings.batching import batches
from embeddings.embedder import TextKind, Vectors
from embeddings.model_folder import ModelFolder
from embeddings.ngram_layout import EPSILON, ORDERS, PADDING
from embeddings.normalization import NORMALIZATION_VERSION, normalize

BLOCK_PIECES = 24_576
"""Pieces whose rows are looked up together: bounds memory at about 60 MiB."""
RUN_PIECES = 640
"""Pieces in one run of matrix products; a longer text is a run of its own."""
ROWS = 8
"""Found by trying: in products of a multiple of so many rows, each has the same digits as in any other."""
SUMMED_PIECES = 64
"""So many are summed with seven digits; what they come to, with fifteen."""

Array = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


class NgramEncoder:
    """Encodes queries and documents alike, on the CPU.

    `dimension` keeps only the first components (the model is trained so that the first 128 or 256
    are good vectors of their own: Kusupati et al., "Matryoshka Representation Learning", 2022).
    Weights are read at the first `encode`. Raises ModelError where the folder is damaged.
    """

    def __init__(self, folder: ModelFolder, name: str, dimension: int | None = None) -> None:
        width = folder.layout.width
        if dimension is not None and not 1 <= dimension <= width:
            raise ValueError(f"the dimension is {dimension} and must lie between 1 and {width}")
        self.name = name
        self._folder = folder
        self.dimension = dimension or width
        self.fingerprint = _fingerprint(folder, self.dimension)
        self._lock = threading.Lock()
        self._weights: _Weights | None = None

    def encode(self, texts: Sequence[str], kind: TextKind) -> Vectors:
        """See `Embedder.encode`; the model treats both kinds alike."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        if texts:
            weights = self._loaded()
            pieces = weights.tokenizer.encode([normalize(text) for text in texts])
            for first, last in batches(list(map(len, pieces)), BLOCK_PIECES):
                _encode_block(weights, pieces[first:last], vectors[first:last])
        return vectors

    def _loaded(self) -> "_Weights":
        with self._lock:
            if self._weights is None:
                self._weights = _Weights(self._folder)
            return self._weights


class _Weights:
    """Everything that is read from the folder, as float32 apart from the packed table."""

    def __init__(self, folder: ModelFolder) -> None:
        stored = folder.weights()
        self.table = stored.table
        self.tokenizer = folder.tokenizer()
        self.rank = folder.layout.rank
        self.channels = folder.layout.channels
        weights = {name: tensor.astype(np.float32) for name, tensor in stored.others.items()}
        self.vectors = {name: w for name, w in weights.items() if w.ndim == 1}
        # Stored as torch does, (out, in); used as (in, out).
        self.matrices = {
            name.removesuffix(".weight"): np.ascontiguousarray(w.T)
            for name, w in weights.items()
            if w.ndim > 1
        }


def _encode_block(weights: _Weights, texts: Sequence[Sequence[int]], out: Vectors) -> None:
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    flat = np.fromiter(chain.from_iterable(texts), dtype=np.int64, count=int(lengths.sum()))
    unique, inverse = np.unique(flat, return_inverse=True)
    lookup = _Lookup(weights, unique)
    ends = np.cumsum(lengths)
    size = np.ones((_filled(len(texts)), 1), dtype=np.float32)
    size[: len(texts), 0] = lengths
    sums = np.zeros((len(size), len(weights.vectors["pool_norm.weight"])), dtype=np.float32)
    for first, last in batches(lengths.tolist(), RUN_PIECES):
        begin = int(ends[first - 1]) if first else 0
        pieces = inverse[begin : ends[last - 1]] + 1
        sums[first:last] = _sums(weights, lookup, pieces, lengths[first:last])
    sums *= weights.vectors["pool_norm.weight"]
    sums += size * weights.vectors["pool_norm.bias"]
    vectors = _head(weights, sums, size)[: len(texts), : out.shape[1]]
    out[:] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class _Lookup:
    """What depends on a piece alone; row 0 stands for an empty place and holds zeros."""

    def __init__(self, weights: _Weights, pieces: Places) -> None:
        found = weights.table.rows(pieces)
        self.rows = np.zeros((_filled(len(pieces) + 1), found.shape[1]), dtype=np.float32)
        self.rows[1 : len(pieces) + 1] = found
        projected = self.rows @ weights.matrices["project"] + weights.vectors["project.bias"]
        _standardise(projected)
        projected *= weights.vectors["project_norm.weight"]
        projected += weights.vectors["project_norm.bias"]
        projected[0] = 0
        self.inputs = []
        self.narrow = []
        for branch, (order, _) in enumerate(ORDERS):
            columns = slice(branch * weights.channels, (branch + 1) * weights.channels)
            inputs = np.ascontiguousarray(projected[:, columns])
            narrow = inputs @ weights.matrices[f"down.0.{branch}"]
            self.inputs.append(inputs)
            self.narrow.append([np.ascontiguousarray(n) for n in np.split(narrow, order, axis=1)])


def _sums(weights: _Weights, lookup: _Lookup, pieces: Places, lengths: Places) -> Array:
    """(texts, features): the standardised features of a run of texts, summed over each."""
    number = np.arange(len(lengths)).repeat(lengths)
    # PADDING empty places lie before, between and after the texts; `inside` leaves out the outer ones.
    places = np.arange(len(pieces)) + PADDING * number
    total = _filled(len(pieces) + PADDING * (len(lengths) - 1))
    padded = np.zeros(total + 2 * PADDING, dtype=np.int64)
    padded[places + PADDING] = pieces
    inside = padded[PADDING : PADDING + total]
    empty = np.flatnonzero(inside == 0)
    width, channels, rank = lookup.rows.shape[1], weights.channels, weights.rank
    features = np.empty((total, width + channels * len(ORDERS)), dtype=np.float32)
    lookup.rows.take(inside, axis=0, out=features[:, :width], mode="clip")
    for branch, (order, left) in enumerate(ORDERS):
        shifts = [PADDING + k - left for k in range(order)]
        mixed = lookup.narrow[branch][0][padded[shifts[0] :][:total]]
        for k in range(1, order):
            mixed += lookup.narrow[branch][k][padded[shifts[k] :][:total]]
        hidden = _widen(weights, 0, branch, mixed)
        hidden += lookup.inputs[branch][inside]
        hidden[empty] = 0
        narrow = np.zeros((len(padded), order * rank), dtype=np.float32)
        product = narrow[PADDING : PADDING + total]
        np.matmul(hidden, weights.matrices[f"down.1.{branch}"], out=product)
        mixed = narrow[shifts[0] :][:total, :rank].copy()
        for k in range(1, order):
            mixed += narrow[shifts[k] :][:total, k * rank : (k + 1) * rank]
        second = _widen(weights, 1, branch, mixed)
        column = width + branch * channels
        np.add(second, hidden, out=features[:, column : column + channels])
    return _summed(features, lengths)


def _summed(features: Array, lengths: Places) -> Array:
    """(texts, features): the rows of each text, standardised in one product with their sum."""
    mean = features.mean(axis=1)
    variance = np.einsum("ij,ij->i", features, features) / features.shape[1] - mean * mean
    share = 1 / np.sqrt(variance + EPSILON)
    # Rounding a sum again and again would add up over the thousands of pieces of a long text.
    summed = np.zeros((len(lengths), features.shape[1]), dtype=np.float64)
    begins = np.cumsum(lengths + PADDING) - lengths - PADDING
    for text, (begin, length) in enumerate(zip(begins.tolist(), lengths.tolist(), strict=True)):
        for start in range(begin, begin + length, SUMMED_PIECES):
            some = slice(start, min(start + SUMMED_PIECES, begin + length))
            summed[text] += share[some] @ features[some]
            summed[text] -= share[some] @ mean[some]
    return summed.astype(np.float32)


def _filled(rows: int) -> int:
    """So many rows that no tile of a product is left open."""
    return -(-rows // ROWS) * ROWS


def _widen(weights: _Weights, layer: int, branch: int, mixed: Array) -> Array:
    wide: Array = mixed @ weights.matrices[f"up.{layer}.{branch}"]
    wide += weights.vectors[f"up.{layer}.{branch}.bias"]
    np.maximum(wide, 0, out=wide)
    return wide


def _head(weights: _Weights, sums: Array, lengths: Array) -> Array:
    matrices = weights.matrices
    pooled = sums @ matrices["pool"] + lengths * weights.vectors["pool.bias"]
    pooled /= np.sqrt(lengths)
    first = np.maximum(pooled @ matrices["dense0"], 0) @ matrices["dense1"]
    first = np.maximum(first + pooled @ matrices["skip1"], 0)
    last = np.maximum(first @ matrices["dense2"], 0) @ matrices["dense3"]
    result: Array = np.tanh(last + first @ matrices["skip3"])
    return result


def _standardise(features: Array) -> None:
    """Mean 0 and variance 1 in every row, in place."""
    features -= features.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", features, features) / features.shape[1]
    features *= (1 / np.sqrt(variance + EPSILON))[:, None]


def _fingerprint(folder: ModelFolder, dimension: int) -> str:
    seed = f"{folder.digest}\n{NORMALIZATION_VERSION}\n{dimension}"
    return f"ngram-encoder:{hashlib.sha256(seed.encode()).hexdigest()[:16]}"

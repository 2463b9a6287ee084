"""Nearest companies by vector: a FAISS index over their means, refined by their passages.

Derived from the database and disposable. One index holds one generation of one model's vectors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from recommender import artefacts

CANDIDATES = 1_000
"""At least this many nearest means are refined by their passages."""

MEAN_WEIGHT = 2 / 3
"""Share of the whole company in a score; the rest is its best passage.

The whole finds the kind of business, the passage the particular product: measured on broad and on
narrow queries, two thirds lose on neither (docs/decisions/0005-passages.md).
"""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Companies from best to worst, all arrays of shape (n,).

    Row numbers, scores (-1 to 1), the number of each one's best passage, and its cosine.
    """

    rows: Ints
    scores: Floats
    passages: Ints
    passage_scores: Floats


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """`rows` (n,) ascending; `means` a FAISS inner-product index; `passages` (m, d).

    The passages of the company at position i are `passages[starts[i]:starts[i + 1]]`.
    """

    generation: int
    fingerprint: str
    rows: Ints
    means: faiss.Index
    passages: npt.NDArray[np.float16]
    starts: Ints

    @classmethod
    def build(
        cls,
        generation: int,
        fingerprint: str,
        dimension: int,
        entries: Iterable[tuple[int, Floats, npt.NDArray[np.float16]]],
    ) -> "VectorIndex":
        """Make an index of (row, mean, passages) entries, ascending by row."""
        rows, means, passages = [], [], []
        for row, mean, own in entries:
            rows.append(row)
            means.append(mean)
            passages.append(own)
        index = faiss.IndexFlatIP(dimension)
        if means:
            index.add(np.stack(means))
        stacked = np.concatenate(passages) if passages else np.empty((0, dimension), np.float16)
        starts = np.cumsum([0, *(len(own) for own in passages)], dtype=np.int64)
        rows_array = np.array(rows, dtype=np.int64)
        return cls(generation, fingerprint, rows_array, index, stacked, starts)

    @staticmethod
    def folder(parent: Path, generation: int, fingerprint: str) -> Path:
        """Where the artefact of a generation lies."""
        model = "".join(c if c.isalnum() else "-" for c in fingerprint)
        return parent / f"vectors-{generation:012d}-{model}"

    def save(self, parent: Path) -> None:
        """Write the artefact, and remove those of other generations and models."""
        folder = self.folder(parent, self.generation, self.fingerprint)
        artefacts.write_artefact(
            folder,
            {
                "means.faiss": lambda path: faiss.write_index(self.means, str(path)),
                "rows.npy": lambda path: np.save(path, self.rows),
                "starts.npy": lambda path: np.save(path, self.starts),
                "passages.npy": lambda path: np.save(path, self.passages),
            },
            {
                "generation": self.generation,
                "fingerprint": self.fingerprint,
                "dimension": self.means.d,
                "metric": "inner product",
                "companies": len(self.rows),
                "passages": len(self.passages),
            },
        )
        for other in parent.glob("vectors-*"):
            if other != folder:
                artefacts.remove(other)
        artefacts.sweep(parent)

    @classmethod
    def load(cls, parent: Path, generation: int, fingerprint: str) -> "VectorIndex":
        """Read the artefact of a generation. Raises DamagedArtefactError where it is not whole."""
        folder = cls.folder(parent, generation, fingerprint)
        manifest = artefacts.read_manifest(folder)
        if (manifest["generation"], manifest["fingerprint"]) != (generation, fingerprint):
            raise artefacts.DamagedArtefactError(f"{folder}: another generation's manifest")
        try:
            return cls(
                generation,
                fingerprint,
                np.load(folder / "rows.npy", allow_pickle=False),
                faiss.read_index(str(folder / "means.faiss")),
                np.load(folder / "passages.npy", mmap_mode="r", allow_pickle=False),
                np.load(folder / "starts.npy", allow_pickle=False),
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise artefacts.DamagedArtefactError(f"{folder}: {error}") from error

    def __len__(self) -> int:
        return len(self.rows)

    def mean(self, row: int) -> Floats:
        """The vector of the company at `row`, shape (d,)."""
        position = int(self._positions([row])[0])
        return np.asarray(self.means.reconstruct(position), dtype=np.float32)

    def passages_of(self, row: int) -> Floats:
        """The passage vectors of the company at `row`, shape (n, d)."""
        position = int(self._positions([row])[0])
        own = self.passages[self.starts[position] : self.starts[position + 1]]
        return own.astype(np.float32)

    def rank(self, vector: Floats, limit: int, allowed: Sequence[int] | None = None) -> Ranking:
        """Rank companies for a query vector of shape (d,), best first, at most `limit`.

        The score is a weighted mean of two cosines: that of the company's vector (MEAN_WEIGHT),
        and that of its best passage.
        With `allowed` (row numbers, ascending) nothing else is looked at. The ranking is exact
        among the nearest means, of which at least `CANDIDATES` and twice `limit` are refined.
        Equal scores keep the order of entry.
        """
        positions = None if allowed is None else self._positions(allowed)
        depth = max(CANDIDATES, 2 * limit)
        if positions is None or len(positions) > depth:
            positions = self._nearest(vector, depth, positions)
        return self._refine(vector, np.sort(positions), limit)

    def _positions(self, rows: Sequence[int]) -> Ints:
        wanted = np.asarray(rows, dtype=np.int64)
        found: Ints = np.searchsorted(self.rows, wanted)
        return found

    def _nearest(self, vector: Floats, depth: int, positions: Ints | None) -> Ints:
        parameters = None
        if positions is not None:
            chosen = np.zeros(len(self.rows), dtype=bool)
            chosen[positions] = True
            bitmap = np.packbits(chosen, bitorder="little")
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBitmap(len(chosen), faiss.swig_ptr(bitmap))
        _, found = self.means.search(vector[np.newaxis], depth, params=parameters)
        nearest: Ints = found[0][found[0] >= 0]
        return nearest

    def _refine(self, vector: Floats, positions: Ints, limit: int) -> Ranking:
        lengths = self.starts[positions + 1] - self.starts[positions]
        begins = np.cumsum(lengths) - lengths
        gathered = np.repeat(self.starts[positions] - begins, lengths) + np.arange(lengths.sum())
        cosines = self.passages[gathered].astype(np.float32) @ vector
        best = np.maximum.reduceat(cosines, begins) if len(begins) else cosines
        means = self.means.reconstruct_batch(positions) @ vector
        scores = (MEAN_WEIGHT * means + (1 - MEAN_WEIGHT) * best).astype(np.float32)
        order = np.lexsort((positions, -scores))[:limit]
        winners = [int(np.argmax(cosines[begins[i] :][: lengths[i]])) for i in order.tolist()]
        return Ranking(
            self.rows[positions[order]], scores[order], np.array(winners, np.int64), best[order]
        )

"""Companies by vectors: a FAISS index over their means, and the vectors of their passages.

Derived from the database and disposable. One index holds one generation of one model's vectors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from recommender import artefacts
from recommender.halves import products
from recommender.passages import mean_of
from recommender.stored_vectors import Entry

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a vector has to do with companies, all arrays of shape (n,).

    Cosines of the companies' own vectors, of their best passages, and the numbers of those.
    """

    whole: Floats
    passage: Floats
    best: Ints


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """`rows` (n,) ascending; `means` a FAISS inner-product index; `passages` (m, d).

    The passages of the company at position i are `passages[starts[i]:starts[i + 1]]`. `sought`
    (n, d) holds the means of what companies seek, zeros where nothing is known of it.
    """

    generation: int
    fingerprint: str
    rows: Ints
    means: faiss.Index
    passages: npt.NDArray[np.float16]
    starts: Ints
    sought: npt.NDArray[np.float16]

    @classmethod
    def build(
        cls,
        generation: int,
        fingerprint: str,
        dimension: int,
        entries: Iterable[Entry],
    ) -> "VectorIndex":
        """Make an index of companies, ascending by row."""
        rows, means, passages, sought = [], [], [], []
        nothing = np.zeros(dimension, np.float16)
        for entry in entries:
            rows.append(entry.row)
            means.append(entry.mean)
            passages.append(entry.passages)
            if len(entry.sought):
                wanted = mean_of(entry.sought.astype(np.float32), entry.sought_places)
                sought.append(wanted.astype(np.float16))
            else:
                sought.append(nothing)
        index = faiss.IndexFlatIP(dimension)
        if means:
            index.add(np.stack(means))
        none = np.empty((0, dimension), np.float16)
        return cls(
            generation,
            fingerprint,
            np.array(rows, dtype=np.int64),
            index,
            np.concatenate(passages) if passages else none,
            np.cumsum([0, *(len(own) for own in passages)], dtype=np.int64),
            np.stack(sought) if sought else none,
        )

    @staticmethod
    def folder(parent: Path, generation: int, fingerprint: str) -> Path:
        """Where the artefact of a generation lies."""
        return artefacts.generation_folder(parent, "vectors", generation, fingerprint)

    def save(self, parent: Path) -> None:
        """Write the artefact, and remove those of other generations and models."""
        artefacts.write_generation(
            self.folder(parent, self.generation, self.fingerprint),
            {
                "means.faiss": lambda path: faiss.write_index(self.means, str(path)),
                "rows.npy": lambda path: np.save(path, self.rows),
                "starts.npy": lambda path: np.save(path, self.starts),
                "passages.npy": lambda path: np.save(path, self.passages),
                "sought.npy": lambda path: np.save(path, self.sought),
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

    @classmethod
    def load(cls, parent: Path, generation: int, fingerprint: str) -> "VectorIndex":
        """Read the artefact of a generation. Raises DamagedArtefactError where it is not whole."""
        folder = cls.folder(parent, generation, fingerprint)
        artefacts.check_generation(folder, generation, fingerprint)
        try:
            return cls(
                generation,
                fingerprint,
                np.load(folder / "rows.npy", allow_pickle=False),
                faiss.read_index(str(folder / "means.faiss")),
                np.load(folder / "passages.npy", mmap_mode="r", allow_pickle=False),
                np.load(folder / "starts.npy", allow_pickle=False),
                np.load(folder / "sought.npy", mmap_mode="r", allow_pickle=False),
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise artefacts.DamagedArtefactError(f"{folder}: {error}") from error

    def __len__(self) -> int:
        return len(self.rows)

    def mean(self, row: int) -> Floats:
        """The vector of the company at `row`, shape (d,)."""
        position = int(self.positions([row])[0])
        return np.asarray(self.means.reconstruct(position), dtype=np.float32)

    def all_means(self) -> Floats:
        """The vectors of all companies, shape (n, d)."""
        return np.asarray(self.means.reconstruct_n(0, len(self.rows)), dtype=np.float32)

    def passages_of(self, row: int) -> Floats:
        """The passage vectors of the company at `row`, shape (n, d)."""
        position = int(self.positions([row])[0])
        own = self.passages[self.starts[position] : self.starts[position + 1]]
        return own.astype(np.float32)

    def passages_at(self, positions: Ints) -> tuple[npt.NDArray[np.float16], Ints]:
        """Vectors of the passages of companies, one after the other (p, d), and where each begins (n,)."""
        places, begins = self._places(positions)
        return self.passages[places], begins

    def _places(self, positions: Ints) -> tuple[Ints, Ints]:
        """Where the passages of companies are (p,), and where each company's begin among them (n,)."""
        lengths = self.starts[positions + 1] - self.starts[positions]
        begins = np.cumsum(lengths) - lengths
        places = np.repeat(self.starts[positions] - begins, lengths) + np.arange(lengths.sum())
        return places, begins

    def positions(self, rows: Sequence[int]) -> Ints:
        """Where in the index the companies at `rows` are."""
        found: Ints = np.searchsorted(self.rows, np.asarray(rows, dtype=np.int64))
        return found

    def nearest(self, vector: Floats, count: int, positions: Ints | None = None) -> Ints:
        """Positions of the `count` companies whose own vectors are nearest, among `positions`."""
        parameters = None
        if positions is not None:
            chosen = np.zeros(len(self.rows), dtype=bool)
            chosen[positions] = True
            bitmap = np.packbits(chosen, bitorder="little")
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBitmap(len(chosen), faiss.swig_ptr(bitmap))
        _, found = self.means.search(vector[np.newaxis], count, params=parameters)
        nearest: Ints = found[0][found[0] >= 0]
        return nearest

    def compare(self, vector: Floats, positions: Ints) -> Comparison:
        """Compare a vector of shape (d,) with the companies at `positions` and their passages."""
        places, begins = self._places(positions)
        lengths = np.diff(begins, append=len(places))
        cosines = products(self.passages, places, vector)
        if not len(positions):
            return Comparison(cosines, cosines, np.empty(0, np.int64))
        highest = np.maximum.reduceat(cosines, begins)
        # The first place in each company's run where its highest cosine stands.
        is_highest = np.flatnonzero(cosines == np.repeat(highest, lengths))
        company = np.repeat(np.arange(len(positions)), lengths)[is_highest]
        _, first = np.unique(company, return_index=True)
        best = is_highest[first] - begins
        return Comparison(self.means.reconstruct_batch(positions) @ vector, highest, best)

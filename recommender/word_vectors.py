"""The words of an index in the space of the catalogue's model: which of them mean what a word means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]

Encode = Callable[[Sequence[str]], Floats]
"""Vectors of words, shape (n, d), rows of unit length."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """`terms` (w) are words of a language, `surfaces` (w) says how each is usually written.

    `vectors` (w, d) embeds the surfaces, rows of unit length.
    """

    terms: Sequence[str]
    surfaces: Sequence[str]
    vectors: Floats

    @classmethod
    def build(
        cls, surfaces: Mapping[str, str], encode: Encode, known: Mapping[str, Floats]
    ) -> "WordVectors":
        """Embed the usual surface of each term; those in `known` are not embedded again."""
        written = list(surfaces.values())
        new = sorted({surface for surface in written if surface not in known})
        # As they come back from the disk: before and after a restart the neighbours are the same.
        made = encode(new).astype(np.float16).astype(np.float32) if new else None
        vectors = dict(known) if made is None else {**known, **dict(zip(new, made, strict=True))}
        rows = [vectors[surface] for surface in written]
        return cls(
            list(surfaces), written, np.stack(rows) if rows else np.empty((0, 0), np.float32)
        )

    def known(self) -> dict[str, Floats]:
        """Vectors by surface."""
        return dict(zip(self.surfaces, self.vectors, strict=True))

    def nearest(self, vectors: Floats, count: int) -> list[list[tuple[str, float]]]:
        """For each of `vectors`, shape (n, d), its nearest terms with their cosines, best first."""
        count = min(count, len(self.terms))
        if not count or not len(vectors):
            return [[] for _ in vectors]
        cosines = vectors @ self.vectors.T
        found = []
        for row in cosines:
            best = np.argpartition(-row, count - 1)[:count]
            best = best[np.lexsort((best, -row[best]))]
            found.append([(self.terms[number], float(row[number])) for number in best.tolist()])
        return found

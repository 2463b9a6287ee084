"""The words of an index in the space of the catalogue's model: which of them mean what a word means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]

Encode = Callable[[Sequence[str]], Floats]
"""Vectors of words, shape (n, d), rows of unit length."""


@dataclass(frozen=True)
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

    def nearest(self, vectors: Floats, count: int) -> list[dict[str, list[tuple[str, float]]]]:
        """For each of `vectors`, shape (n, d), the nearest terms of each language, best first.

        By language, each term with its cosine.
        """
        if not len(self.terms) or not len(vectors):
            return [{} for _ in vectors]
        cosines = vectors @ self.vectors.T
        found: list[dict[str, list[tuple[str, float]]]] = [{} for _ in vectors]
        for language, own in self._by_language.items():
            some = min(count, own.stop - own.start)
            for number, row in enumerate(cosines[:, own]):
                best = np.argpartition(-row, some - 1)[:some]
                best = best[np.lexsort((best, -row[best]))]
                found[number][language] = [
                    (self.terms[own.start + place], float(row[place])) for place in best.tolist()
                ]
        return found

    @cached_property
    def _by_language(self) -> dict[str, slice]:
        """Where the terms of each language are: they are in order, and begin with it."""
        languages = np.array([term.partition(":")[0] for term in self.terms])
        names, starts, counts = np.unique(languages, return_index=True, return_counts=True)
        return {
            str(name): slice(int(start), int(start + count))
            for name, start, count in zip(names, starts, counts, strict=True)
        }

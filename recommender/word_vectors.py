"""The words of an index in the space of the catalogue's model: which of them mean what a word means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from recommender.remembered import Remembered

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]

Encode = Callable[[Sequence[str]], Floats]
"""Vectors of words, shape (n, d), rows of unit length."""

Neighbours = Mapping[str, Sequence[tuple[str, float]]]
"""By language, the terms that are nearest to a word, each with its cosine, best first."""

DIMENSION = 256
"""So many components of a word's vector are kept: the model's first ones say most (Kusupati et al.,
NeurIPS 2022), and all of them find no better neighbours (development queries of
`benchmarks/hybrid.py`: mean reciprocal rank .759 with 512, .761 with 256, .751 with 128)."""

AT_A_TIME = 256
"""Words that are compared with all others at a time, so that many do not fill the memory."""

MAX_REMEMBERED = 5_000
"""Words of which is remembered what is near to them; each takes some 1 kB. Queries repeat words far more
often than they repeat each other, and a third of a search went into this."""

FEW = 16
"""So many unknown words, those of a query, have the same vectors to the last digit each time."""


@dataclass(frozen=True)
class WordVectors:
    """`terms` (w) are words of a language, `surfaces` (w) says how each is usually written.

    `vectors` (w, d) embeds the surfaces, rows of unit length.
    """

    terms: Sequence[str]
    surfaces: Sequence[str]
    vectors: Floats
    near: Remembered[tuple[str, int], Neighbours] = field(
        default_factory=lambda: Remembered(MAX_REMEMBERED), compare=False, repr=False
    )
    """By word and number of terms, what is near to it: of words that were asked for last."""

    @classmethod
    def build(
        cls, surfaces: Mapping[str, str], encode: Encode, known: Mapping[str, Floats]
    ) -> "WordVectors":
        """Embed the usual surface of each term; those in `known` are not embedded again."""
        written = list(surfaces.values())
        new = sorted({surface for surface in written if surface not in known})
        # As they come back from the disk: before and after a restart the neighbours are the same.
        made = shortened(encode(new)).astype(np.float16).astype(np.float32) if new else None
        vectors = dict(known) if made is None else {**known, **dict(zip(new, made, strict=True))}
        rows = [vectors[surface] for surface in written]
        return cls(
            list(surfaces), written, np.stack(rows) if rows else np.empty((0, 0), np.float32)
        )

    def neighbours_of(self, words: Sequence[str], count: int, encode: Encode) -> list[Neighbours]:
        """The `count` terms of each language that are nearest to each of words.

        `encode` is called for the words that are neither remembered nor known, if there are any.
        """
        found = self.near.known((word, count) for word in words)
        if new := [word for word in dict.fromkeys(words) if (word, count) not in found]:
            nearest = self.nearest(self.vectors_of(new, encode), count)
            made = {(word, count): near for word, near in zip(new, nearest, strict=True)}
            self.near.add(made)
            found |= made
        return [found[word, count] for word in words]

    def vectors_of(self, words: Sequence[str], encode: Encode) -> Floats:
        """Vectors of words (n, d); those that companies use in this spelling are not embedded again."""
        new = list(dict.fromkeys(word for word in words if word not in self._rows))
        # Each alone, for the last digits of a vector depend on what is embedded beside it; of many at once
        # they do not matter, and time does.
        alone = [encode([word]) for word in new] if len(new) <= FEW else [encode(new)]
        made = shortened(np.concatenate(alone)) if new else np.empty((0, 0), np.float32)
        found = dict(zip(new, made, strict=True))
        vectors = [found[w] if w in found else self.vectors[self._rows[w]] for w in words]
        return np.array(vectors, np.float32) if words else made

    def known(self) -> dict[str, Floats]:
        """Vectors by surface."""
        return dict(zip(self.surfaces, self.vectors, strict=True))

    def nearest(self, vectors: Floats, count: int) -> list[Neighbours]:
        """For each of `vectors`, shape (n, d), the nearest terms of each language."""
        if not len(self.terms):
            return [{} for _ in vectors]
        found: list[Neighbours] = []
        for start in range(0, len(vectors), AT_A_TIME):
            some = vectors[start : start + AT_A_TIME]
            found += [
                {
                    language: self._best(vector, cosines[own], own.start, count)
                    for language, own in self._by_language.items()
                }
                for vector, cosines in zip(some, some @ self.vectors.T, strict=True)
            ]
        return found

    def _best(
        self, vector: Floats, cosines: Floats, first: int, count: int
    ) -> list[tuple[str, float]]:
        """The terms with the highest of `cosines` (w,) with `vector`; `first` is the number of the first."""
        some = min(count, len(cosines))
        best = first + np.argpartition(-cosines, some - 1)[:some]
        # Anew, for the last digits of a product depend on what else is multiplied with it.
        exact = self.vectors[best].astype(np.float64) @ vector.astype(np.float64)
        order = np.lexsort((best, -exact))
        return [(self.terms[best[at]], float(exact[at])) for at in order.tolist()]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {surface: row for row, surface in enumerate(self.surfaces)}

    @cached_property
    def _by_language(self) -> dict[str, slice]:
        """Where the terms of each language are: they are in order, and begin with it."""
        languages = np.array([term.partition(":")[0] for term in self.terms])
        names, starts, counts = np.unique(languages, return_index=True, return_counts=True)
        return {
            str(name): slice(int(start), int(start + count))
            for name, start, count in zip(names, starts, counts, strict=True)
        }


def shortened(vectors: Floats) -> Floats:
    """The first `DIMENSION` components, as rows of unit length."""
    short = vectors[:, :DIMENSION]
    lengths = np.linalg.norm(short, axis=1, keepdims=True)
    unit: Floats = short / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit

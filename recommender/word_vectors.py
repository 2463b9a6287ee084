"""The words of an index in the space of the catalogue's model: which of them mean what a word means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import faiss
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

CLOSER = 3
"""For each term that is wanted, so many are looked at more closely. Eight bits a component miss a cosine
by .001; none of the eight nearest of any of the 15,978 words of 4,217 companies was ever missed."""

STEPS = 127
"""From 0 to the largest component, in a byte with a sign."""

EPSILON = 1e-6
"""Where all components are smaller, they are none."""

MAX_REMEMBERED = 5_000
"""Words of which is remembered what is near to them; each takes some 1 kB. Queries repeat words far more
often than they repeat each other, and a third of a search went into this."""


@dataclass(frozen=True)
class WordVectors:
    """`terms` (w) are words of a language, `surfaces` (w) says how each is usually written.

    `vectors` (w, d) embeds the surfaces, rows of unit length but for what half precision leaves out.
    """

    terms: Sequence[str]
    surfaces: Sequence[str]
    vectors: Halves
    near: Remembered[tuple[str, int], Neighbours] = field(
        default_factory=lambda: Remembered(MAX_REMEMBERED), compare=False, repr=False
    )
    """By word and number of terms, what is near to it: of words that were asked for last."""

    @classmethod
    def build(
        cls, surfaces: Mapping[str, str], encode: Encode, known: Mapping[str, Halves]
    ) -> "WordVectors":
        """Embed the usual surface of each term; those in `known` are not embedded again."""
        written = list(surfaces.values())
        new = sorted({surface for surface in written if surface not in known})
        made = shortened(encode(new)).astype(np.float16) if new else None
        vectors = dict(known) if made is None else {**known, **dict(zip(new, made, strict=True))}
        rows = [vectors[surface] for surface in written]
        return cls(
            list(surfaces), written, np.stack(rows) if rows else np.empty((0, 0), np.float16)
        )

    def neighbours_of(self, words: Sequence[str], count: int, encode: Encode) -> list[Neighbours]:
        """The `count` terms of each language that are nearest to each of words.

        `encode` is called for the words that are neither remembered nor known, if there are any.
        """
        return self.read([], words, count, encode)[1]

    def read(
        self, texts: Sequence[str], words: Sequence[str], count: int, encode: Encode
    ) -> tuple[Floats, list[Neighbours]]:
        """Embed texts, and find what is near to words, as `neighbours_of`; `encode` is called once.

        Most of the time of embedding a few words goes into reading the weights.
        """
        found = self.near.known((word, count) for word in words)
        new = [word for word in dict.fromkeys(words) if (word, count) not in found]
        unknown = [word for word in new if word not in self._rows]
        none = np.empty((0, 0), np.float32)
        made: Floats = encode([*texts, *unknown]) if texts or unknown else none
        embedded = dict(zip(unknown, shortened(made[len(texts) :]), strict=True))
        nearest = self.nearest([self._vector(word, embedded) for word in new], count)
        fresh = {(word, count): near for word, near in zip(new, nearest, strict=True)}
        self.near.add(fresh)
        found |= fresh
        return made[: len(texts)], [found[word, count] for word in words]

    def _vector(self, word: str, embedded: Mapping[str, Floats]) -> Floats:
        if word in embedded:
            return embedded[word]
        stored: Floats = self.vectors[self._rows[word]].astype(np.float32)
        return stored

    def known(self) -> dict[str, Halves]:
        """Vectors by surface."""
        return dict(zip(self.surfaces, self.vectors, strict=True))

    def nearest(self, vectors: Sequence[Floats], count: int) -> list[Neighbours]:
        """For each of `vectors` (d,), the nearest terms of each language."""
        found: list[dict[str, Sequence[tuple[str, float]]]] = [{} for _ in vectors]
        if not found or not len(self.terms):
            return list(found)
        stacked = np.array(vectors, np.float32)
        rounded = self._in_steps(stacked)
        for language, own in self._by_language.items():
            some = min(count * CLOSER, own.stop - own.start)
            _, candidates = self._coarse[language].search(rounded, some)
            for neighbours, vector, near in zip(found, stacked, candidates, strict=True):
                neighbours[language] = self._best(vector, own.start + near, count)
        return list(found)

    def _best(
        self, vector: Floats, candidates: npt.NDArray[np.int64], count: int
    ) -> list[tuple[str, float]]:
        """The terms among `candidates` with the highest cosines with `vector`."""
        exact = self.vectors[candidates].astype(np.float64) @ vector.astype(np.float64)
        order = np.lexsort((candidates, -exact))[:count]
        return [(self.terms[candidates[at]], float(exact[at])) for at in order.tolist()]

    @cached_property
    def _coarse(self) -> dict[str, faiss.Index]:
        """By language, the vectors in eight bits a component."""
        made: dict[str, faiss.Index] = {}
        for language, own in self._by_language.items():
            made[language] = faiss.IndexScalarQuantizer(
                self.vectors.shape[1],
                faiss.ScalarQuantizer.QT_8bit_direct_signed,
                faiss.METRIC_INNER_PRODUCT,
            )
            made[language].add(self._in_steps(self.vectors[own].astype(np.float32)))
        return made

    @cached_property
    def _steps(self) -> np.float32:
        """So many steps from 0 to 1 that the largest component lies at `STEPS`."""
        return np.float32(STEPS / max(float(np.abs(self.vectors).max()), EPSILON))

    def _in_steps(self, vectors: Floats) -> Floats:
        """Components as whole numbers; FAISS compares those of questions as bytes too."""
        whole: Floats = np.rint(vectors * self._steps).clip(-STEPS, STEPS)
        return whole

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
    """The first `DIMENSION` components, as rows of unit length, shape (n, DIMENSION)."""
    short = vectors[:, :DIMENSION]
    lengths = np.linalg.norm(short, axis=1, keepdims=True)
    unit: Floats = short / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit

"""Companies by their terms: an inverted index, scored by BM25 over weighted alternatives.

Derived from the database and disposable, like the vector index, and of one generation with it.
"""

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.analysis import is_code
from recommender import artefacts
from recommender.names import NameIndex
from recommender.terms import CompanyTerms, usual
from recommender.word_vectors import Encode, Floats, Halves, WordVectors

SATURATION = 0.3
"""BM25's k1: how soon repeating a term says nothing new. Low, for a profile that answers all of a query
is better than one that repeats a part of it (development queries of `benchmarks/hybrid.py`)."""

LENGTH_NORMALIZATION = 0.75
"""BM25's b: how much the terms of a long text count less."""

_MOST = 65_535


@dataclass(frozen=True, slots=True)
class Postings:
    """Positions of the companies that have a term, ascending, and how often; shape (n,) both."""

    positions: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """`rows` (n,) ascending and `lengths` (n,) in words of the companies; their words and names.

    The postings of the term that `numbers` calls i are at `starts[i]` to `starts[i + 1]` of
    `positions` and `counts`.
    """

    generation: int
    fingerprint: str
    rows: npt.NDArray[np.int64]
    lengths: Floats
    numbers: Mapping[str, int]
    starts: npt.NDArray[np.int64]
    positions: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]
    words: WordVectors
    names: NameIndex

    @classmethod
    def build(
        cls,
        generation: int,
        fingerprint: str,
        entries: Iterable[tuple[int, CompanyTerms]],
        encode: Encode,
        known: Mapping[str, Halves],
    ) -> "LexicalIndex":
        """Make an index of (row, terms) entries, ascending by row.

        `encode` embeds words as they are written; those in `known` are not embedded again.
        """
        rows, lengths = array("q"), array("f")
        terms, positions, counts = array("i"), array("i"), array("H")
        met: dict[str, int] = {}
        names: list[list[str]] = []
        written: dict[str, Counter[str]] = {}
        for position, (row, own) in enumerate(entries):
            rows.append(row)
            lengths.append(own.length)
            names.append(own.names)
            for term, count in own.counts.items():
                terms.append(met.setdefault(term, len(met)))
                positions.append(position)
                counts.append(min(count, _MOST))
            for term, surface in own.surfaces.items():
                written.setdefault(term, Counter())[surface] += 1
        listed = sorted(met)
        renumbered = np.empty(len(met), np.int32)
        renumbered[[met[name] for name in listed]] = np.arange(len(met))
        by_term = renumbered[np.asarray(terms, np.int32)]
        order = np.argsort(by_term, kind="stable")
        sizes = np.bincount(by_term, minlength=len(listed))
        surfaces = {
            name: usual(written[name]) for name in listed if name in written and not is_code(name)
        }
        return cls(
            generation,
            fingerprint,
            np.asarray(rows, np.int64),
            np.asarray(lengths, np.float32),
            {name: number for number, name in enumerate(listed)},
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            np.asarray(positions, np.int32)[order],
            np.asarray(counts, np.uint16)[order],
            WordVectors.build(surfaces, encode, known),
            NameIndex.build(names),
        )

    @staticmethod
    def folder(parent: Path, generation: int, fingerprint: str) -> Path:
        """Where the artefact of a generation lies."""
        return artefacts.generation_folder(parent, "terms", generation, fingerprint)

    def save(self, parent: Path) -> None:
        """Write the artefact, and remove those of other generations and models."""
        artefacts.write_generation(
            self.folder(parent, self.generation, self.fingerprint),
            {
                "rows.npy": lambda path: np.save(path, self.rows),
                "lengths.npy": lambda path: np.save(path, self.lengths),
                "terms.json": lambda path: _write_list(path, list(self.numbers)),
                "starts.npy": lambda path: np.save(path, self.starts),
                "positions.npy": lambda path: np.save(path, self.positions),
                "counts.npy": lambda path: np.save(path, self.counts),
                "words.json": lambda path: _write_list(path, self.words.terms),
                "surfaces.json": lambda path: _write_list(path, self.words.surfaces),
                "vectors.npy": lambda path: np.save(path, self.words.vectors),
                "names.json": lambda path: _write_list(path, self.names.keys),
                "bearers.npy": lambda path: np.save(path, self.names.positions),
            },
            {
                "generation": self.generation,
                "fingerprint": self.fingerprint,
                "companies": len(self.rows),
                "terms": len(self.numbers),
                "postings": len(self.positions),
            },
        )

    @classmethod
    def load(cls, parent: Path, generation: int, fingerprint: str) -> "LexicalIndex":
        """Read the artefact of a generation. Raises DamagedArtefactError where it is not whole."""
        folder = cls.folder(parent, generation, fingerprint)
        artefacts.check_generation(folder, generation, fingerprint)
        try:
            arrays = {
                name: np.load(folder / f"{name}.npy", allow_pickle=False)
                for name in (
                    "rows",
                    "lengths",
                    "starts",
                    "positions",
                    "counts",
                    "vectors",
                    "bearers",
                )
            }
            lists = {
                name: json.loads((folder / f"{name}.json").read_text("utf-8"))
                for name in ("terms", "words", "surfaces", "names")
            }
        except (OSError, ValueError) as error:
            raise artefacts.DamagedArtefactError(f"{folder}: {error}") from error
        return cls(
            generation,
            fingerprint,
            arrays["rows"],
            arrays["lengths"],
            {name: number for number, name in enumerate(lists["terms"])},
            arrays["starts"],
            arrays["positions"],
            arrays["counts"],
            WordVectors(lists["words"], lists["surfaces"], arrays["vectors"]),
            NameIndex(lists["names"], arrays["bearers"]),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, term: object) -> bool:
        return term in self.numbers

    def postings(self, term: str) -> Postings:
        """Where a term occurs; empty where no company has it."""
        number = self.numbers.get(term)
        own = slice(0, 0) if number is None else slice(*self.starts[number : number + 2].tolist())
        return Postings(self.positions[own], self.counts[own])

    def score(self, alternatives: Mapping[str, float]) -> tuple[Floats, float]:
        """Score every company for one need that several terms can meet, each with its weight.

        Probabilistic structured query (Darwish and Oard, SIGIR 2003): the alternatives are one
        term whose frequencies are the weighted sums of theirs; then BM25 (Robertson and Zaragoza,
        2009). Returns scores of shape (n,), and what a company could reach at most.
        """
        frequency = np.zeros(len(self), np.float32)
        for term, weight in alternatives.items():
            own = self.postings(term)
            frequency[own.positions] += np.float32(weight) * own.counts
        most = self._most(alternatives)
        scores = np.float32(most) * frequency / (frequency + self._saturation(self.lengths))
        return scores.astype(np.float32, copy=False), most

    def score_of(
        self, position: int, counts: Mapping[str, int], alternatives: Mapping[str, float]
    ) -> tuple[float, float]:
        """Score one company, whose terms have these `counts`, as `score` does all of them."""
        frequency = sum(weight * counts.get(term, 0) for term, weight in alternatives.items())
        most = self._most(alternatives)
        saturation = float(self._saturation(self.lengths[position : position + 1])[0])
        return most * frequency / (frequency + saturation), most

    def _most(self, alternatives: Mapping[str, float]) -> float:
        """What a company can reach at most: the rarer the alternatives together, the more."""
        companies = 0.0
        for term, weight in alternatives.items():
            number = self.numbers.get(term)
            if number is not None:
                companies += weight * int(self.starts[number + 1] - self.starts[number])
        # A company that writes in two languages may have the word twice.
        companies = min(companies, float(len(self)))
        rarity = float(np.log1p((len(self) - companies + 0.5) / (companies + 0.5)))
        return rarity * (SATURATION + 1)

    def _saturation(self, lengths: Floats) -> Floats:
        """BM25's k1 for companies of these lengths in words."""
        mean = float(self.lengths.sum()) / max(1, len(self)) or 1.0
        share: Floats = np.float32(1 - LENGTH_NORMALIZATION) + (
            np.float32(LENGTH_NORMALIZATION / mean) * lengths
        )
        return np.float32(SATURATION) * share


def _write_list(path: Path, items: Sequence[str]) -> None:
    path.write_text(json.dumps(list(items), ensure_ascii=False), "utf-8")

"""Training pairs: which texts should lie next to each other, drawn anew for every step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from embeddings.glossary import LANGUAGES, Term
from embeddings.training.corpus import Passage

Pieces = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """left, right: pieces of texts. owner: for each left text the number of its right text.

    targets: (left then right, dimension) vectors of a teacher to stay near, or None.
    """

    left: Sequence[Pieces]
    right: Sequence[Pieces]
    owner: npt.NDArray[np.int64]
    targets: npt.NDArray[np.float32] | None = None


class PairSource(Protocol):
    """Draws pairs of one kind. `weight` multiplies their loss."""

    name: str
    weight: float

    def draw(self, random: np.random.Generator) -> Pairs:
        """The pairs of one step."""


class Translations:
    """Sentences and words with their translation, each source as often as its share says."""

    def __init__(
        self,
        left: Sequence[Pieces],
        right: Sequence[Pieces],
        shares: npt.NDArray[np.float64],
        *,
        name: str,
        size: int,
        weight: float,
        targets: tuple[npt.NDArray[np.float16], npt.NDArray[np.float16]] | None = None,
    ) -> None:
        self.name = name
        self.weight = weight
        self._left, self._right = left, right
        self._ladder = np.cumsum(shares / shares.sum())
        self._ladder[-1] = 1.0
        self._size = size
        self._targets = targets

    def draw(self, random: np.random.Generator) -> Pairs:
        """See `PairSource.draw`."""
        chosen = np.unique(np.searchsorted(self._ladder, random.random(self._size)))
        targets = None
        if self._targets is not None:
            targets = np.concatenate([t[chosen] for t in self._targets]).astype(np.float32)
        return Pairs(
            left=[self._left[number] for number in chosen],
            right=[self._right[number] for number in chosen],
            owner=np.arange(len(chosen)),
            targets=targets,
        )


class Passages:
    """A passage in one language; beside it the same in another, and its query in a third."""

    def __init__(
        self, passages: Sequence[Passage], pieces: "Tokenize", *, size: int, weight: float
    ) -> None:
        self.name = "passages"
        self.weight = weight
        self._texts = [pieces([p.text[language] for language in LANGUAGES]) for p in passages]
        self._queries = [pieces([p.query[language] for language in LANGUAGES]) for p in passages]
        self._size = min(size, len(passages))

    def draw(self, random: np.random.Generator) -> Pairs:
        """See `PairSource.draw`."""
        chosen = random.choice(len(self._texts), self._size, replace=False)
        left, right = [], []
        for number in chosen:
            here, there, asked = random.permutation(len(LANGUAGES))
            right.append(self._texts[number][here])
            left.append(self._texts[number][there])
            left.append(self._queries[number][asked])
        return Pairs(left, right, np.arange(self._size).repeat(2))


class Terms:
    """The same term in two languages, in any of its forms."""

    def __init__(
        self, terms: Sequence[Term], pieces: "Tokenize", *, size: int, weight: float
    ) -> None:
        self.name = "terms"
        self.weight = weight
        self._forms = [[pieces(term.forms[language]) for language in LANGUAGES] for term in terms]
        self._size = min(size, len(terms))

    def draw(self, random: np.random.Generator) -> Pairs:
        """See `PairSource.draw`."""
        chosen = random.choice(len(self._forms), self._size, replace=False)
        left: list[Pieces] = []
        right: list[Pieces] = []
        for number in chosen:
            here, there, _ = random.permutation(len(LANGUAGES))
            for side, language in ((left, here), (right, there)):
                forms = self._forms[number][language]
                side.append(forms[random.integers(len(forms))])
        return Pairs(left, right, np.arange(self._size))


class Tokenize(Protocol):
    """Texts to pieces."""

    def __call__(self, texts: Sequence[str]) -> list[Pieces]:
        """One array of numbers a text, with the marks of beginning and end."""

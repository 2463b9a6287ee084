"""From text to the sources of training pairs that the models share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.embedder import Vectors
from embeddings.glossary import LANGUAGES, Term, read_glossary
from embeddings.normalization import normalize
from embeddings.pieces import PieceTokenizer
from embeddings.training.corpus import Passage, read_passages
from embeddings.training.documents import DocumentQueries
from embeddings.training.pairs import PairSource, Passages, Pieces, Terms, Translations
from embeddings.training.settings import BuiltInSettings, TrainingSettings
from embeddings.training.sources import (
    Document,
    HeldOut,
    Translation,
    read_documents,
    read_translations,
    texts_of,
)

LONGEST_TEXT = 100
"""Pieces of a translation or a sentence in training; documents have their own limit."""
JOINED_SENTENCES = (1, 5)

Pair = tuple[str, str]
Teacher = Callable[[Sequence[str]], Vectors]
"""Texts to the (n, dimension) unit vectors that a model is to stay near."""


@dataclass(frozen=True)
class TrainingText:
    """Everything that the built-in models learn from."""

    translations: Sequence[Translation]
    documents: Sequence[Document]
    terms: Sequence[Term]
    passages: Sequence[Passage]

    @classmethod
    def read(cls, data: Path) -> "TrainingText":
        """The trilingual text, and of the files of `data` what is not held out for evaluation."""
        held_out = HeldOut.read(data)
        return cls(
            translations=read_translations(data, held_out),
            documents=read_documents(data, held_out),
            terms=list(read_glossary()),
            passages=read_passages(),
        )

    def of(self, language: str) -> list[str]:
        """Every text in `language`; the documents count as English."""
        sides = [
            side
            for t in self.translations
            for side in zip(t.languages, (t.left, t.right), strict=True)
        ]
        return [
            *(text for code, text in sides if code == language),
            *(texts_of(self.documents) if language == "en" else ()),
            *(form for term in self.terms for form in term.forms[language]),
            *(part[language] for p in self.passages for part in (p.text, p.query)),
        ]

    def all(self) -> list[str]:
        """Every text."""
        return [text for language in LANGUAGES for text in self.of(language)]


class PieceReader:
    """Texts to arrays of pieces, cut at `LONGEST_TEXT`. prepare: what the model does to a text first."""

    def __init__(
        self, tokenizer: PieceTokenizer, prepare: Callable[[str], str] = normalize
    ) -> None:
        self._tokenizer = tokenizer
        self._prepare = prepare

    def __call__(self, texts: Sequence[str]) -> list[Pieces]:
        """One array of numbers a text, with the marks of beginning and end."""
        encoded = self._tokenizer.encode([self._prepare(text) for text in texts])
        return [
            np.array([*numbers[: LONGEST_TEXT - 1], numbers[-1]])
            if len(numbers) > LONGEST_TEXT
            else np.array(numbers)
            for numbers in encoded
        ]


def translation_source(
    text: TrainingText, pieces: PieceReader, settings: TrainingSettings
) -> Translations:
    """Words and sentences as they are."""
    return Translations(
        pieces([t.left for t in text.translations]),
        pieces([t.right for t in text.translations]),
        np.array([settings.shares.get(t.source, 1.0) for t in text.translations]),
        name="translations",
        size=settings.sizes.translations,
        weight=settings.weights.translations,
    )


def sentence_source(
    pairs: Sequence[Pair], pieces: PieceReader, teacher: Teacher, settings: TrainingSettings
) -> Translations:
    """Pairs of texts, near the teacher's own vectors and a step towards the middle of both."""
    left, right = (list(side) for side in zip(*pairs, strict=True))
    seen_left, seen_right = (teacher(side) for side in (left, right))
    middle = seen_left + seen_right
    return Translations(
        pieces(left),
        pieces(right),
        np.ones(len(pairs)),
        name="sentences",
        size=settings.sizes.sentences,
        weight=settings.weights.sentences,
        targets=(_unit(seen_left + middle), _unit(seen_right + middle)),
    )


def running_text(text: TrainingText, settings: BuiltInSettings) -> list[Pair]:
    """Texts of one to five sentences with their translation.

    The collections hold short texts; joined ones stand in for running text.
    """
    random = np.random.default_rng(settings.seed)
    collections: dict[tuple[str, str, str], list[Translation]] = {}
    for translation in text.translations:
        if translation.source in settings.running.collections:
            key = (translation.source, *translation.languages)
            collections.setdefault(key, []).append(translation)
    members = list(collections.values())
    shares = np.array([np.sqrt(len(group)) for group in members])
    pairs: list[Pair] = []
    for _ in range(settings.running.texts):
        group = members[random.choice(len(members), p=shares / shares.sum())]
        count = int(random.integers(JOINED_SENTENCES[0], JOINED_SENTENCES[1] + 1))
        chosen = [group[number] for number in random.integers(len(group), size=count)]
        pairs.append((" ".join(t.left for t in chosen), " ".join(t.right for t in chosen)))
    return pairs


def passage_pairs(passages: Sequence[Passage]) -> list[Pair]:
    """Every passage with its translations."""
    return [
        (passage.text[here], passage.text[there])
        for passage in passages
        for here, there in (("en", "id"), ("en", "ja"), ("id", "ja"))
    ]


def business_sources(
    documents: Sequence[Document],
    terms: Sequence[Term],
    passages: Sequence[Passage],
    pieces: PieceReader,
    settings: TrainingSettings,
) -> list[PairSource]:
    """Documents and what finds them, passages and terms in three languages."""
    sizes, weights = settings.sizes, settings.weights
    return [
        DocumentQueries(documents, terms, pieces, size=sizes.documents, weight=weights.documents),
        Passages(passages, pieces, size=sizes.passages, weight=weights.passages),
        Terms(terms, pieces, size=sizes.terms, weight=weights.terms),
    ]


def _unit(vectors: Vectors) -> npt.NDArray[np.float16]:
    unit: npt.NDArray[np.float16] = (
        vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    ).astype(np.float16)
    return unit

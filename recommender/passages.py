"""What a company is and can do, as the short texts that get embedded and quoted.

A short query meets a short text best, and a reader wants to see the sentence that made the match.
So every sentence of the description, the capabilities and the offers become one passage each, and
the company's own vector is their mean. What a company seeks is not part of what it is, wherever it
says so: those sentences are passages of another kind, and have a mean of their own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from embeddings import Embedder, Span, split_sentences
from recommender.company import Company
from recommender.seeking import requests

PASSAGES_VERSION = 4
"""Part of the fingerprint of stored vectors: raise it when the passages change."""

MAX_PASSAGES = 64
"""Of a description's own sentences, and as many of those that say what is sought: of more, neighbours
are embedded together."""

LIST_SEPARATOR = ", "

_TOO_SHORT = 1e-6

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of a company's field; a list field is joined by commas."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passages:
    """A company's passages: `own` say what it is and can do, never empty; `sought` what it seeks."""

    own: tuple[Passage, ...]
    sought: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class CompanyVectors:
    """The vectors of one company.

    `mean` has shape (d,) and unit length; `passages` has shape (len(places.own), d), unit rows;
    `sought` has shape (len(places.sought), d), unit rows.
    """

    mean: Floats
    passages: Floats
    sought: Floats
    places: Passages


def field_text(company: Company, field: str) -> str:
    """The text that a passage's offsets refer to."""
    value = getattr(company, field)
    return value if isinstance(value, str) else LIST_SEPARATOR.join(value or ())


def own_sentences(company: Company) -> list[Span]:
    """The sentences of a description that say what the company is, however many they are.

    Those that ask for something (`recommender.seeking`) do not, but where nothing else does.
    """
    return _own(company, split_sentences(company.description), requests(company.description))


def _own(company: Company, sentences: list[Span], asking: Sequence[Span]) -> list[Span]:
    requested = set(asking)
    own = [span for span in sentences if span not in requested]
    elsewhere = any(field_text(company, field) for field in ("capabilities", "offers"))
    return own if own or elsewhere else sentences


def passages(company: Company) -> Passages:
    """Cut a company into passages.

    Sentences of its description that ask for something say what it seeks where it has not entered
    that; `own_sentences` say what it is.
    """
    sentences, asking = split_sentences(company.description), requests(company.description)
    own = _cut("description", _own(company, sentences, asking), sentences)
    for field in ("capabilities", "offers"):
        length = len(field_text(company, field))
        own += [Passage(field, 0, length)] if length else []
    entered = split_sentences(company.seeks or "")
    sought = _cut("seeks", entered, entered) or _cut("description", asking, sentences)
    return Passages(tuple(own), tuple(sought))


def _cut(field: str, chosen: Sequence[Span], sentences: Sequence[Span]) -> list[Passage]:
    """The passages of those of a field's sentences that were chosen, `MAX_PASSAGES` at most.

    Of too many, the neighbours that are shortest together are joined; no other sentence gets in
    between. Where others stand between too many of them, the shortest have no passage.
    """
    next_start = {one.end: other.start for one, other in pairwise(sentences)}
    spans = list(chosen)

    def joint_length(at: int) -> float:
        one, other = spans[at : at + 2]
        return other.end - one.start if next_start[one.end] == other.start else math.inf

    lengths = [joint_length(at) for at in range(len(spans) - 1)]
    while len(spans) > MAX_PASSAGES and min(lengths) < math.inf:
        at = lengths.index(min(lengths))
        spans[at : at + 2] = [Span(spans[at].start, spans[at + 1].end)]
        del lengths[at]
        for beside in range(max(0, at - 1), min(at + 1, len(lengths))):
            lengths[beside] = joint_length(beside)
    longest = sorted(spans, key=lambda span: span.start - span.end)[:MAX_PASSAGES]
    return [Passage(field, span.start, span.end) for span in sorted(longest)]


def passage_text(company: Company, passage: Passage) -> str:
    """The characters of a passage."""
    return field_text(company, passage.field)[passage.start : passage.end]


def own_text(company: Company, places: Passages) -> str:
    """What a company says that it is and can do, without the sentences that ask for something."""
    return "\n".join(passage_text(company, place) for place in places.own)


def embedded_text(company: Company) -> str:
    """Everything that the vectors depend on: the same text, the same vectors."""
    fields = ("description", "capabilities", "offers", "seeks")
    return "\0".join(field_text(company, field) for field in fields)


def fingerprint(embedder: Embedder) -> str:
    """Name of the vectors that `embed` makes: of the model, and of the way to cut passages."""
    return f"{embedder.fingerprint}/passages-{PASSAGES_VERSION}"


def embed(companies: Sequence[Company], embedder: Embedder) -> list[CompanyVectors]:
    """Make the vectors of each company; a text that occurs twice is encoded once."""
    places = [passages(company) for company in companies]
    texts = [
        [passage_text(company, place) for place in (*own.own, *own.sought)]
        for company, own in zip(companies, places, strict=True)
    ]
    unique = {text: row for row, text in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
    encoded = embedder.encode(list(unique), kind="document")
    result = []
    for own, own_texts in zip(places, texts, strict=True):
        vectors = encoded[[unique[text] for text in own_texts]]
        described, sought = np.split(vectors, [len(own.own)])
        result.append(CompanyVectors(mean_of(described, own.own), described, sought, own))
    return result


def mean_of(vectors: Floats, places: Sequence[Passage]) -> Floats:
    """The mean of passages' vectors (n, d), of unit length, shape (d,).

    Each passage weighs the square root of its length: a long sentence says more, but not in
    proportion. Opposite passages may cancel out, then the first stands in.
    """
    weights = np.sqrt([place.end - place.start for place in places], dtype=np.float32)
    mean = weights @ vectors
    length = float(np.linalg.norm(mean))
    return (mean / length).astype(np.float32) if length > _TOO_SHORT else vectors[0]

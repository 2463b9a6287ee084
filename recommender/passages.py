"""What a company is and can do, as the short texts that get embedded and quoted.

A short query meets a short text best, and a reader wants to see the sentence that made the match.
So every sentence of the description, the capabilities and the offers become one passage each, and
the company's own vector is their mean. What a company seeks is not part of what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from embeddings import Embedder, split_sentences
from recommender.company import Company

PASSAGES_VERSION = 1
"""Part of the fingerprint of stored vectors: raise it when the passages change."""

MAX_PASSAGES = 64
"""Sentences beyond this number are embedded together with the last one."""

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
class CompanyVectors:
    """The vectors of one company.

    `mean` has shape (d,) and unit length; `passages` has shape (len(places), d), unit rows.
    """

    mean: Floats
    passages: Floats
    places: tuple[Passage, ...]


def field_text(company: Company, field: str) -> str:
    """The text that a passage's offsets refer to."""
    value = getattr(company, field)
    return value if isinstance(value, str) else LIST_SEPARATOR.join(value or ())


def passages(company: Company) -> tuple[Passage, ...]:
    """Cut a company into passages; there is always at least one."""
    sentences = split_sentences(company.description, limit=MAX_PASSAGES)
    found = [Passage("description", span.start, span.end) for span in sentences]
    for field in ("capabilities", "offers"):
        length = len(field_text(company, field))
        found += [Passage(field, 0, length)] if length else []
    return tuple(found)


def passage_text(company: Company, passage: Passage) -> str:
    """The characters of a passage."""
    return field_text(company, passage.field)[passage.start : passage.end]


def embedded_text(company: Company) -> str:
    """Everything that the vectors depend on: the same text, the same vectors."""
    return "\0".join(field_text(company, f) for f in ("description", "capabilities", "offers"))


def fingerprint(embedder: Embedder) -> str:
    """Name of the vectors that `embed` makes: of the model, and of the way to cut passages."""
    return f"{embedder.fingerprint}/passages-{PASSAGES_VERSION}"


def embed(companies: Sequence[Company], embedder: Embedder) -> list[CompanyVectors]:
    """Make the vectors of each company; a text that occurs twice is encoded once.

    The mean weighs each passage by the square root of its length: a long sentence says more, but
    not in proportion.
    """
    places = [passages(company) for company in companies]
    texts = [
        passage_text(company, place)
        for company, own in zip(companies, places, strict=True)
        for place in own
    ]
    unique = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    encoded = embedder.encode(list(unique), kind="document")
    remaining = iter(texts)
    result = []
    for own in places:
        own_texts = list(islice(remaining, len(own)))
        vectors = encoded[[unique[text] for text in own_texts]]
        weights = np.sqrt([len(text) for text in own_texts], dtype=np.float32)
        result.append(CompanyVectors(_unit(weights @ vectors, vectors[0]), vectors, own))
    return result


def _unit(vector: Floats, otherwise: Floats) -> Floats:
    """Scale to unit length; opposite passages may cancel out, then `otherwise` stands in."""
    length = float(np.linalg.norm(vector))
    return (vector / length).astype(np.float32) if length > _TOO_SHORT else otherwise

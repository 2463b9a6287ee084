"""What a search gives back: pages of partners, each with its reasons."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from embeddings import Language
from recommender.company import Company


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters `start` to `end` of a field of a company; a list field is joined by commas."""

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PassageReason:
    """The passage of the partner that is nearest to the query, or to a passage of one's own.

    `score` is their cosine; `own` is absent where a query was asked.
    """

    partner: Quote
    own: Quote | None
    score: float
    kind: Literal["passage"] = "passage"


@dataclass(frozen=True, slots=True)
class SectorReason:
    """Both companies belong to these ISIC divisions."""

    codes: tuple[str, ...]
    kind: Literal["sector"] = "sector"


@dataclass(frozen=True, slots=True)
class Answer:
    """Words that were asked for, and the partner's words that mean them, in any language."""

    asked: Quote
    found: Quote


@dataclass(frozen=True, slots=True)
class PhrasesReason:
    """What of a query the partner's words answer, and what they do not.

    The field of what was asked is "query".
    """

    answers: tuple[Answer, ...]
    missing: tuple[Quote, ...]
    kind: Literal["phrases"] = "phrases"


@dataclass(frozen=True, slots=True)
class NameReason:
    """The query is the partner's name, or nearly: `similarity` is 1 where both sound the same."""

    partner: Quote
    similarity: float
    kind: Literal["name"] = "name"


Reason: TypeAlias = PassageReason | SectorReason | PhrasesReason | NameReason


@dataclass(frozen=True, slots=True)
class Result:
    """One partner: rank from 1, strength 0 to 1, and why."""

    rank: int
    company: Company
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Answer to a query. `total` counts the companies that satisfy the filters."""

    query: str
    language: Language
    generation: int
    total: int
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """Companies in the same kind of business as `company`, which is not among them."""

    company: Company
    generation: int
    total: int
    results: tuple[Result, ...]

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


Reason: TypeAlias = PassageReason | SectorReason


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

"""The JSON that the command line prints and the service answers, field by field the same."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from embeddings import Language
from recommender.results import Quote, Reason, Result, SearchPage, SectorReason, SimilarPage

SCORE_DIGITS = 4


class QuoteJson(BaseModel):
    """A part of a company's text; `start` and `end` count characters (Unicode code points)."""

    field: str
    start: int
    end: int
    text: str


class PassageReasonJson(BaseModel):
    """The passage that matched best."""

    kind: Literal["passage"]
    score: float
    partner: QuoteJson
    own: QuoteJson | None = None


class SectorReasonJson(BaseModel):
    """ISIC divisions that both companies belong to."""

    kind: Literal["sector"]
    codes: list[str]


ReasonJson: TypeAlias = Annotated[PassageReasonJson | SectorReasonJson, Field(discriminator="kind")]


class ResultJson(BaseModel):
    """One partner."""

    rank: int
    id: str
    name: str
    country: str
    score: Annotated[float, Field(ge=0, le=1)]
    reasons: list[ReasonJson]


class SearchAnswer(BaseModel):
    """Answer to a search."""

    model_config = ConfigDict(title="SearchAnswer")

    query: str
    language: Language
    generation: int
    total: int
    results: list[ResultJson]

    @classmethod
    def of(cls, page: SearchPage) -> "SearchAnswer":
        """Write a page as JSON."""
        return cls(
            query=page.query,
            language=page.language,
            generation=page.generation,
            total=page.total,
            results=[_result(result) for result in page.results],
        )


class SimilarAnswer(BaseModel):
    """Companies in the same kind of business as the one asked for."""

    id: str
    generation: int
    total: int
    results: list[ResultJson]

    @classmethod
    def of(cls, page: SimilarPage) -> "SimilarAnswer":
        """Write a page as JSON."""
        return cls(
            id=page.company.id,
            generation=page.generation,
            total=page.total,
            results=[_result(result) for result in page.results],
        )


def _result(result: Result) -> ResultJson:
    company = result.company
    return ResultJson(
        rank=result.rank,
        id=company.id,
        name=company.name,
        country=company.country,
        score=round(result.score, SCORE_DIGITS),
        reasons=[_reason(reason) for reason in result.reasons],
    )


def _reason(reason: Reason) -> PassageReasonJson | SectorReasonJson:
    if isinstance(reason, SectorReason):
        return SectorReasonJson(kind=reason.kind, codes=list(reason.codes))
    return PassageReasonJson(
        kind=reason.kind,
        score=round(reason.score, SCORE_DIGITS),
        partner=_quote(reason.partner),
        own=None if reason.own is None else _quote(reason.own),
    )


def _quote(quote: Quote) -> QuoteJson:
    return QuoteJson(field=quote.field, start=quote.start, end=quote.end, text=quote.text)

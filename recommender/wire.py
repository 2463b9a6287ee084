"""The JSON that the command line prints and the service answers, field by field the same."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from embeddings import Language
from recommender.results import (
    NameReason,
    PhrasesReason,
    Quote,
    Reason,
    Result,
    SearchPage,
    SectorReason,
    SimilarPage,
)

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


class AnswerJson(BaseModel):
    """Words that were asked for, and the partner's words that mean them, in any language."""

    asked: QuoteJson
    found: QuoteJson


class PhrasesReasonJson(BaseModel):
    """What of the query the partner's words answer, and what they do not.

    The field of what was asked is "query"; its offsets count characters of `query`.
    """

    kind: Literal["phrases"]
    answers: list[AnswerJson]
    missing: list[QuoteJson]


class NameReasonJson(BaseModel):
    """The query is the partner's name, or nearly; 1 where both sound the same."""

    kind: Literal["name"]
    partner: QuoteJson
    similarity: Annotated[float, Field(ge=0, le=1)]


AnyReasonJson: TypeAlias = PassageReasonJson | SectorReasonJson | PhrasesReasonJson | NameReasonJson
ReasonJson: TypeAlias = Annotated[AnyReasonJson, Field(discriminator="kind")]


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


def _reason(reason: Reason) -> AnyReasonJson:
    if isinstance(reason, SectorReason):
        return SectorReasonJson(kind=reason.kind, codes=list(reason.codes))
    if isinstance(reason, NameReason):
        return NameReasonJson(
            kind=reason.kind,
            partner=_quote(reason.partner),
            similarity=round(reason.similarity, SCORE_DIGITS),
        )
    if isinstance(reason, PhrasesReason):
        return PhrasesReasonJson(
            kind=reason.kind,
            answers=[
                AnswerJson(asked=_quote(answer.asked), found=_quote(answer.found))
                for answer in reason.answers
            ],
            missing=[_quote(quote) for quote in reason.missing],
        )
    return PassageReasonJson(
        kind=reason.kind,
        score=round(reason.score, SCORE_DIGITS),
        partner=_quote(reason.partner),
        own=None if reason.own is None else _quote(reason.own),
    )


def _quote(quote: Quote) -> QuoteJson:
    return QuoteJson(field=quote.field, start=quote.start, end=quote.end, text=quote.text)

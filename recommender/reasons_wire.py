"""The reasons of an answer as JSON."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, Field

from recommender.company import Partnership
from recommender.results import (
    FitReason,
    NameReason,
    PartnershipReason,
    PhrasesReason,
    Quote,
    Reason,
    SectorReason,
)
from recommender.strength import SCORE_DIGITS


class QuoteJson(BaseModel):
    """A part of a company's text, or of a query, whose field is "query".

    `start` and `end` count characters (Unicode code points).
    """

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
    """ISIC divisions that both companies, or the company and the query, belong to.

    `inferred`: that the company does was told from its description, not entered.
    """

    kind: Literal["sector"]
    codes: list[str]
    inferred: bool


class AnswerJson(BaseModel):
    """Words that were asked for, and the partner's words that mean them, in any language."""

    asked: QuoteJson
    found: QuoteJson


class PhrasesReasonJson(BaseModel):
    """What of a query, or of a request, the partner's words answer, and what they do not.

    The field of what was asked is "query"; its offsets count characters of `query`. Of a match it is
    the asker's own field, `seeks` or `description`.
    """

    kind: Literal["phrases"]
    answers: list[AnswerJson]
    missing: list[QuoteJson]


class NameReasonJson(BaseModel):
    """The query is the partner's name, or nearly; 1 where both sound the same."""

    kind: Literal["name"]
    partner: QuoteJson
    similarity: Annotated[float, Field(ge=0, le=1)]


class FitReasonJson(BaseModel):
    """What one side seeks, and the passage of the other side that comes nearest to it.

    `seeker` seeks; `strength` says how well it is met; `inferred`: what is sought was drawn from
    the seeker's description; `outside`: the other side is of another country or tier than the
    request names.
    """

    kind: Literal["fit"]
    seeker: Literal["own", "partner"]
    own: QuoteJson
    partner: QuoteJson
    strength: Annotated[float, Field(ge=0, le=1)]
    inferred: bool
    outside: bool


class PartnershipReasonJson(BaseModel):
    """Both companies want these kinds of partnership."""

    kind: Literal["partnership"]
    kinds: list[Partnership]


AnyReasonJson: TypeAlias = (
    PassageReasonJson
    | SectorReasonJson
    | PhrasesReasonJson
    | NameReasonJson
    | FitReasonJson
    | PartnershipReasonJson
)
ReasonJson: TypeAlias = Annotated[AnyReasonJson, Field(discriminator="kind")]


def reason_json(reason: Reason) -> AnyReasonJson:
    """Write a reason as JSON."""
    if isinstance(reason, SectorReason):
        return SectorReasonJson(
            kind=reason.kind, codes=list(reason.codes), inferred=reason.inferred
        )
    if isinstance(reason, NameReason):
        return NameReasonJson(
            kind=reason.kind,
            partner=quote_json(reason.partner),
            similarity=round(reason.similarity, SCORE_DIGITS),
        )
    if isinstance(reason, PhrasesReason):
        return PhrasesReasonJson(
            kind=reason.kind,
            answers=[
                AnswerJson(asked=quote_json(answer.asked), found=quote_json(answer.found))
                for answer in reason.answers
            ],
            missing=[quote_json(quote) for quote in reason.missing],
        )
    if isinstance(reason, FitReason):
        return FitReasonJson(
            kind=reason.kind,
            seeker=reason.seeker,
            own=quote_json(reason.own),
            partner=quote_json(reason.partner),
            strength=round(reason.strength, SCORE_DIGITS),
            inferred=reason.inferred,
            outside=reason.outside,
        )
    if isinstance(reason, PartnershipReason):
        return PartnershipReasonJson(kind=reason.kind, kinds=list(reason.kinds))
    return PassageReasonJson(
        kind=reason.kind,
        score=round(reason.score, SCORE_DIGITS),
        partner=quote_json(reason.partner),
        own=None if reason.own is None else quote_json(reason.own),
    )


def quote_json(quote: Quote) -> QuoteJson:
    """Write a quote as JSON."""
    return QuoteJson(field=quote.field, start=quote.start, end=quote.end, text=quote.text)

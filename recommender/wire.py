"""The JSON that the command line prints and the service answers, field by field the same."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from embeddings import Language
from recommender.company import Partnership
from recommender.results import (
    FitReason,
    Match,
    MatchPage,
    NameReason,
    PartnershipReason,
    PhrasesReason,
    Quote,
    Reason,
    Result,
    SearchPage,
    SectorReason,
    SimilarPage,
)
from recommender.sectors_wire import FacetsJson
from recommender.strength import Band, band, is_good
from recommender.understanding import Aspect

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


class CompanySectorJson(BaseModel):
    """An ISIC code that the company counts to: entered, or inferred from its description."""

    code: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    inferred: bool


class ResultJson(BaseModel):
    """One partner. `band` says in a word what `score` means."""

    rank: int
    id: str
    name: str
    country: str
    score: Annotated[float, Field(ge=0, le=1)]
    band: Band
    reasons: list[ReasonJson]
    sectors: list[CompanySectorJson]


class RestrictionJson(BaseModel):
    """What a part of the query restricts, and whether the answer is restricted so.

    To take one back, name its aspect in `ignore`; to apply one, filter by its value.
    """

    aspect: Aspect
    value: str
    quote: QuoteJson
    applied: bool


class SearchAnswer(BaseModel):
    """Answer to a search. Where not even one partner is good, `good_partner_found` says so."""

    model_config = ConfigDict(title="SearchAnswer")

    query: str
    language: Language
    generation: int
    total: int
    good_partner_found: bool
    results: list[ResultJson]
    facets: FacetsJson
    understood: list[RestrictionJson]

    @classmethod
    def of(cls, page: SearchPage) -> "SearchAnswer":
        """Write a page as JSON."""
        return cls(
            query=page.query,
            language=page.language,
            generation=page.generation,
            total=page.total,
            good_partner_found=is_good(
                round(result.score, SCORE_DIGITS) for result in page.results
            ),
            results=[_result(result) for result in page.results],
            facets=FacetsJson.of(page.facets),
            understood=[
                RestrictionJson(
                    aspect=one.aspect,
                    value=one.value,
                    quote=_quote(one.quote),
                    applied=one.applied,
                )
                for one in page.understood
            ],
        )


class SimilarAnswer(BaseModel):
    """Companies in the same kind of business as the one asked for."""

    id: str
    generation: int
    total: int
    good_partner_found: bool
    results: list[ResultJson]
    facets: FacetsJson

    @classmethod
    def of(cls, page: SimilarPage) -> "SimilarAnswer":
        """Write a page as JSON."""
        return cls(
            id=page.company.id,
            generation=page.generation,
            total=page.total,
            good_partner_found=is_good(
                round(result.score, SCORE_DIGITS) for result in page.results
            ),
            results=[_result(result) for result in page.results],
            facets=FacetsJson.of(page.facets),
        )


class MatchJson(ResultJson):
    """One complementary partner.

    `score` holds both ways; `offers_what_is_sought` and `seeks_what_is_offered` are its two sides,
    null where nothing is known of what that side seeks.
    """

    offers_what_is_sought: Annotated[float, Field(ge=0, le=1)] | None
    seeks_what_is_offered: Annotated[float, Field(ge=0, le=1)] | None


class MatchesAnswer(BaseModel):
    """Companies that complement the one asked for.

    `sought`: its words about what it seeks; `inferred`: they are sentences of its description.
    """

    id: str
    sought: list[QuoteJson]
    inferred: bool
    generation: int
    total: int
    good_partner_found: bool
    results: list[MatchJson]
    facets: FacetsJson

    @classmethod
    def of(cls, page: MatchPage) -> "MatchesAnswer":
        """Write a page as JSON."""
        return cls(
            id=page.company.id,
            sought=[_quote(quote) for quote in page.sought],
            inferred=page.inferred,
            generation=page.generation,
            total=page.total,
            good_partner_found=is_good(round(match.score, SCORE_DIGITS) for match in page.results),
            results=[_match(match) for match in page.results],
            facets=FacetsJson.of(page.facets),
        )


def _match(match: Match) -> MatchJson:
    return MatchJson(
        **_result(match).model_dump(),
        offers_what_is_sought=_rounded(match.forward),
        seeks_what_is_offered=_rounded(match.backward),
    )


def _rounded(strength: float | None) -> float | None:
    return None if strength is None else round(strength, SCORE_DIGITS)


def _result(result: Result | Match) -> ResultJson:
    company = result.company
    return ResultJson(
        rank=result.rank,
        id=company.id,
        name=company.name,
        country=company.country,
        score=round(result.score, SCORE_DIGITS),
        band=band(round(result.score, SCORE_DIGITS)),
        reasons=[_reason(reason) for reason in result.reasons],
        sectors=[
            CompanySectorJson(code=s.code, confidence=s.confidence, inferred=s.inferred)
            for s in result.sectors
        ],
    )


def _reason(reason: Reason) -> AnyReasonJson:
    if isinstance(reason, SectorReason):
        return SectorReasonJson(
            kind=reason.kind, codes=list(reason.codes), inferred=reason.inferred
        )
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
    if isinstance(reason, FitReason):
        return FitReasonJson(
            kind=reason.kind,
            seeker=reason.seeker,
            own=_quote(reason.own),
            partner=_quote(reason.partner),
            strength=round(reason.strength, SCORE_DIGITS),
            inferred=reason.inferred,
            outside=reason.outside,
        )
    if isinstance(reason, PartnershipReason):
        return PartnershipReasonJson(kind=reason.kind, kinds=list(reason.kinds))
    return PassageReasonJson(
        kind=reason.kind,
        score=round(reason.score, SCORE_DIGITS),
        partner=_quote(reason.partner),
        own=None if reason.own is None else _quote(reason.own),
    )


def _quote(quote: Quote) -> QuoteJson:
    return QuoteJson(field=quote.field, start=quote.start, end=quote.end, text=quote.text)

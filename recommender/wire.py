"""The JSON that the command line prints and the service answers, field by field the same."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from embeddings import Language
from recommender.reasons_wire import QuoteJson, ReasonJson, quote_json, reason_json
from recommender.results import Match, MatchPage, Result, SearchPage, SimilarPage
from recommender.sectors_wire import FacetsJson
from recommender.strength import Band, band, good_partner_found, rounded
from recommender.understanding import Aspect


class CompanySectorJson(BaseModel):
    """An ISIC code that the company counts to: entered, or inferred from its description."""

    code: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    inferred: bool


class ResultJson(BaseModel):
    """One partner. `band` says in a word what `score` means, `language` in which its own texts are."""

    rank: int
    id: str
    name: str
    country: str
    language: Language
    score: Annotated[float, Field(ge=0, le=1)]
    band: Band
    reasons: list[ReasonJson]
    sectors: list[CompanySectorJson]


class RestrictionJson(BaseModel):
    """What a part of the query restricts, and whether the answer is restricted so.

    To take one back, name its aspect in `ignore`; to apply a place or a certification, filter by its
    value. What is excluded is no filter: its value is the words for what is not wanted.
    """

    aspect: Aspect
    value: str
    quote: QuoteJson
    applied: bool


class SearchAnswer(BaseModel):
    """Answer to a search.

    Where not even one partner is good, `good_partner_found` says so: of the whole answer, the same on
    each of its pages.
    """

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
            good_partner_found=good_partner_found(page.best),
            results=[_result(result) for result in page.results],
            facets=FacetsJson.of(page.facets),
            understood=[
                RestrictionJson(
                    aspect=one.aspect,
                    value=one.value,
                    quote=quote_json(one.quote),
                    applied=one.applied,
                )
                for one in page.understood
            ],
        )


class SimilarAnswer(BaseModel):
    """Companies in the same kind of business as the one asked for.

    `good_partner_found`: whether one of them is good, of the whole answer, the same on each page.
    """

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
            good_partner_found=good_partner_found(page.best),
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
    `good_partner_found`: whether one of them is good, of the whole answer, the same on each page.
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
            sought=[quote_json(quote) for quote in page.sought],
            inferred=page.inferred,
            generation=page.generation,
            total=page.total,
            good_partner_found=good_partner_found(page.best),
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
    return None if strength is None else rounded(strength)


def _result(result: Result | Match) -> ResultJson:
    company, score = result.company, rounded(result.score)
    return ResultJson(
        rank=result.rank,
        id=company.id,
        name=company.name,
        country=company.country,
        language=company.language,
        score=score,
        band=band(score),
        reasons=[reason_json(reason) for reason in result.reasons],
        sectors=[
            CompanySectorJson(code=s.code, confidence=s.confidence, inferred=s.inferred)
            for s in result.sectors
        ],
    )

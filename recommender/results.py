"""What a search gives back: pages of partners, each with its reasons.

No class here has slots: those of dataclasses are pickled by Python code, field by field, which doubled the
time that an answer takes from one process to another (`recommender.processes`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from embeddings import Language
from recommender.company import Company, Partnership
from recommender.expansion import Need
from recommender.sectors import Sector
from recommender.understanding import Aspect


@dataclass(frozen=True)
class Quote:
    """Characters `start` to `end` of a field of a company; a list field is joined by commas.

    The field of what somebody has typed is "query".
    """

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class PassageReason:
    """The passage of the partner that is nearest to the query, or to a passage of one's own.

    `score` is their cosine; `own` is absent where a query was asked.
    """

    partner: Quote
    own: Quote | None
    score: float
    kind: Literal["passage"] = "passage"


@dataclass(frozen=True)
class SectorReason:
    """Both companies, or the company and what was asked for, belong to these ISIC divisions.

    `inferred`: that the company does was told from its description, not entered.
    """

    codes: tuple[str, ...]
    inferred: bool = False
    kind: Literal["sector"] = "sector"


@dataclass(frozen=True)
class Answer:
    """Words that were asked for, and the partner's words that mean them, in any language."""

    asked: Quote
    found: Quote


@dataclass(frozen=True)
class PhrasesReason:
    """What of a query, or of a request, the partner's words answer, and what they do not.

    The field of what was asked is "query"; of a match it is the asker's own, `seeks` or
    `description`.
    """

    answers: tuple[Answer, ...]
    missing: tuple[Quote, ...]
    kind: Literal["phrases"] = "phrases"


@dataclass(frozen=True)
class NameReason:
    """The query is the partner's name, or nearly: `similarity` is 1 where both sound the same."""

    partner: Quote
    similarity: float
    kind: Literal["name"] = "name"


@dataclass(frozen=True)
class FitReason:
    """What one side seeks, and the passage of the other that comes nearest to it.

    `seeker` says which side seeks, `strength` how well it is met. `inferred`: what is sought was
    drawn from the seeker's description. `outside`: the other side is of another country or tier
    than the request names.
    """

    seeker: Literal["own", "partner"]
    own: Quote
    partner: Quote
    strength: float
    inferred: bool
    outside: bool
    kind: Literal["fit"] = "fit"


@dataclass(frozen=True)
class PartnershipReason:
    """Both companies want these kinds of partnership."""

    kinds: tuple[Partnership, ...]
    kind: Literal["partnership"] = "partnership"


Reason: TypeAlias = (
    PassageReason | SectorReason | PhrasesReason | NameReason | FitReason | PartnershipReason
)


@dataclass(frozen=True)
class CompanySector:
    """An ISIC code that a company counts to: entered, or a division inferred from its description.

    `confidence`: 1 where it was entered, or else the probability that it is right.
    """

    code: str
    confidence: float
    inferred: bool


@dataclass(frozen=True)
class FacetValue:
    """How many of the companies that satisfy the filters have a value."""

    value: str
    count: int


@dataclass(frozen=True)
class Facets:
    """What the companies that satisfy the filters have, the most frequent value first.

    region: ISO 3166-2 codes; sector: ISIC divisions, of which a company can have several. The
    other facets count a company once, or not at all where it has no value.
    """

    country: tuple[FacetValue, ...]
    region: tuple[FacetValue, ...]
    sector: tuple[FacetValue, ...]
    tier: tuple[FacetValue, ...]
    language: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Result:
    """One partner: rank from 1, strength 0 to 1, why, and the sectors that it counts to."""

    rank: int
    company: Company
    score: float
    reasons: tuple[Reason, ...]
    sectors: tuple[CompanySector, ...]


@dataclass(frozen=True)
class Restriction:
    """What a part of a query restricts: a filter and its value, or ("excluded") what is not wanted.

    `applied`: the answer is restricted so. What is ambiguous, would leave nothing, was ruled by a
    filter of the caller's, or was to be ignored, is only offered.
    """

    aspect: Aspect
    value: str
    quote: Quote
    applied: bool


@dataclass(frozen=True)
class SearchPage:
    """Answer to a query. `total` and `facets` count the companies that satisfy the filters.

    `best`: the greatest strength from the first rank on, not of this page alone; None where nobody
    was ranked. `understood`: what the query itself restricts; what of it is applied counts as a
    filter. `needs`: what its words ask for, and which terms of the catalogue stand for each.
    """

    query: str
    language: Language
    generation: int
    total: int
    best: float | None
    facets: Facets
    results: tuple[Result, ...]
    understood: tuple[Restriction, ...]
    needs: tuple[Need, ...] = field(compare=False)


@dataclass(frozen=True)
class SectorCount:
    """A division, and how many companies count to it."""

    sector: Sector
    count: int


@dataclass(frozen=True)
class FacetsPage:
    """How many companies satisfy filters, and what they have."""

    generation: int
    total: int
    facets: Facets


@dataclass(frozen=True)
class SectorsPage:
    """All 88 divisions in their order. `total` counts the companies, which can be of several."""

    generation: int
    total: int
    sectors: tuple[SectorCount, ...]


@dataclass(frozen=True)
class SimilarPage:
    """Companies in the same kind of business as `company`, which is not among them.

    `best`: the greatest strength from the first rank on, not of this page alone; None where nobody
    was ranked.
    """

    company: Company
    generation: int
    total: int
    best: float | None
    facets: Facets
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Match:
    """One complementary partner.

    `score` is the strength of the match both ways; `forward` how well the partner meets what is
    sought, `backward` how well what the partner seeks is met, both 0 to 1, None where nothing is
    known of what that side seeks.
    """

    rank: int
    company: Company
    score: float
    forward: float | None
    backward: float | None
    reasons: tuple[Reason, ...]
    sectors: tuple[CompanySector, ...]


@dataclass(frozen=True)
class MatchPage:
    """Partners that complement `company`, which is not among them.

    `sought`: its words about what it seeks; `inferred`: they are sentences of its description.
    `total` counts the companies that satisfy the filters. `best`: the greatest strength from the
    first rank on, not of this page alone; None where nobody is a match.
    """

    company: Company
    sought: tuple[Quote, ...]
    inferred: bool
    generation: int
    total: int
    best: float | None
    facets: Facets
    results: tuple[Match, ...]


@dataclass(frozen=True)
class Comparison:
    """Two companies side by side: how like one another they are, and how they complement each other.

    `sectors` are those of `one`; those of `other` are in `similar`. `match` is None where neither is
    known to seek anything, or where they want other kinds of partnership.
    """

    one: Company
    other: Company
    generation: int
    sectors: tuple[CompanySector, ...]
    similar: Result
    match: Match | None


@dataclass(frozen=True)
class SectorGrid:
    """How many companies of each division there are in each country.

    `countries`: those with most companies first; `counts` by division and country, without zeros. A
    company of several divisions is counted in each. `total` counts the companies.
    """

    generation: int
    total: int
    countries: tuple[FacetValue, ...]
    counts: Mapping[tuple[str, str], int]

# Made from openapi.json by `make clients`; changes here are lost.
"""What is sent and answered, as the service describes it."""

from __future__ import annotations

from datetime import date as date_aliased
from datetime import time
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Absence(BaseModel):
    """
    Slots, by number, or whole sessions in which a company is not there.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    company: str
    slots: list[int] = []
    sessions: list[str] = []


class Break(BaseModel):
    """
    A time of a session without meetings.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    start: time
    end: time


class Company(BaseModel):
    """
    One business, in the words of whoever entered it.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    id: str
    name: str
    names: Annotated[
        list[str], Field(description="The same name in other scripts and languages.")
    ] = []
    description: str
    language: Annotated[
        Literal["id", "ja", "en", "und"],
        Field(description="Language of the description; detected when it is not given."),
    ] = "und"
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2.")]
    region: Annotated[
        str | None, Field(description="Province or prefecture, in any usual spelling.")
    ] = None
    city: str | None = None
    sectors: Annotated[
        list[str], Field(description="ISIC Rev. 4: a section letter or two to four digits.")
    ] = []
    tier: Annotated[
        Literal["OEM", "1", "2", "3"] | None, Field(description="Place in a supply chain.")
    ] = None
    capabilities: list[str] = []
    certifications: list[str] = []
    employees: int | None = None
    offers: Annotated[
        str | None,
        Field(description="What the company can do for a partner, in any of the three languages."),
    ] = None
    seeks: Annotated[
        str | None, Field(description="What it is looking for, in any of the three languages.")
    ] = None
    partnership: list[
        Literal["supply", "technology", "investment", "distribution", "human-resources"]
    ] = []
    website: str | None = None
    contact: str | None = None
    organisation: Annotated[str | None, Field(description="The tenant that entered it.")] = None
    updated_at: Annotated[
        AwareDatetime | None,
        Field(description="When its content last changed (UTC); the catalogue sets it."),
    ] = None
    extra: Annotated[
        dict[str, str] | None,
        Field(description="Columns of an import that no field above stands for."),
    ] = None


class CompanyDisclosure(BaseModel):
    """
    Who sees one company and its contact; null where that is as for the others of its organisation.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    company: Literal["public", "partners", "private"] | None
    contact: Literal["public", "partners", "private"] | None


class CompanyRequest(BaseModel):
    """
    A company as its organisation enters it; what is left out is empty.

    `id` may be left out, or is that of the path. `updated_at` is set by the catalogue.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    id: str | None = None
    name: str
    names: Annotated[
        list[str], Field(description="The same name in other scripts and languages.")
    ] = []
    description: str
    language: Annotated[
        Literal["id", "ja", "en", "und"],
        Field(description="Language of the description; detected when it is not given."),
    ] = "und"
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2.")]
    region: Annotated[
        str | None, Field(description="Province or prefecture, in any usual spelling.")
    ] = None
    city: str | None = None
    sectors: Annotated[
        list[str], Field(description="ISIC Rev. 4: a section letter or two to four digits.")
    ] = []
    tier: Annotated[
        Literal["OEM", "1", "2", "3"] | None, Field(description="Place in a supply chain.")
    ] = None
    capabilities: list[str] = []
    certifications: list[str] = []
    employees: int | None = None
    offers: Annotated[
        str | None,
        Field(description="What the company can do for a partner, in any of the three languages."),
    ] = None
    seeks: Annotated[
        str | None, Field(description="What it is looking for, in any of the three languages.")
    ] = None
    partnership: list[
        Literal["supply", "technology", "investment", "distribution", "human-resources"]
    ] = []
    website: str | None = None
    contact: str | None = None
    organisation: Annotated[str | None, Field(description="The tenant that entered it.")] = None
    updated_at: Annotated[
        AwareDatetime | None,
        Field(description="When its content last changed (UTC); the catalogue sets it."),
    ] = None
    extra: Annotated[
        dict[str, str] | None,
        Field(description="Columns of an import that no field above stands for."),
    ] = None


class CompanySectorJson(BaseModel):
    """
    An ISIC code that the company counts to: entered, or inferred from its description.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    code: str
    confidence: float
    inferred: bool


class DeletionJson(BaseModel):
    """
    A company that is no more, or that the key may not see any more.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    id: str
    deleted_at: AwareDatetime


class DuplicatesReportRequest(BaseModel):
    """
    Companies that have probably been entered twice; for whoever runs the service.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    formats: list[Literal["html", "xlsx", "csv", "parquet"]] = ["html", "xlsx", "csv", "parquet"]
    language: Literal["id", "ja", "en"] | None = None
    kind: Literal["duplicates"]
    probability: float = 0.5
    merge_from: float | None = None


class FacetValueJson(BaseModel):
    """
    How many of the companies that satisfy the filters have a value.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    value: str
    count: int


class FailureAnswer(BaseModel):
    """
    Why a job has no result; `code` is stable, `title` and `detail` are for people.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    code: str
    title: str
    detail: str


class Fairness(BaseModel):
    """
    What each organisation that entered companies can expect.

    `most_share`: of a side's places, for any of them. `fewest_each`: companies of each, as far as it has
    them.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    most_share: float = 1.0
    fewest_each: int = 0


class FeedbackRequest(BaseModel):
    """
    How well a partner answers a query, or suits a company.

    `grade`: 0 (not relevant) to 3 (just what was sought). `kind` says of a company whether the partner is
    similar to it or a match. `confirmed`: the two met, and it led to business.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    query: str | None = None
    company: str | None = None
    kind: Literal["search", "similar", "match"] | None = None
    partner: str
    grade: int | None = None
    confirmed: bool = False
    note: str | None = None


class FieldProblem(BaseModel):
    """
    What is wrong with one part of a request.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    place: str
    code: str
    message: str
    remedy: str = ""


class FileAnswer(BaseModel):
    """
    A result: `url` is a path of this service.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    name: str
    bytes: int
    url: str


class FiltersRequest(BaseModel):
    """
    Values that a partner must have: one of those given, in every field given.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    country: str | list[str] | None = None
    region: str | list[str] | None = None
    city: str | list[str] | None = None
    sector: str | list[str] | None = None
    tier: str | list[str] | None = None
    language: str | list[str] | None = None
    organisation: str | list[str] | None = None
    place: str | list[str] | None = None
    certification: str | list[str] | None = None


class Health(BaseModel):
    """
    The service is alive and answers from this generation of the catalogue.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    status: str
    generation: int


class InterpreterSettings(BaseModel):
    """
    Who helps where two companies share no language. Without `sessions`: in all of them.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    name: str
    languages: list[str]
    sessions: list[str] | None = None


class JobAnswer(BaseModel):
    """
    How far a job is. `done` is a share, 0 to 1; `seconds_left` is null where nobody can tell yet.

    After `kept_until` the job and its files are gone.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    id: str
    kind: (
        Literal["similarity", "potential", "duplicates"]
        | Literal["event-plan", "event-check", "event-replan"]
    )
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    done: float
    seconds_left: int | None
    created_at: AwareDatetime
    started_at: AwareDatetime | None
    finished_at: AwareDatetime | None
    kept_until: AwareDatetime | None
    failure: FailureAnswer | None
    files: list[FileAnswer]


class JobsAnswer(BaseModel):
    """
    Jobs, the newest first.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    jobs: list[JobAnswer]


class JudgementJson(BaseModel):
    """
    What one person said about one partner.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    number: int
    kind: Literal["search", "similar", "match"]
    query: str | None
    language: Literal["id", "ja", "en", "und"] | None
    company: str | None
    partner: str
    grade: int
    confirmed: bool
    judge: str | None
    note: str | None
    judged_at: AwareDatetime


class Lists(BaseModel):
    """
    Files with one row for each entry, beside what the settings say themselves.

    `languages`: company, languages. `wishes`: company, partner, wish. `met`: company, partner.
    `absences`: company, slots, sessions.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    languages: str | None = None
    wishes: str | None = None
    met: str | None = None
    absences: str | None = None


class Meetings(BaseModel):
    """
    How many meetings a company of a side has.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    fewest: int = 0
    most: int = 200


class NamesJson(BaseModel):
    """
    A name in each language.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    en: str
    id: str
    ja: str


class OEmbed(BaseModel):
    """
    A frame with the partners of a company, as oEmbed describes what is rich.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    version: Literal["1.0"] = "1.0"
    type: Literal["rich"] = "rich"
    title: str
    provider_name: str
    provider_url: str
    html: str
    width: int
    height: int
    cache_age: int


class OrganisationDisclosure(BaseModel):
    """
    Who sees the companies of an organisation and their contacts.

    Everybody, its partners (by the names of their organisations), or itself alone.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    companies: Literal["public", "partners", "private"]
    contacts: Literal["public", "partners", "private"]
    partners: list[str]


class PartnershipReasonJson(BaseModel):
    """
    Both companies want these kinds of partnership.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    kind: Literal["partnership"]
    kinds: list[Literal["supply", "technology", "investment", "distribution", "human-resources"]]


class PotentialReportRequest(BaseModel):
    """
    Which sectors of two sides fit.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    formats: list[Literal["html", "xlsx", "csv", "parquet"]] = ["html", "xlsx", "csv", "parquet"]
    language: Literal["id", "ja", "en"] | None = None
    from_: Annotated[
        FiltersRequest | None,
        Field(alias="from", description="For whom partners are sought; all by default."),
    ] = None
    to: Annotated[FiltersRequest | None, Field(description="Among whom; all by default.")] = None
    kind: Literal["potential"]
    by: Literal["matches", "similar"] = "matches"


class Problem(BaseModel):
    """
    A problem document; `code` is stable, `title` and `detail` are for people.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: Annotated[
        str, Field(description="Names this request in the service's log, as X-Request-Id does.")
    ] = ""
    errors: Annotated[list[FieldProblem], Field(validate_default=True)] = []


class QuoteJson(BaseModel):
    """
    A part of a company's text, or of a query, whose field is "query".

    `start` and `end` count characters (Unicode code points).
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    field: str
    start: int
    end: int
    text: str


class RejectionJson(BaseModel):
    """
    A row that was not saved: where it is, what is wrong, what to do.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    row: int
    column: str | None
    code: str
    reason: str
    remedy: str


class ReplanRequest(BaseModel):
    """
    Who does not come, and who comes from which slot (its number) on.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    cancelled: list[str] = []
    late: dict[str, int] | None = None
    language: Literal["id", "ja", "en"] | None = None


class RestrictionJson(BaseModel):
    """
    What a part of the query restricts, and whether the answer is restricted so.

    To take one back, name its aspect in `ignore`; to apply a place or a certification, filter by its
    value. What is excluded is no filter: its value is the words for what is not wanted.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    aspect: Literal["place", "certification", "excluded"]
    value: str
    quote: QuoteJson
    applied: bool


class SearchRequest(BaseModel):
    """
    A need in Indonesian, Japanese or English, and which partners come into question.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    query: str
    limit: int = 10
    offset: int = 0
    filters: FiltersRequest | None = None
    ignore: list[str] = []
    diverse: bool = False


class SectorJson(BaseModel):
    """
    An ISIC division with its section, its title, and the number of its companies.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    code: str
    section: str
    names: NamesJson
    count: int


class SectorReasonJson(BaseModel):
    """
    ISIC divisions that both companies, or the company and the query, belong to.

    `inferred`: that the company does was told from its description, not entered.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    kind: Literal["sector"]
    codes: list[str]
    inferred: bool


class SectorsAnswer(BaseModel):
    """
    All 88 divisions. `total` counts the companies, of which one can be of several divisions.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    generation: int
    total: int
    sectors: list[SectorJson]


class Session(BaseModel):
    """
    A stretch of slots. `date` where it is not the event's.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    name: str
    date: date_aliased | None = None
    start: time
    end: time
    breaks: Annotated[list[Break], Field(validate_default=True)] = []


class SideSettings(BaseModel):
    """
    Where the companies of a side come from, and how many come.

    `filters`: those of a search; `file`: a list of ids instead. `must` are invited in any case,
    `without` never.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    name: str
    filters: dict[str, str | list[str]] | None = None
    file: str | None = None
    capacity: int
    meetings: Meetings | None = None
    must: list[str] = []
    without: list[str] = []
    fairness: Fairness | None = None


class Sides(BaseModel):
    """
    Both sides. `largest_difference`: of the numbers of their companies.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    a: SideSettings
    b: SideSettings
    largest_difference: int = 400


class SimilarityReportRequest(BaseModel):
    """
    The best partners of every company of one side among those of another.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    formats: list[Literal["html", "xlsx", "csv", "parquet"]] = ["html", "xlsx", "csv", "parquet"]
    language: Literal["id", "ja", "en"] | None = None
    from_: Annotated[
        FiltersRequest | None,
        Field(alias="from", description="For whom partners are sought; all by default."),
    ] = None
    to: Annotated[FiltersRequest | None, Field(description="Among whom; all by default.")] = None
    kind: Literal["similarity"]
    by: Literal["similar", "matches", "vectors"] = "similar"
    top: int = 10
    contacts: bool = False


class SlotLength(BaseModel):
    """
    Minutes of a meeting, and of the way to the next table.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    minutes: int = 25
    gap: int = 5


class Snippet(BaseModel):
    """
    What a page needs to load the widget.

    `integrity` is the hash of the file (Subresource Integrity): a browser runs no other. `html` stands
    once in a page, anywhere.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    version: str
    url: str
    integrity: str
    html: str


class Solver(BaseModel):
    """
    How long a plan is searched for, in seconds of a usual machine, and the seed of the search.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    seconds: int = 60
    seed: int = 0


class Wish(BaseModel):
    """
    What one company says of another.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    company: str
    partner: str
    wish: Literal["wants", "refuses"]


class Worth(BaseModel):
    """
    What counts how much. A perfect match alone is worth `match`.

    `one_sided` and `mutual` are added where one of the two wants the meeting, or both. `theme`: of a
    company that answers the theme perfectly, against one perfect match. `moved`: what moving a meeting
    must gain when an event is planned again.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    match: float = 1.0
    one_sided: float = 0.3
    mutual: float = 0.8
    theme: float = 1.0
    moved: float = 0.5


class AnswerJson(BaseModel):
    """
    Words that were asked for, and the partner's words that mean them, in any language.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    asked: QuoteJson
    found: QuoteJson


class ChangesAnswer(BaseModel):
    """
    A part of the changes, in their order.

    `cursor` leads to the next part, at once where there is `more`, or later on. Of a company that has
    changed several times the last change alone is listed.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    companies: list[Company]
    deleted: list[DeletionJson]
    cursor: str
    more: bool


class EventSettings(BaseModel):
    """
    An event.

    `theme`: in any of the three languages; companies that answer it are preferred in the choice of
    whom to invite. `without_judged`: pairs of which the catalogue holds a judgement of a match have met
    before.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
    )
    name: str
    place: str
    date: date_aliased
    time_zone: str
    tables: int
    slots: SlotLength | None = None
    sessions: list[Session]
    sides: Sides
    theme: str | None = None
    interpreters: Annotated[list[InterpreterSettings], Field(validate_default=True)] = []
    wishes: Annotated[list[Wish], Field(validate_default=True)] = []
    absences: Annotated[list[Absence], Field(validate_default=True)] = []
    without_judged: bool = True
    lists: Lists | None = None
    worth: Worth | None = None
    solver: Solver | None = None


class FitReasonJson(BaseModel):
    """
    What one side seeks, and the passage of the other side that comes nearest to it.

    `seeker` seeks; `strength` says how well it is met; `inferred`: what is sought was drawn from
    the seeker's description; `outside`: the other side is of another country or tier than the
    request names.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    kind: Literal["fit"]
    seeker: Literal["own", "partner"]
    own: QuoteJson
    partner: QuoteJson
    strength: float
    inferred: bool
    outside: bool


class ImportAnswer(BaseModel):
    """
    What became of every row; `read` is the sum of the others.

    `rejected` lists the first 1,000 rows that were not saved, `not_listed` counts the rest.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    dry_run: bool
    read: int
    saved: int
    updated: int
    unchanged: int
    rejected: list[RejectionJson]
    not_listed: int


class NameReasonJson(BaseModel):
    """
    The query is the partner's name, or nearly; 1 where both sound the same.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    kind: Literal["name"]
    partner: QuoteJson
    similarity: float


class NamedFacetValueJson(BaseModel):
    """
    The same of a code, with its name.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    value: str
    count: int
    names: NamesJson


class PassageReasonJson(BaseModel):
    """
    The passage that matched best.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    kind: Literal["passage"]
    score: float
    partner: QuoteJson
    own: QuoteJson | None = None


class PhrasesReasonJson(BaseModel):
    """
    What of a query, or of a request, the partner's words answer, and what they do not.

    The field of what was asked is "query"; its offsets count characters of `query`. Of a match it is
    the asker's own field, `seeks` or `description`.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    kind: Literal["phrases"]
    answers: list[AnswerJson]
    missing: list[QuoteJson]


class ResultJson(BaseModel):
    """
    One partner. `band` says in a word what `score` means, `language` in which its own texts are.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    rank: int
    id: str
    name: str
    country: str
    language: Literal["id", "ja", "en", "und"]
    score: float
    band: Literal["strong", "good", "possible", "weak"]
    reasons: list[
        Annotated[
            PassageReasonJson
            | SectorReasonJson
            | PhrasesReasonJson
            | NameReasonJson
            | FitReasonJson
            | PartnershipReasonJson,
            Field(discriminator="kind"),
        ]
    ]
    sectors: list[CompanySectorJson]


class FacetsJson(BaseModel):
    """
    What the companies that satisfy all filters have, the most frequent value first.

    `region` counts ISO 3166-2 codes, `sector` ISIC divisions, of which a company can have several.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    country: list[FacetValueJson]
    region: list[NamedFacetValueJson]
    sector: list[NamedFacetValueJson]
    tier: list[FacetValueJson]
    language: list[FacetValueJson]


class MatchJson(BaseModel):
    """
    One complementary partner.

    `score` holds both ways; `offers_what_is_sought` and `seeks_what_is_offered` are its two sides,
    null where nothing is known of what that side seeks.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    rank: int
    id: str
    name: str
    country: str
    language: Literal["id", "ja", "en", "und"]
    score: float
    band: Literal["strong", "good", "possible", "weak"]
    reasons: list[
        Annotated[
            PassageReasonJson
            | SectorReasonJson
            | PhrasesReasonJson
            | NameReasonJson
            | FitReasonJson
            | PartnershipReasonJson,
            Field(discriminator="kind"),
        ]
    ]
    sectors: list[CompanySectorJson]
    offers_what_is_sought: float | None
    seeks_what_is_offered: float | None


class MatchesAnswer(BaseModel):
    """
    Companies that complement the one asked for.

    `sought`: its words about what it seeks; `inferred`: they are sentences of its description.
    `good_partner_found`: whether one of them is good, of the whole answer, the same on each page.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    id: str
    sought: list[QuoteJson]
    inferred: bool
    generation: int
    total: int
    good_partner_found: bool
    results: list[MatchJson]
    facets: FacetsJson


class SearchAnswer(BaseModel):
    """
    Answer to a search.

    Where not even one partner is good, `good_partner_found` says so: of the whole answer, the same on
    each of its pages.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    query: str
    language: Literal["id", "ja", "en", "und"]
    generation: int
    total: int
    good_partner_found: bool
    results: list[ResultJson]
    facets: FacetsJson
    understood: list[RestrictionJson]


class SimilarAnswer(BaseModel):
    """
    Companies in the same kind of business as the one asked for.

    `good_partner_found`: whether one of them is good, of the whole answer, the same on each page.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    id: str
    generation: int
    total: int
    good_partner_found: bool
    results: list[ResultJson]
    facets: FacetsJson


class FacetsAnswer(BaseModel):
    """
    How many companies satisfy the filters, and what they have.
    """

    model_config = ConfigDict(
        populate_by_name=True,
    )
    generation: int
    total: int
    facets: FacetsJson

"""Why a company is among the results: passages, words of both sides, sectors."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.company import Company
from recommender.expansion import Need
from recommender.index_keeper import Indexes
from recommender.names import nearest_name
from recommender.passages import Passage, field_text, passage_text
from recommender.results import (
    Answer,
    CompanySector,
    NameReason,
    PassageReason,
    PhrasesReason,
    Quote,
    Reason,
    SectorReason,
)
from recommender.search import RankedCompany
from recommender.sectors import division
from recommender.terms import CompanyTerms, Occurrence

QUERY = "query"
"""Stands for a field where a quote is from what somebody has typed."""

TELLING = 0.12
"""An alternative of less weight is too far from the word to be shown as its answer."""

FAINT = 0.05
"""A word of which a company has an alternative of this weight is not said to be missing either."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A company as others are compared with it: passages with their vectors (n, d), sectors."""

    company: Company
    places: Sequence[Passage]
    passages: npt.NDArray[np.float32]
    sectors: Sequence[CompanySector]


def profile(indexes: Indexes, row: int, company: Company, places: Sequence[Passage]) -> Profile:
    """The company at `row` with what the indexes hold of it."""
    passages, sectors = indexes.vectors.passages_of(row), indexes.attributes.sectors_of(row)
    return Profile(company, places, passages, sectors)


def for_query(
    query: str, needs: Sequence[Need], asked: str | None, match: RankedCompany
) -> tuple[Reason, ...]:
    """Why a company answers a query: its name, its best passage, the words that were met, its trade.

    `asked`: the division that the query clearly is of, if there is one.
    """
    reasons: list[Reason] = []
    if match.name:
        reasons.append(NameReason(_name(match.company, query), match.name))
    place = match.places[match.best]
    reasons.append(PassageReason(quote(match.company, place), None, match.cosine))

    def words_of(need: Need) -> Quote:
        return Quote(QUERY, need.start, need.end, query[need.start : need.end])

    words = phrases(words_of, needs, match.company, match.terms, place)
    if words.answers or words.missing:
        reasons.append(words)
    return (*reasons, *_sector({asked} if asked else set(), match.sectors))


def for_company(own: Profile, other: Profile) -> tuple[Reason, ...]:
    """Why a company is like one's own: the two passages that are nearest, shared divisions."""
    cosines = own.passages @ other.passages.T
    mine, theirs = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
    passage = PassageReason(
        quote(other.company, other.places[int(theirs)]),
        quote(own.company, own.places[int(mine)]),
        float(cosines[mine, theirs]),
    )
    return (passage, *_sector(_divisions(own.sectors), other.sectors))


def phrases(
    asked: Callable[[Need], Quote],
    needs: Sequence[Need],
    company: Company,
    terms: CompanyTerms,
    near: Passage,
) -> PhrasesReason:
    """Which of the needs a company's words meet, and which they do not.

    `asked` quotes what a need stands for. Of several places where a word is, one within the
    passage `near` is shown.
    """
    met = {need: term for need in needs if (term := _weightiest(need, terms.places, TELLING))}
    hinted = {need for need in needs if _weightiest(need, terms.places, FAINT)}
    # What a phrase has answered need not be said again for each of its words.
    told = [need for need in met if not any(_covers(other, need) for other in met)]
    lacking = [
        need
        for need in needs
        if need not in hinted and not any(_covers(need, o) or _covers(o, need) for o in met)
    ]
    return PhrasesReason(
        tuple(
            Answer(asked(need), _quote_of(company, _occurrence(terms, met[need], near)))
            for need in told
        ),
        tuple(map(asked, lacking)),
    )


def _weightiest(need: Need, had: Container[str], least: float) -> str | None:
    """The weightiest of the alternatives that a company has, where it weighs enough."""
    for term, weight in need.ranked:
        if weight < least:
            return None
        if term in had:
            return term
    return None


def _occurrence(terms: CompanyTerms, term: str, near: Passage) -> Occurrence:
    places = list(terms.occurrences(term))
    return next((place for place in places if _within(place, near)), places[0])


def _within(occurrence: Occurrence, place: Passage) -> bool:
    return (
        occurrence.field == place.field
        and place.start <= occurrence.start
        and occurrence.end <= place.end
    )


def _covers(longer: Need, shorter: Need) -> bool:
    return (
        longer is not shorter
        and longer.start <= shorter.start
        and shorter.end <= longer.end
        and longer.end - longer.start > shorter.end - shorter.start
    )


def _name(company: Company, query: str) -> Quote:
    field, name = nearest_name(company, query)
    start = field_text(company, field).index(name)
    return Quote(field, start, start + len(name), name)


def _sector(wanted: set[str], sectors: Sequence[CompanySector]) -> tuple[SectorReason, ...]:
    shared = wanted & _divisions(sectors)
    inferred = any(sector.inferred for sector in sectors)
    return (SectorReason(tuple(sorted(shared)), inferred),) if shared else ()


def _divisions(sectors: Sequence[CompanySector]) -> set[str]:
    return {division(sector.code).code for sector in sectors}


def quote(company: Company, place: Passage) -> Quote:
    """The words of a passage."""
    return Quote(place.field, place.start, place.end, passage_text(company, place))


def _quote_of(company: Company, at: Occurrence) -> Quote:
    return Quote(at.field, at.start, at.end, field_text(company, at.field)[at.start : at.end])

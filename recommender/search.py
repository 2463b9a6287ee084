"""From a query or a company to ranked partners with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection

from embeddings import normalize
from recommender import schema
from recommender.company import Company
from recommender.errors import QueryError
from recommender.passages import Passage, passage_text
from recommender.results import PassageReason, Quote, Reason, Result, SectorReason
from recommender.sectors import division
from recommender.store import Store
from recommender.vector_index import Ranking, VectorIndex

MAX_QUERY = 1_000
"""Characters of a query; a whole profile can be pasted, a book cannot."""

MAX_RESULTS = 100_000


@dataclass(frozen=True, slots=True)
class Own:
    """The side that a partner is sought for: its company and passage vectors, shape (n, d)."""

    company: Company
    places: Sequence[Passage]
    passages: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A ranking, the index that it comes from, and the number of results to skip."""

    index: VectorIndex
    ranking: Ranking
    offset: int


def check_query(query: str) -> str:
    """Return the normalised query. Raises QueryError where there is nothing to search for."""
    if len(query) > MAX_QUERY:
        raise QueryError("query-too-long", length=len(query), limit=MAX_QUERY)
    text = normalize(query, MAX_QUERY)
    if not any(character.isalnum() for character in text):
        raise QueryError("empty-query")
    return text


def check_page(limit: int, offset: int) -> None:
    """Raise QueryError for a page that cannot be cut out."""
    if not 1 <= limit <= MAX_RESULTS:
        raise QueryError("limit-out-of-range", limit=limit, maximum=MAX_RESULTS)
    if not 0 <= offset <= MAX_RESULTS:
        raise QueryError("offset-out-of-range", offset=offset, maximum=MAX_RESULTS)


def without(row: int, where: ColumnElement[bool] | None) -> ColumnElement[bool]:
    """Leave one company out of a condition."""
    others = schema.companies.c.row != row
    return others if where is None else where & others


def results(
    store: Store, connection: Connection, found: "Found", own: Own | None = None
) -> tuple[Result, ...]:
    """Fetch the companies of a ranking from its offset on, and say why each is there."""
    rows = found.ranking.rows[found.offset :].tolist()
    companies = store.load(connection, rows)
    places = store.places(connection, rows)
    listed = []
    for position, row in enumerate(rows, start=found.offset):
        company = companies[row]
        reasons = (
            _reasons_for_query(company, places[row], found.ranking, position)
            if own is None
            else _reasons_for_company(company, places[row], found.index.passages_of(row), own)
        )
        # A cosine below zero says no more than "nothing in common".
        score = float(np.clip(found.ranking.scores[position], 0, 1))
        listed.append(Result(position + 1, company, score, reasons))
    return tuple(listed)


def _reasons_for_query(
    company: Company, places: Sequence[Passage], ranking: Ranking, position: int
) -> tuple[Reason, ...]:
    place = places[int(ranking.passages[position])]
    cosine = float(ranking.passage_scores[position])
    return (PassageReason(_quote(company, place), None, cosine),)


def _reasons_for_company(
    company: Company, places: Sequence[Passage], passages: npt.NDArray[np.float32], own: Own
) -> tuple[Reason, ...]:
    cosines = own.passages @ passages.T
    mine, theirs = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
    passage = PassageReason(
        _quote(company, places[int(theirs)]),
        _quote(own.company, own.places[int(mine)]),
        float(cosines[mine, theirs]),
    )
    shared = _divisions(company) & _divisions(own.company)
    return (passage, SectorReason(tuple(sorted(shared)))) if shared else (passage,)


def _divisions(company: Company) -> set[str]:
    return {division(code).code for code in company.sectors}


def _quote(company: Company, place: Passage) -> Quote:
    return Quote(place.field, place.start, place.end, passage_text(company, place))

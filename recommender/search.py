"""The steps that searching and comparing share: checking what was asked, making the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection

from embeddings import normalize
from recommender import schema, stored_terms, stored_vectors
from recommender.company import Company
from recommender.errors import QueryError
from recommender.passages import Passage
from recommender.ranking import Ranking
from recommender.results import Reason, Result
from recommender.store import Store
from recommender.terms import CompanyTerms, fingerprint

MAX_QUERY = 1_000
"""Characters of a query; a whole profile can be pasted, a book cannot."""

MAX_RESULTS = 100_000


@dataclass(frozen=True, slots=True)
class Match:
    """A company of a ranking: its row, its terms, where its passages lie, and which is best.

    `name`: how similar its name is to the question, 0 where it is another one.
    """

    row: int
    company: Company
    terms: CompanyTerms
    places: Sequence[Passage]
    best: int
    cosine: float
    name: float


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
    connection: Connection,
    store: Store,
    ranking: Ranking,
    offset: int,
    explain: Callable[[Match], tuple[Reason, ...]],
) -> tuple[Result, ...]:
    """Fetch the companies of a ranking from its offset on, and say why each is there."""
    rows = ranking.rows[offset:].tolist()
    companies = store.load(connection, rows)
    terms = stored_terms.load(store, connection, rows, fingerprint())
    places = stored_vectors.places(connection, rows)
    listed = []
    for position, row in enumerate(rows, start=offset):
        best = int(ranking.passages[position])
        match = Match(
            row,
            companies[row],
            terms[row],
            places[row],
            best,
            float(ranking.passage_scores[position]),
            float(ranking.names[position]),
        )
        strength = float(ranking.strengths[position])
        listed.append(Result(position + 1, companies[row], strength, explain(match)))
    return tuple(listed)

"""The steps that searching and comparing share: checking what was asked, making the page."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import get_args

from embeddings import normalize
from recommender.company import Company
from recommender.errors import QueryError
from recommender.passages import Passage
from recommender.problems import shown
from recommender.ranking import Ranking
from recommender.results import CompanySector, Reason, Result
from recommender.terms import CompanyTerms
from recommender.understanding import Aspect
from recommender.view import View

MAX_QUERY = 1_000
"""Characters of a query; a whole profile can be pasted, a book cannot."""

MAX_RESULTS = 100_000


@dataclass(frozen=True, slots=True)
class RankedCompany:
    """A company of a ranking: row, terms, where its passages lie and which is best, sectors.

    `name`: how similar its name is to the question, 0 where it is another one.
    """

    row: int
    company: Company
    terms: CompanyTerms
    places: Sequence[Passage]
    best: int
    cosine: float
    name: float
    sectors: tuple[CompanySector, ...]


def check_query(query: str) -> str:
    """Return the normalised query. Raises QueryError where there is nothing to search for."""
    if len(query) > MAX_QUERY:
        raise QueryError("query-too-long", length=len(query), limit=MAX_QUERY)
    text = normalize(query, MAX_QUERY)
    if not any(character.isalnum() for character in text):
        raise QueryError("empty-query")
    return text


def check_aspects(ignore: Collection[str]) -> frozenset[Aspect]:
    """Return the aspects of a query that are to be ignored. Raises QueryError for an unknown one."""
    known: dict[str, Aspect] = {aspect: aspect for aspect in get_args(Aspect)}
    for name in ignore:
        if name not in known:
            raise QueryError("unknown-aspect", name=shown(name), valid=", ".join(known))
    return frozenset(known[name] for name in ignore)


def check_page(limit: int, offset: int) -> None:
    """Raise QueryError for a page that cannot be cut out."""
    if not 1 <= limit <= MAX_RESULTS:
        raise QueryError("limit-out-of-range", limit=limit, maximum=MAX_RESULTS)
    if not 0 <= offset <= MAX_RESULTS:
        raise QueryError("offset-out-of-range", offset=offset, maximum=MAX_RESULTS)


def results(
    view: View,
    ranking: Ranking,
    offset: int,
    explain: Callable[[RankedCompany], tuple[Reason, ...]] | None,
) -> tuple[Result, ...]:
    """Fetch the companies of a ranking from its offset on, and say why each is there.

    Without `explain` nothing is said, and the terms and passages need not be fetched.
    """
    rows = ranking.rows[offset:].tolist()
    attributes = view.indexes.attributes
    companies = view.load(rows)
    if explain is None:
        strengths = ranking.strengths[offset:].tolist()
        numbered = enumerate(zip(rows, strengths, strict=True), start=offset + 1)
        return tuple(
            Result(rank, companies[row], strength, (), attributes.sectors_of(row))
            for rank, (row, strength) in numbered
        )
    terms, places = view.terms(rows), view.places(rows)
    listed = []
    for position, row in enumerate(rows, start=offset):
        best = int(ranking.passages[position])
        match = RankedCompany(
            row,
            companies[row],
            terms[row],
            places[row].own,
            best,
            float(ranking.passage_scores[position]),
            float(ranking.names[position]),
            attributes.sectors_of(row),
        )
        strength = float(ranking.strengths[position])
        reasons = explain(match)
        listed.append(Result(position + 1, companies[row], strength, reasons, match.sectors))
    return tuple(listed)

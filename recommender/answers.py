"""Answering the questions that a catalogue is asked: search, similar, matches, comparison."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from embeddings import detect_language
from recommender import explanation, search
from recommender.company import Company
from recommender.complements import Matchmaker
from recommender.errors import QueryError
from recommender.expansion import expand, expand_all
from recommender.filters import Filters
from recommender.fusion import COMPANY, FIT, QUERY, FitWeights, Weights
from recommender.matching import MatchRanking
from recommender.passages import own_text
from recommender.problems import shown, writable
from recommender.ranking import Question, Ranking, rank
from recommender.reading import Reading
from recommender.results import Comparison, MatchPage, Result, SearchPage, SimilarPage
from recommender.understanding import Aspect
from recommender.view import View

LONGEST_DESCRIPTION = 2_000
"""Characters of a company's own text that are compared word by word; all of it is as vectors."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and how it is to be answered.

    `wanted`: the caller's filters; `ignored`: aspects of the query that are offered and not applied;
    `diverse`: companies like those before come later; without `reasons` nothing is explained.
    """

    query: str
    limit: int
    offset: int
    wanted: Filters
    ignored: Collection[Aspect] = ()
    diverse: bool = False
    weights: Weights = QUERY
    reasons: bool = True


def search_page(view: View, request: Asked) -> SearchPage:
    """Find the companies that best answer a query. Raises QueryError and FilterError."""
    text = search.check_query(request.query)
    # Offsets in the reasons count characters of the query as it comes back.
    asked, language = writable(request.query), detect_language(text)
    indexes = view.indexes
    applied = Reading.of(asked, language, request.ignored).apply(view, request.wanted)
    chosen = applied.chosen
    words = applied.words if any(map(str.isalnum, applied.words)) else asked
    expansion = expand(words, language, indexes.lexical, view.embed_words)
    question = Question(expansion.vector, expansion.needs, text, applied.excluded)
    division = indexes.attributes.head.clear_division(question.vector)
    explain = partial(explanation.for_query, asked, question.needs, division)
    ranking = rank(
        indexes,
        question,
        request.offset + request.limit,
        chosen.rows,
        request.weights,
        diverse=request.diverse,
    )
    results = search.results(
        view,
        ranking,
        request.offset,
        explain if request.reasons else None,
    )
    return SearchPage(
        asked,
        language,
        indexes.generation,
        chosen.total,
        _best(ranking),
        chosen.facets,
        results,
        applied.restrictions,
        tuple(question.needs),
    )


def similar_page(
    view: View,
    company_id: str,
    limit: int,
    offset: int,
    wanted: Filters,
    weights: Weights = COMPANY,
) -> SimilarPage:
    """Find companies in the same kind of business. Raises UnknownCompanyError and FilterError."""
    row, company = view.get(company_id)
    chosen = view.select(wanted, without=row)
    ranking, results = _similar(view, row, company, chosen.rows, limit, offset, weights)
    return SimilarPage(
        company, view.indexes.generation, chosen.total, _best(ranking), chosen.facets, results
    )


def comparison(view: View, one_id: str, other_id: str) -> Comparison:
    """How like one another two companies are, and how they complement each other.

    The strengths are those that `similar_page` and `match_page` give the other one. Raises
    UnknownCompanyError, and QueryError where both are the same.
    """
    (row, one), (other_row, other) = view.get(one_id), view.get(other_id)
    if row == other_row:
        raise QueryError("compared-with-itself", id=shown(one_id))
    _, (similar,) = _similar(view, row, one, [other_row], 1, 0)
    maker = Matchmaker(view, row)
    matches = maker.results(maker.rank(1, [other_row]), 0)
    sectors = view.indexes.attributes.sectors_of(row)
    return Comparison(
        one, other, view.indexes.generation, sectors, similar, matches[0] if matches else None
    )


def _similar(
    view: View,
    row: int,
    company: Company,
    allowed: Sequence[int] | None,
    limit: int,
    offset: int,
    weights: Weights = COMPANY,
) -> tuple[Ranking, tuple[Result, ...]]:
    """Rank the companies at `allowed` by their likeness to the one at `row`, and say why."""
    indexes = view.indexes
    places = view.places([row])[row]
    own = explanation.profile(indexes, row, company, places.own)
    text = own_text(company, places)[:LONGEST_DESCRIPTION]
    (needs,) = expand_all([(text, company.language)], indexes.lexical, view.embed_words)
    question = Question(indexes.vectors.mean(row), needs)
    ranking = rank(indexes, question, offset + limit, allowed, weights)
    results = search.results(
        view,
        ranking,
        offset,
        lambda match: explanation.for_company(
            own, explanation.profile(indexes, match.row, match.company, match.places)
        ),
    )
    return ranking, results


def match_page(
    view: View,
    company_id: str,
    limit: int,
    offset: int,
    wanted: Filters,
    weights: FitWeights = FIT,
) -> MatchPage:
    """Find companies that complement one. Raises UnknownCompanyError and FilterError."""
    row, company = view.get(company_id)
    chosen = view.select(wanted, without=row)
    maker = Matchmaker(view, row)
    ranking = maker.rank(offset + limit, chosen.rows or [], weights)
    return MatchPage(
        company,
        maker.sought,
        maker.inferred,
        view.indexes.generation,
        chosen.total,
        _best(ranking),
        chosen.facets,
        maker.results(ranking, offset),
    )


def _best(ranking: Ranking | MatchRanking) -> float | None:
    """The greatest strength of a ranking, which begins at rank 1 whatever page is cut from it."""
    return float(ranking.strengths.max()) if len(ranking.strengths) else None

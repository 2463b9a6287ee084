"""Asking a catalogue the questions that people have judged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from recommender.catalog import Catalog
from recommender.evaluation.questions import JudgedQuestion
from recommender.fusion import COMPANY, FIT, QUERY, FitWeights, Weights
from recommender.judgement import Kind

DEPTH = 100
"""So many partners are looked at for a question; further down counts as not found."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How the signals of each kind of question are weighed against each other."""

    search: Weights = QUERY
    similar: Weights = COMPANY
    match: FitWeights = FIT


VECTORS_ALONE = Balance(
    search=replace(QUERY, lexical=0.0),
    similar=replace(COMPANY, lexical=0.0),
    match=replace(FIT, lexical=0.0, rivalry=0.0),
)
"""Leaves the words out; those by which a rival is told from a partner are words too."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One way to answer: a catalogue with its model, and how the signals count."""

    catalog: Catalog
    balance: Balance = Balance()


Answer: TypeAlias = tuple[str, ...]
"""Ids of partners, best first, at most `DEPTH`."""


def _search(configuration: Configuration, query: str) -> Answer:
    page = configuration.catalog.search(
        query, limit=DEPTH, weights=configuration.balance.search, reasons=False
    )
    return tuple(result.company.id for result in page.results)


def _similar(configuration: Configuration, company_id: str) -> Answer:
    page = configuration.catalog.similar(
        company_id, limit=DEPTH, weights=configuration.balance.similar
    )
    return tuple(result.company.id for result in page.results)


def _matches(configuration: Configuration, company_id: str) -> Answer:
    page = configuration.catalog.matches(
        company_id, limit=DEPTH, weights=configuration.balance.match
    )
    return tuple(match.company.id for match in page.results)


ASK: Mapping[Kind, Callable[[Configuration, str], Answer]] = {
    "search": _search,
    "similar": _similar,
    "match": _matches,
}
"""How each kind of question is asked."""


def answers(configuration: Configuration, asked: Sequence[JudgedQuestion]) -> Iterator[Answer]:
    """Answer questions, one after the other."""
    for question in asked:
        yield ASK[question.kind](configuration, question.asked)

"""Asking a catalogue the questions that people have judged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from recommender.catalog import Catalog
from recommender.evaluation.questions import JudgedQuestion
from recommender.fusion import QUERY, Weights
from recommender.judgement import Kind

DEPTH = 100
"""So many partners are looked at for a question; further down counts as not found."""

VECTORS_ALONE = replace(QUERY, lexical=0.0)
"""The weights of a search that leaves the words out."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One way to answer: a catalogue with its model, and how the signals of a search count."""

    catalog: Catalog
    weights: Weights = QUERY


Answer: TypeAlias = tuple[str, ...]
"""Ids of partners, best first, at most `DEPTH`."""


def _search(configuration: Configuration, query: str) -> Answer:
    page = configuration.catalog.search(
        query, limit=DEPTH, weights=configuration.weights, reasons=False
    )
    return tuple(result.company.id for result in page.results)


def _similar(configuration: Configuration, company_id: str) -> Answer:
    page = configuration.catalog.similar(company_id, limit=DEPTH)
    return tuple(result.company.id for result in page.results)


def _matches(configuration: Configuration, company_id: str) -> Answer:
    page = configuration.catalog.matches(company_id, limit=DEPTH)
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

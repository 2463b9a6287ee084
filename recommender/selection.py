"""Which companies can be an answer, how many they are, and what they have: one set for all three."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from embeddings.analysis import analyze, forms_in
from recommender.filters import (
    Filters,
    column_condition,
    no_certification,
    place_terms,
    sector_prefixes,
)
from recommender.index_keeper import Indexes
from recommender.lexical_index import LexicalIndex
from recommender.results import Facets
from recommender.store import Store
from recommender.terms import found_in
from recommender.vector_index import Ints


@dataclass(frozen=True, slots=True)
class Selection:
    """`rows` (total,) ascending, or None where nothing is restricted; `facets` count among them."""

    rows: list[int] | None
    total: int
    facets: Facets


def select(
    store: Store,
    connection: Connection,
    indexes: Indexes,
    wanted: Filters,
    without: int | None = None,
) -> Selection:
    """Choose the companies that satisfy filters, but for the one at row `without`.

    Sectors are looked up in the index, which knows the inferred ones, and what texts name in that of
    their terms; the rest in the database, of the same generation. Raises FilterError for a value that no company can have.
    """
    vectors, attributes = indexes.vectors, indexes.attributes
    where = column_condition(wanted, connection)
    prefixes = sector_prefixes(wanted.sector)
    named = [place_terms(wanted.place), _certifications(wanted.certification, indexes.lexical)]
    positions: Ints = np.arange(len(indexes))
    if where is not None:
        positions = vectors.positions(store.rows(connection, where))
    if prefixes:
        positions = positions[attributes.sectors.members(prefixes)[positions]]
    for terms in filter(None, named):
        positions = np.intersect1d(positions, _having(terms, indexes.lexical))
    if without is not None:
        positions = positions[vectors.rows[positions] != without]
    free = where is None and not prefixes and not any(named) and without is None
    rows = None if free else vectors.rows[positions].tolist()
    return Selection(rows, len(positions), attributes.facets(positions))


def _having(terms: Sequence[str], index: LexicalIndex) -> Ints:
    """Positions of the companies that have one of these terms, ascending."""
    found = [index.postings(term).positions for term in terms]
    return np.unique(np.concatenate(found)).astype(np.int64)


def _certifications(values: Sequence[str], index: LexicalIndex) -> list[str]:
    """The terms that stand for standards and schemes; a body's name alone stands for all of its.

    Raises FilterError for a value without a word.
    """
    terms: list[str] = []
    for value in values:
        tokens = analyze(value, "en")
        if not tokens:
            raise no_certification(value)
        terms += [token.term for token in (*tokens, *found_in(value, tokens))]
        terms += [form for token in tokens for form in forms_in(token.of(value))]
        if value.isascii() and value.isalpha():
            terms += [term for term in index.numbers if term.startswith(f"={value.lower()}")]
    return list(dict.fromkeys(terms))

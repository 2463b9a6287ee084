"""Which companies can be an answer, how many they are, and what they have: one set for all three."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from sqlalchemy import Connection

from embeddings.analysis import analyze, forms_in
from embeddings.analysis.codes import BODIES, code_term
from recommender.certifications import CERTIFIED_WORD
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
from recommender.sight import Sight
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
    sight: Sight,
    wanted: Filters,
    without: int | None = None,
    places: Sequence[Sequence[str]] = (),
) -> Selection:
    """Choose the companies that are seen and satisfy filters, but for the one at row `without`.

    `places`: beside the filter, one place of each of these lists. Sectors are looked up in the
    index, which knows the inferred ones, and what texts name in that of their terms; the rest in
    the database, of the same generation. Raises FilterError for a value that no company can have.
    """
    vectors, attributes = indexes.vectors, indexes.attributes
    where = column_condition(wanted, connection, sight.seen)
    prefixes = sector_prefixes(wanted.sector)
    named = [
        _having(place_terms(listed), indexes.lexical)
        for listed in (wanted.place, *places)
        if listed
    ]
    if wanted.certification:
        certified = [_certified(value, indexes.lexical) for value in wanted.certification]
        named.append(np.unique(np.concatenate(certified)))
    seen = visible(store, connection, indexes, sight)
    positions: Ints = np.arange(len(indexes)) if seen is None else seen
    if where is not None:
        of_columns = vectors.positions(store.rows(connection, where))
        positions = np.intersect1d(positions, of_columns, assume_unique=True)
    if prefixes:
        positions = positions[attributes.sectors.members(prefixes)[positions]]
    for having in named:
        positions = np.intersect1d(positions, having)
    if without is not None:
        positions = positions[vectors.rows[positions] != without]
    free = seen is None and where is None and not prefixes and not named and without is None
    rows = None if free else vectors.rows[positions].tolist()
    return Selection(rows, len(positions), attributes.facets(positions))


def visible(store: Store, connection: Connection, indexes: Indexes, sight: Sight) -> Ints | None:
    """Positions of the companies that are seen, ascending; None where all are."""
    if sight.seen is None:
        return None
    name = (sight.viewer, sight.version)
    if known := indexes.seen.known([name]):
        return known[name]
    positions = indexes.vectors.positions(store.rows(connection, sight.seen))
    indexes.seen.add({name: positions})
    return positions


def _having(terms: Iterable[str], index: LexicalIndex) -> Ints:
    """Positions of the companies that have one of these terms, ascending."""
    found = [index.postings(term).positions for term in terms]
    return np.unique(np.concatenate([np.empty(0, np.int64), *found])).astype(np.int64)


def _certified(value: str, index: LexicalIndex) -> Ints:
    """Positions of the companies that name a standard or scheme, ascending.

    All words of a value have to be named, or what they mean together in any language; a body's
    name alone stands for all of its standards. Raises FilterError for a value without a word.
    """
    bare = CERTIFIED_WORD.sub(" ", value)
    name = bare if bare.strip() else value
    tokens = analyze(name, "en")
    if not tokens:
        raise no_certification(value)
    each = [_having([token.term, *forms_in(token.of(name))], index) for token in tokens]
    whole = (tokens[0].start, tokens[-1].end)
    meant = [one.term for one in found_in(name, tokens) if (one.start, one.end) == whole]
    body = name.strip().lower()
    if body in BODIES:
        code = re.compile(rf"={re.escape(code_term(body))}[a-z]?\d")
        meant += [term for term in index.numbers if code.match(term)]
    return np.union1d(reduce(np.intersect1d, each), _having(meant, index))

"""The steps of `Catalog.matches`: reading what each side seeks, ranking, saying why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from sqlalchemy import ColumnElement

from recommender import explanation, stored_vectors
from recommender.company import Company
from recommender.expansion import Need, expand_all
from recommender.fusion import FIT, FitWeights
from recommender.matching import Asker, MatchRanking, Request, rank_matches
from recommender.results import FitReason, Match, PartnershipReason, Quote, Reason
from recommender.sides import Side, needs_sought, read_sides
from recommender.terms import CompanyTerms
from recommender.view import View
from recommender.word_vectors import Floats

Needs: TypeAlias = tuple[Sequence[Need], Sequence[Need]]
"""What a company seeks, and what it offers."""


class Matchmaker:
    """Finds the partners of one company, all from one state of the catalogue."""

    def __init__(self, view: View, row: int, read: Needs | None = None) -> None:
        """`read`: what the company seeks and offers, where that has been read already."""
        self._view = view
        self._indexes = view.indexes
        self._row = row
        self._own = read_sides(view, [row])[row]
        self._terms = view.terms([row])[row]
        self._sought, self._offered = read or self._read()
        self._constraints = self._own.constraints

    def _read(self) -> Needs:
        own = self._own
        texts = [(own.request, own.language), (own.offered, own.company.language)]
        sought, offered = expand_all(texts, self._indexes.lexical, self._view.embed_words)
        return sought, offered

    @property
    def company(self) -> Company:
        """The company that partners are sought for."""
        return self._own.company

    @property
    def sought(self) -> tuple[Quote, ...]:
        """The company's words about what it seeks."""
        own = self._own
        return tuple(explanation.quote(own.company, place) for place in own.places.sought)

    @property
    def inferred(self) -> bool:
        """Whether they were drawn from its description."""
        return self._own.inferred and bool(self._own.places.sought)

    def rank(self, limit: int, allowed: Sequence[int], weights: FitWeights = FIT) -> MatchRanking:
        """Rank the companies at `allowed` (rows, ascending, without the own one).

        Who wants other kinds of partnership is no match.
        """
        attributes = self._indexes.attributes
        fitting = attributes.rows[attributes.share_a_kind(self._own.company.partnership)]
        possible = np.intersect1d(fitting, np.array(allowed, np.int64)).tolist()
        return rank_matches(self._indexes, self.asker(), limit, possible, self.requests, weights)

    def asker(self) -> Asker:
        """The company as `recommender.matching` sees it."""
        return Asker(self._row, self._terms, self._offered, self._sought, self._inside())

    def requests(self, rows: Sequence[int]) -> Mapping[int, Request]:
        """What companies seek, by row."""
        own, sides = self._own.company, read_sides(self._view, rows)
        needed = needs_sought(self._view, sides)
        return {
            row: Request(needed[row], side.constraints.admit(own)) for row, side in sides.items()
        }

    def results(self, ranking: MatchRanking, offset: int) -> tuple[Match, ...]:
        """The partners of a ranking from its offset on, each with its reasons."""
        rows = ranking.rows[offset:].tolist()
        sides, terms = read_sides(self._view, rows), self._view.terms(rows)
        sought = stored_vectors.sought_of(
            self._view.connection, [self._row, *rows], self._view.embedder.dimension
        )
        matches = []
        for at, row in enumerate(rows, start=offset):
            forward, backward = _known(ranking.forward[at]), _known(ranking.backward[at])
            side = sides[row]
            reasons: list[Reason] = []
            if forward is not None:
                theirs = self._indexes.vectors.passages_of(row)
                cosines = sought[self._row] @ theirs.T
                reasons += self._why_they_offer(side, terms[row], cosines, forward)
            if backward is not None:
                mine = self._indexes.vectors.passages_of(self._row)
                reasons.append(self._why_they_seek(side, mine @ sought[row].T, backward))
            if kinds := [k for k in self._own.company.partnership if k in side.company.partnership]:
                reasons.append(PartnershipReason(tuple(kinds)))
            strength = float(ranking.strengths[at])
            sectors = self._indexes.attributes.sectors_of(row)
            matches.append(
                Match(at + 1, side.company, strength, forward, backward, tuple(reasons), sectors)
            )
        return tuple(matches)

    def _why_they_offer(
        self, side: Side, terms: CompanyTerms, cosines: Floats, strength: float
    ) -> Iterable[Reason]:
        mine, theirs = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
        near = side.places.own[int(theirs)]
        yield FitReason(
            "own",
            explanation.quote(self._own.company, self._own.places.sought[int(mine)]),
            explanation.quote(side.company, near),
            strength,
            self._own.inferred,
            not self._constraints.admit(side.company),
        )
        words = explanation.phrases(self._own.asked, self._sought, side.company, terms, near)
        if words.answers or words.missing:
            yield words

    def _why_they_seek(self, side: Side, cosines: Floats, strength: float) -> FitReason:
        mine, theirs = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
        return FitReason(
            "partner",
            explanation.quote(self._own.company, self._own.places.own[int(mine)]),
            explanation.quote(side.company, side.places.sought[int(theirs)]),
            strength,
            side.inferred,
            not side.constraints.admit(self._own.company),
        )

    def _inside(self) -> Sequence[int] | None:
        condition: ColumnElement[bool] | None = self._constraints.condition()
        return None if condition is None else self._view.rows(condition)


def _known(strength: np.float32) -> float | None:
    return None if np.isnan(strength) else float(strength)

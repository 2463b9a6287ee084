"""What a report says of the best pairs: both companies, how strong, and in whose words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from recommender import explanation
from recommender.company import Company
from recommender.complements import Matchmaker, Needs
from recommender.explanation import Profile
from recommender.passages import Passages
from recommender.results import FitReason, Match, PassageReason, Quote, SectorReason
from recommender.sectors import division
from recommender.view import View


@dataclass(frozen=True, slots=True)
class Pair:
    """A company and one of its partners.

    `forward` and `backward` as in `recommender.results.Match`, None too where only likeness counts.
    `own` and `other`: the words of both that made them partners. `divisions` (ISIC) that both are of.
    """

    company: Company
    partner: Company
    rank: int
    score: float
    forward: float | None
    backward: float | None
    own: Quote | None
    other: Quote | None
    divisions: tuple[str, ...]


class Reasons(Protocol):
    """Makes pairs of a company and those that were found for it."""

    def pairs(self, row: int, partners: Sequence[int], scores: Sequence[float]) -> Iterator[Pair]:
        """The pairs of the company at `row` with the partners at rows, the best first."""


class SimilarReasons:
    """Says of similar companies which passages are nearest, and which sectors both are of."""

    def __init__(self, view: View, rows: Sequence[int]) -> None:
        """`rows`: all companies that will be asked for, ascending."""
        self._indexes = view.indexes
        self._companies = view.load(rows)
        self._places: Mapping[int, Passages] = view.places(rows)

    def pairs(self, row: int, partners: Sequence[int], scores: Sequence[float]) -> Iterator[Pair]:
        """The pairs of the company at `row` with the partners at rows, the best first."""
        own = self._profile(row)
        for rank, (partner, score) in enumerate(zip(partners, scores, strict=True), start=1):
            other = self._profile(partner)
            mine = theirs = None
            divisions: tuple[str, ...] = ()
            for reason in explanation.for_company(own, other):
                if isinstance(reason, PassageReason):
                    mine, theirs = reason.own, reason.partner
                elif isinstance(reason, SectorReason):
                    divisions = reason.codes
            yield Pair(own.company, other.company, rank, score, None, None, mine, theirs, divisions)

    def _profile(self, row: int) -> Profile:
        return explanation.profile(self._indexes, row, self._companies[row], self._places[row].own)


class MatchReasons:
    """Says of complementary companies what one seeks and the other offers."""

    def __init__(self, view: View, needs: Mapping[int, Needs]) -> None:
        """`needs`: what the companies that will be asked for seek and offer, by row."""
        self._view = view
        self._needs = needs

    def pairs(self, row: int, partners: Sequence[int], scores: Sequence[float]) -> Iterator[Pair]:
        """The pairs of the company at `row`, in the order and with the strengths of `Catalog.matches`.

        Among the partners at rows; `scores` are not looked at, they are reckoned again with reasons.
        """
        maker = Matchmaker(self._view, row, self._needs[row])
        ranking = maker.rank(len(partners), sorted(partners))
        codes = self._divisions(row)
        for match in maker.results(ranking, 0):
            yield _matched(maker.company, match, codes)

    def _divisions(self, row: int) -> frozenset[str]:
        sectors = self._view.indexes.attributes.sectors_of(row)
        return frozenset(division(sector.code).code for sector in sectors)


def _matched(company: Company, match: Match, divisions: frozenset[str]) -> Pair:
    fit = next((reason for reason in match.reasons if isinstance(reason, FitReason)), None)
    shared = divisions & {division(sector.code).code for sector in match.sectors}
    return Pair(
        company,
        match.company,
        match.rank,
        match.score,
        match.forward,
        match.backward,
        fit.own if fit else None,
        fit.partner if fit else None,
        tuple(sorted(shared)),
    )

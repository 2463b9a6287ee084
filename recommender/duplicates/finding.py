"""Finding the companies of a catalogue that have been entered twice."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.company import Company
from recommender.duplicates.candidates import Pairs, candidates
from recommender.duplicates.evidence import gather
from recommender.duplicates.facts import Facts, facts_of
from recommender.duplicates.groups import Cluster, Pair, cluster
from recommender.duplicates.likelihood import DUPLICATE, DuplicateWeights, Evidence, Floats
from recommender.duplicates.remarks import Entry, Remark, remarks
from recommender.errors import QueryError
from recommender.importing import Progress
from recommender.strength import rounded
from recommender.view import View

LEAST_PROBABILITY = 0.5
"""Of a pair that is shown, unless another one is asked for."""


@dataclass(frozen=True, slots=True)
class Member:
    """A company of a group; how probably it is the group's first, and what says so or against it.

    The first one, which the others were compared with, has neither.
    """

    company: Company
    probability: float | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Companies that are probably one, the centre first, then by their probability."""

    members: tuple[Member, ...]

    @property
    def probability(self) -> float:
        """Of the member that is least probably the same."""
        return min(m.probability for m in self.members if m.probability is not None)


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The groups of a catalogue, the most probable first.

    `companies`: how many there are; `compared`: how many pairs were; `apart`: how many pairs of
    them somebody has told apart before.
    """

    generation: int
    fingerprint: str
    least: float
    companies: int
    compared: int
    apart: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Every pair that was compared (n, 2), with its evidence and its probability (n,)."""

    pairs: Pairs
    evidence: Evidence
    probabilities: Floats


def find_duplicates(
    view: View,
    least: float = LEAST_PROBABILITY,
    apart: Collection[tuple[str, str]] = frozenset(),
    progress: Progress | None = None,
) -> Duplicates:
    """Find the groups whose members are with `least` probability the same company.

    `apart`: pairs of ids, in alphabetical order, that are known to be two companies. Raises
    QueryError.
    """
    if not 0 < least < 1:
        raise QueryError("probability-out-of-range", least=least)
    ids, facts = _read(view)
    judged = judge(view, facts, progress=progress)
    positions = {company_id: position for position, company_id in enumerate(ids)}
    known = frozenset(_apart(apart, positions))
    clusters = cluster(_pairs(judged, least), least, known)
    return Duplicates(
        view.indexes.generation,
        view.indexes.vectors.fingerprint,
        least,
        len(ids),
        len(judged.pairs),
        len(known),
        tuple(_groups(view, facts, judged, clusters)),
    )


def judge(
    view: View,
    facts: Sequence[Facts],
    weights: DuplicateWeights = DUPLICATE,
    progress: Progress | None = None,
) -> Judged:
    """Compare the candidates among companies; `facts` in the order of the index."""
    pairs = candidates(facts, view.indexes.vectors)
    evidence = gather(facts, pairs, view.indexes, progress)
    return Judged(pairs, evidence, weights.probability(evidence))


def _read(view: View) -> tuple[list[str], list[Facts]]:
    """Ids and facts of all companies, in the order of entry, which is that of the index."""
    ids, facts = [], []
    for company in view.companies():
        ids.append(company.id)
        facts.append(facts_of(company))
    return ids, facts


def _apart(
    apart: Collection[tuple[str, str]], positions: dict[str, int]
) -> Iterator[tuple[int, int]]:
    for one, two in apart:
        if one in positions and two in positions:
            first, second = sorted((positions[one], positions[two]))
            yield first, second


def _pairs(judged: Judged, least: float) -> Iterator[Pair]:
    for number in np.flatnonzero(judged.probabilities >= least).tolist():
        one, two = judged.pairs[number].tolist()
        yield Pair(one, two, float(judged.probabilities[number]), number)


def _groups(
    view: View, facts: Sequence[Facts], judged: Judged, clusters: Sequence[Cluster]
) -> list[Group]:
    rows = view.indexes.vectors.rows
    wanted = sorted({member for made in clusters for member in made.members})
    loaded = view.load(rows[wanted].tolist())
    entries = {place: Entry(loaded[int(rows[place])], facts[place]) for place in wanted}
    found = []
    for made in clusters:
        centre = entries[made.centre]
        members = [Member(centre.company)]
        for place, pair in made.pairs.items():
            told = remarks(centre, entries[place], judged.evidence, pair.number)
            members.append(Member(entries[place].company, rounded(pair.probability), told))
        found.append(Group(tuple(members)))
    return sorted(found, key=lambda group: (-group.probability, group.members[0].company.id))

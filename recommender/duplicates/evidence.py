"""Comparing pairs of companies, one piece of evidence after the other."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from recommender.attribute_index import AttributeIndex
from recommender.duplicates.candidates import Pairs
from recommender.duplicates.facts import Facts
from recommender.duplicates.likelihood import Evidence
from recommender.duplicates.name_evidence import NameEvidence, compare_names
from recommender.duplicates.name_forms import Rarity
from recommender.importing import Progress
from recommender.index_keeper import Indexes
from recommender.vector_index import VectorIndex

SIMILAR_SIZE = 1.5
OTHER_SIZE = 3.0
"""How many times as many employees are still similar, and how many are another company's."""

COMPARED_TOGETHER = 1_000
"""Pairs after which progress is told."""

Floats = npt.NDArray[np.float32]


def gather(
    facts: Sequence[Facts], pairs: Pairs, indexes: Indexes, progress: Progress | None = None
) -> Evidence:
    """What is known of each pair; `facts` in the order of the indexes."""
    same, likeness, lacking, initials = _names(facts, pairs, progress).T

    def each(judge: Callable[[Facts, Facts], float]) -> Floats:
        judged = [judge(facts[one], facts[two]) for one, two in pairs.tolist()]
        return np.array(judged, np.float32)

    means = indexes.vectors.all_means()
    return Evidence(
        same_name=same,
        name=likeness,
        lacking_name=lacking,
        initials=initials,
        website=each(lambda one, two: bool(one.domains & two.domains)),
        other_website=each(lambda one, two: _differ(one.domains, two.domains)),
        contact=each(lambda one, two: bool(one.contacts & two.contacts)),
        city=each(_same_city),
        other_city=each(_other_city),
        other_region=each(
            lambda one, two: bool(one.region and two.region) and one.region != two.region
        ),
        other_country=each(lambda one, two: one.country != two.country),
        description=np.einsum("ij,ij->i", means[pairs[:, 0]], means[pairs[:, 1]]),
        passages=_passages(indexes.vectors, pairs),
        sectors=_sectors(indexes.attributes, pairs),
        size=each(lambda one, two: 0 < _times_as_large(one, two) <= SIMILAR_SIZE),
        other_size=each(lambda one, two: _times_as_large(one, two) >= OTHER_SIZE),
    )


def _names(facts: Sequence[Facts], pairs: Pairs, progress: Progress | None) -> Floats:
    """The evidence of names, shape (n, 4): what takes longest."""
    rarity = Rarity.of(own.names for own in facts)
    found = np.zeros((len(pairs), len(NameEvidence._fields)), np.float32)
    for number, (one, two) in enumerate(pairs.tolist()):
        found[number] = compare_names(facts[one].names, facts[two].names, rarity)
        if progress and number % COMPARED_TOGETHER == 0:
            progress(number / len(pairs))
    return found


def _differ(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one) and bool(two) and not one & two


def _same_city(one: Facts, two: Facts) -> bool:
    return bool(one.postcodes & two.postcodes) or (bool(one.city) and one.city == two.city)


def _other_city(one: Facts, two: Facts) -> bool:
    # "Jakarta" is not another city than "South Jakarta".
    nested = one.city <= two.city or two.city <= one.city
    return bool(one.city and two.city) and not nested and not _same_city(one, two)


def _times_as_large(one: Facts, two: Facts) -> float:
    """How many times as many employees the larger company has, 0 where that is not known."""
    if not (one.employees and two.employees):
        return 0.0
    return max(one.employees, two.employees) / min(one.employees, two.employees)


def _passages(vectors: VectorIndex, pairs: Pairs) -> Floats:
    """How well the passages of the one are met by those of the other, the better direction.

    Of a company with two sentences and one with twenty, the two may be among the twenty.
    """
    found = np.zeros(len(pairs), np.float32)
    for start, end in _runs(pairs[:, 0]):
        own = _rows(vectors, pairs[start : start + 1, 0])[0]
        others, begins = _rows(vectors, pairs[start:end, 1])
        cosines = own @ others.T
        met = np.maximum.reduceat(cosines, begins, axis=1).mean(axis=0)
        lengths = np.diff([*begins, len(others)])
        met_back = np.add.reduceat(cosines.max(axis=0), begins) / lengths
        found[start:end] = np.maximum(met, met_back)
    return found


def _rows(vectors: VectorIndex, positions: Pairs) -> tuple[Floats, Pairs]:
    """The passages of companies one after the other, and where those of each begin."""
    starts, ends = vectors.starts[positions], vectors.starts[positions + 1]
    gathered = np.concatenate(
        [vectors.passages[s:e] for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
    )
    begins = np.cumsum([0, *(ends - starts)[:-1].tolist()])
    return gathered.astype(np.float32), begins


def _runs(ascending: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """Where each run of equal numbers begins and ends."""
    edges = np.flatnonzero(np.diff(ascending, prepend=-1, append=-1)).tolist()
    return list(pairwise(edges))


def _sectors(attributes: AttributeIndex, pairs: Pairs) -> Floats:
    """The share of ISIC divisions that two companies have in common (Jaccard), entered or inferred."""
    divisions: dict[int, frozenset[str]] = {}
    for position in np.unique(pairs).tolist():
        listed = attributes.sectors.at(position)
        divisions[position] = frozenset(sector.code[:2] for sector in listed)
    shares = []
    for one, two in pairs.tolist():
        either = divisions[one] | divisions[two]
        shares.append(len(divisions[one] & divisions[two]) / len(either) if either else 0.0)
    return np.array(shares, np.float32)

"""From pairs that are probably one company to groups that are.

A chain of probable pairs is no group: A may be B, and B may be C, while A and C are two branches of
one firm. So a group has a centre, the company of its most probable pair, and everybody else in it
is probably the centre: CENTER clustering (Haveliwala, Gionis and Indyk, 2000), which Hassanzadeh et
al. (VLDB 2009) found among the most precise for duplicates.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pair:
    """Two companies, by position, how probably they are one, and the number of their evidence."""

    one: int
    two: int
    probability: float
    number: int = 0


@dataclass(slots=True)
class Cluster:
    """A centre and those who are probably the same company, each with its pair with the centre."""

    centre: int
    pairs: dict[int, Pair] = field(default_factory=dict)

    @property
    def members(self) -> list[int]:
        """All of them, the centre first."""
        return [self.centre, *self.pairs]


def cluster(
    pairs: Iterable[Pair],
    least: float,
    apart: Collection[tuple[int, int]] = frozenset(),
) -> list[Cluster]:
    """Group companies; a member's probability of being the centre is at least `least`.

    `apart` holds pairs (the smaller position first) that somebody has told apart: such two are
    never in one group. The most probable group comes first.
    """
    clusters: dict[int, Cluster] = {}
    taken: set[int] = set()
    ordered = sorted(pairs, key=lambda pair: (-pair.probability, pair.one, pair.two))
    for pair in ordered:
        if pair.probability < least:
            break
        for centre, other in ((pair.one, pair.two), (pair.two, pair.one)):
            if other in taken or (centre in taken and centre not in clusters):
                continue
            made = clusters.get(centre) or Cluster(centre)
            if not any(_ordered(other, member) in apart for member in made.members):
                made.pairs[other] = pair
                clusters[centre] = made
                taken |= {centre, other}
                break
    return list(clusters.values())


def _ordered(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)

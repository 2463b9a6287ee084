"""Which pairs of companies are worth comparing: a few for each company, never all with all.

Blocking, as record linkage calls it (Fellegi and Sunter, 1969; Christen, 2012): companies are
compared that share a rare word of their names, a registered domain or a contact, that are next to
each other when names are sorted (Hernández and Stolfo, 1995), or whose descriptions are nearest.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from recommender.duplicates.facts import Facts
from recommender.vector_index import VectorIndex

MAX_SHARING = 40
"""Companies that share a word, a domain or a contact; what more of them share tells nobody apart."""

MAX_NEIGHBOURS = 10
"""Companies of the same country with the nearest descriptions that each is compared with."""

WINDOW = 4
"""Names next to each other in alphabetical order, read from the front and from the back."""

SHORTEST_WORD = 3
"""Letters of a word that companies are compared for."""

SEARCHED_TOGETHER = 1_024

Pairs: TypeAlias = npt.NDArray[np.int64]
"""Shape (n, 2), positions of companies, the smaller first; each pair once, in order."""


def candidates(facts: Sequence[Facts], vectors: VectorIndex) -> Pairs:
    """The pairs worth comparing; `facts` in the order of the index."""
    # A number for each pair: two million of them as tuples would fill the memory.
    count = len(facts)
    numbers: set[int] = set()
    numbers.update(one * count + two for one, two in _sharing(facts))
    numbers.update(one * count + two for one, two in _next_to_each_other(facts))
    numbers.update(one * count + two for one, two in _nearest(facts, vectors))
    listed = np.fromiter(sorted(numbers), np.int64, len(numbers))
    return np.stack([listed // max(1, count), listed % max(1, count)], axis=1)


def _sharing(facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Pairs that share a key which few companies have."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, own in enumerate(facts):
        for key in _keys(own):
            blocks[key].append(position)
    for block in blocks.values():
        if len(block) <= MAX_SHARING:
            yield from combinations(block, 2)


def _keys(own: Facts) -> set[Hashable]:
    keys: set[Hashable] = {("domain", domain) for domain in own.domains}
    keys |= {("contact", contact) for contact in own.contacts}
    for form in own.names:
        keys |= {("name", joined) for joined in (*form.joined, form.initials) if joined}
        keys |= {("word", word) for word in form.words if len(word) >= SHORTEST_WORD}
    return keys


def _next_to_each_other(facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Pairs whose names, sorted by their first or by their last letters, are neighbours."""
    names = [
        (joined, position)
        for position, own in enumerate(facts)
        for form in own.names
        for joined in form.joined
    ]
    for listed in (sorted(names), sorted((joined[::-1], position) for joined, position in names)):
        positions = [position for _, position in listed]
        for step in range(1, WINDOW + 1):
            for one, two in zip(positions, positions[step:], strict=False):
                if one != two:
                    yield min(one, two), max(one, two)


def _nearest(facts: Sequence[Facts], vectors: VectorIndex) -> Iterator[tuple[int, int]]:
    """Pairs of the same country whose descriptions are nearest."""
    import faiss

    means = vectors.all_means()
    by_country: defaultdict[str, list[int]] = defaultdict(list)
    for position, own in enumerate(facts):
        by_country[own.country].append(position)
    for positions in by_country.values():
        members = np.array(positions)
        index = faiss.IndexFlatIP(means.shape[1])
        index.add(means[members])
        for start in range(0, len(members), SEARCHED_TOGETHER):
            asked = members[start : start + SEARCHED_TOGETHER]
            # Each finds itself too.
            _, found = index.search(means[asked], min(MAX_NEIGHBOURS + 1, len(members)))
            yield from _pairs(asked, members, found)


def _pairs(asked: Pairs, members: Pairs, found: Pairs) -> Iterable[tuple[int, int]]:
    for one, neighbours in zip(asked.tolist(), members[found].tolist(), strict=True):
        for two in neighbours:
            if one != two:
                yield min(one, two), max(one, two)

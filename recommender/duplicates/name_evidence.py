"""What two companies' names have in common, and what each has that the other lacks."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from recommender.duplicates.name_forms import NameForm, Rarity

SAME_WORD = 0.84
"""From this likeness on, two words are one word, mistyped or read differently."""

SHORTEST_PART = 4
"""A word of fewer letters is no part of another word: too many words hold it by chance."""


class NameEvidence(NamedTuple):
    """All 0 to 1.

    same: 1 where two names are one by their sound. likeness: the share of the words, weighed by
    their rarity, that both have (Cohen, Ravikumar and Fienberg's soft TF-IDF, 2003, without its
    cosine). shared: how rare what both have is. lacking: how rare the rarest word is that only one
    of them has.
    """

    same: float
    likeness: float
    shared: float
    lacking: float


NOTHING = NameEvidence(0.0, 0.0, 0.0, 0.0)

INITIALS = NameEvidence(0.0, 0.7, 0.3, 0.0)
"""Of a name and its initials: three letters stand for many names."""


def compare_names(
    own: Sequence[NameForm], other: Sequence[NameForm], rarity: Rarity
) -> NameEvidence:
    """Compare all names of two companies; what counts is the pair of names most alike."""
    found = (_compare(one, two, rarity) for one in own for two in other)
    return max(found, key=lambda e: (e.same, e.likeness - e.lacking, e.shared), default=NOTHING)


def _compare(own: NameForm, other: NameForm, rarity: Rarity) -> NameEvidence:
    if own.joined & other.joined:
        rarest = max(_mass(own.words, rarity), _mass(other.words, rarity))
        return NameEvidence(1.0, 1.0, min(1.0, rarest), 0.0)
    if own.initials in other.joined or other.initials in own.joined:
        return INITIALS
    one = _Side.of(own, other, rarity)
    two = _Side.of(other, own, rarity)
    total = one.total + two.total
    likeness = (one.met + two.met) / total if total else 0.0
    whole = _whole(own, other)
    if whole >= SAME_WORD:
        # A letter or two apart, wherever the words are cut: mistyped, or transliterated otherwise.
        return NameEvidence(0.0, max(whole, likeness), min(1.0, one.total), 1 - whole)
    return NameEvidence(0.0, likeness, min(1.0, one.met, two.met), max(one.lacking, two.lacking))


class _Side(NamedTuple):
    """One name's words: what they weigh together, what those weigh that the other has too."""

    total: float
    met: float
    lacking: float

    @classmethod
    def of(cls, own: NameForm, other: NameForm, rarity: Rarity) -> "_Side":
        total = met = lacking = 0.0
        for word in own.words:
            weight = rarity(word)
            likeness = _likeness(word, other)
            total += weight
            met += likeness * weight
            lacking = max(lacking, weight * (1 - likeness))
        return cls(total, met, lacking)


def _likeness(word: str, other: NameForm) -> float:
    """How well a word is met in another name: 1 for the word or as a part of one, 0 for not at all."""
    if word in other.words:
        return 1.0
    if len(word) >= SHORTEST_PART and any(word in joined for joined in other.joined):
        return 1.0
    return max(
        (OSA.normalized_similarity(word, each, score_cutoff=SAME_WORD) for each in other.words),
        default=0.0,
    )


def _whole(own: NameForm, other: NameForm) -> float:
    return max(
        (
            OSA.normalized_similarity(one, two, score_cutoff=SAME_WORD)
            for one in own.joined
            for two in other.joined
        ),
        default=0.0,
    )


def _mass(words: Sequence[str], rarity: Rarity) -> float:
    return sum(map(rarity, words))

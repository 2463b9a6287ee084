"""What two companies' names have in common, and what each has that the other lacks."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from recommender.duplicates.name_forms import NameForm, Rarity
from recommender.names import SHORTEST_FUZZY

SAME_WORD = 0.75
"""From this likeness on, two words are one word, mistyped or read differently."""

RARE = 0.5
"""Of words and names of this rarity at least a mistyped one is still known; Kogyo is not Koga."""

SHORTEST_PART = 4
"""A word of fewer letters is no part of another word: too many words hold it by chance."""


class NameEvidence(NamedTuple):
    """What two names say, all 0 to 1.

    same: how rare the name is where both are one by their sound; less where a letter differs.
    likeness: the share of the words, weighed by their rarity, that both have (the soft TF-IDF of
    Cohen, Ravikumar and Fienberg, 2003, without its cosine). lacking: how rare the rarest word is
    that only one of them has. initials: 1 where one name is the other's.
    """

    same: float = 0.0
    likeness: float = 0.0
    lacking: float = 0.0
    initials: float = 0.0


def compare_names(
    own: Sequence[NameForm], other: Sequence[NameForm], rarity: Rarity
) -> NameEvidence:
    """Compare all names of two companies; what counts is the pair of names most alike."""
    found = (_compare(one, two, rarity) for one in own for two in other)
    return max(found, key=_strength, default=NameEvidence())


def _strength(evidence: NameEvidence) -> tuple[float, float]:
    return evidence.same, evidence.initials + evidence.likeness - evidence.lacking


def _compare(own: NameForm, other: NameForm, rarity: Rarity) -> NameEvidence:
    if own.joined & other.joined:
        return NameEvidence(same=_distinct(own.words, rarity), likeness=1.0)
    if own.initials in other.joined or other.initials in own.joined:
        return NameEvidence(initials=1.0)
    one = _Side.of(own, other, rarity)
    two = _Side.of(other, own, rarity)
    total = one.total + two.total
    likeness = (one.met + two.met) / total if total else 0.0
    distinct = min(_distinct(own.words, rarity), _distinct(other.words, rarity))
    if distinct >= RARE and _is_mistyped(own, other):
        # Or transliterated otherwise, wherever the words are cut. Of a short name one letter is much.
        letters = sum(len(word) for word in own.words if rarity(word) >= RARE)
        whole = 1 - 1 / max(SHORTEST_FUZZY, letters)
        return NameEvidence(distinct * whole**2, max(whole, likeness), lacking=1 - whole)
    return NameEvidence(likeness=likeness, lacking=max(one.lacking, two.lacking))


class _Side(NamedTuple):
    """One name's words: what they weigh, and those that the other has too; the rarest it lacks."""

    total: float
    met: float
    lacking: float

    @classmethod
    def of(cls, own: NameForm, other: NameForm, rarity: Rarity) -> "_Side":
        total = met = lacking = 0.0
        for word in own.words:
            weight = rarity(word)
            likeness = _likeness(word, other, fuzzy=weight >= RARE)
            total += weight
            met += likeness * weight
            lacking = max(lacking, weight * (1 - likeness))
        return cls(total, met, lacking)


def _likeness(word: str, other: NameForm, *, fuzzy: bool) -> float:
    """How well a word is met in another name: 1 for the word or as a part of one, 0 for not at all.

    With `fuzzy`, one that is like it meets it nearly as well.
    """
    if word in other.words:
        return 1.0
    if len(word) >= SHORTEST_PART and any(word in joined for joined in other.joined):
        return 1.0
    if not fuzzy:
        return 0.0
    return max(
        (OSA.normalized_similarity(word, each, score_cutoff=SAME_WORD) for each in other.words),
        default=0.0,
    )


def _is_mistyped(own: NameForm, other: NameForm) -> bool:
    """Whether one letter is all that two names differ in."""
    return any(
        min(len(one), len(two)) >= SHORTEST_FUZZY and OSA.distance(one, two, score_cutoff=1) == 1
        for one in own.joined
        for two in other.joined
    )


def _distinct(words: Sequence[str], rarity: Rarity) -> float:
    """How rare a name is: its rarest word, squared, for a name of usual words is borne by many."""
    return max(map(rarity, words), default=0.0) ** 2

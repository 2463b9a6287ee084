"""What a query says about partners beside what they do: where they are, certified to what, not what.

"pemasok komponen otomotif di Aichi, bersertifikat ISO 9001, bukan distributor" asks for suppliers
who are in Aichi, are certified, and are no distributors. Each is applied only where it is
unambiguous, and always told, so that the asker can take it back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from embeddings import Language
from embeddings.analysis.folded import fold_width
from recommender.certifications import CERTIFIED_WORD, certifications_of
from recommender.exclusions import refusals
from recommender.seats import places_of

Aspect: TypeAlias = Literal["place", "certification", "excluded"]
"""What a part of a query restricts. The first two are filters of the same name."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What characters `start` to `end` of a query restrict, and to which value of the filter.

    `clear`: nothing else can be meant; what is not clear is offered and not applied. The value of
    what is excluded is its words. `joined`: it is listed with the one of its aspect before, and
    either will do.
    """

    aspect: Aspect
    value: str
    start: int
    end: int
    clear: bool
    joined: bool = False


def understand(query: str, language: Language) -> list[Understood]:
    """Read a query, written in `language`, in the order of its words."""
    folded = fold_width(query)
    excluded = [
        Understood("excluded", one.words, one.start, one.end, one.clear)
        for one in refusals(folded.text)
    ]
    free = [*_places(folded.text, language), *_certifications(folded.text)]
    found = sorted((*excluded, *_apart(free, excluded)), key=lambda one: one.start)
    return [
        replace(one, start=folded.starts[one.start], end=folded.ends[one.end - 1]) for one in found
    ]


def without(query: str, applied: Collection[Understood]) -> str:
    """The query with blanks in place of what no company need say in its own words.

    That is what is excluded, and a certification, with the words that say that it is one:
    companies were chosen by it already. Several stay, so that whoever has all of them comes first,
    and so does a place: whoever is there comes before whoever names it. Offsets stay the same.
    """
    certifications = [one for one in applied if one.aspect == "certification"]
    gone = [one for one in applied if one.aspect == "excluded"]
    if len({one.value for one in certifications}) == 1:
        gone += certifications
    spans = [(one.start, one.end) for one in gone]
    if certifications:
        spans += [match.span() for match in CERTIFIED_WORD.finditer(query)]
    for start, end in spans:
        query = query[:start] + " " * (end - start) + query[end:]
    return query


def _apart(some: Sequence[Understood], others: Sequence[Understood]) -> list[Understood]:
    """Those that share no character with one of the others."""
    return [one for one in some if not any(o.start < one.end and one.start < o.end for o in others)]


def _places(query: str, language: Language) -> list[Understood]:
    return [
        Understood("place", place.code, place.start, place.end, clear, joined=number > 0)
        for listed, clear in places_of(query, english=language == "en")
        for number, place in enumerate(listed)
    ]


def _certifications(query: str) -> list[Understood]:
    return [
        Understood("certification", match.group(), match.start(), match.end(), clear)
        for match, clear in certifications_of(query)
    ]

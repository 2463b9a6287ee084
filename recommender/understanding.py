"""What a query says about partners beside what they do: where they are, certified to what, not what.

"pemasok komponen otomotif di Aichi, bersertifikat ISO 9001, bukan distributor" asks for suppliers
who are in Aichi, are certified, and are no distributors. Each is applied only where it is
unambiguous, and always told, so that the asker can take it back.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from embeddings import Language
from embeddings.analysis.folded import fold_width
from recommender.certifications import CERTIFIED_WORD, certifications_of
from recommender.gazetteer import find_places
from recommender.seats import PARTNER, places_of

Aspect: TypeAlias = Literal["place", "certification", "excluded"]
"""What a part of a query restricts. The first two are filters of the same name."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What characters `start` to `end` of a query restrict, and to which value of the filter.

    `clear`: nothing else can be meant; what is not clear is offered and not applied. The value of
    what is excluded is its words.
    """

    aspect: Aspect
    value: str
    start: int
    end: int
    clear: bool


_END = (
    r"(?=\s*(?:[,.;:、。()（）]|$"
    r"|\b(?:dan|yang|tetapi|tapi|di|dari|untuk|dengan|mohon|tolong|and|but|that|who|which|in|from|with"
    r"|for|please)\b))"
)
_KINDS = (
    rf"(?:{PARTNER}|trading|agent|agen|trader|middle\w*|broker|reseller|retail\w*|pedagang|calo"
    r"|makelar|perantara|dealer|wholesal\w*|grosir|toko)"
)
_JAPANESE_KINDS = "商社|代理店|卸|問屋|ブローカー|仲介|小売|メーカー|企業|会社"
_NOT = re.compile(
    r"\b(?:bukan(?!\s+(?:hanya|cuma|sekadar|sekedar|saja|di|dari|in|from)\b)|kecuali"
    r"|selain(?!\s+itu\b|[^.;]*\b(?:juga|pun)\b))\s+(?P<id>\w+(?:[ \-]\w+){0,3}?)"
    + _END
    + r"|\b(?:tanpa|jangan|tidak\s+(?:termasuk|melalui|lewat|mau)"
    r"|not|except(?:\s+for)?|excluding|other\s+than|no|without)\s+(?:an?\s+|the\s+)?"
    rf"(?P<kind>{_KINDS}\w*(?:[ \-]\w+){{0,3}}?)"
    + _END
    + r"|(?P<ja>[\u30a0-\u30ff\u4e00-\u9fff々A-Za-z]+?)(?:以外(?!に?も)|[はを]除[くいき]?|除く)"
    rf"|(?P<partner>[\u30a0-\u30ff\u4e00-\u9fff々]*?(?:{_JAPANESE_KINDS}))"
    r"(?:ではな[いく]|でな[いく]|じゃな[いく]"
    r"|[はを]?(?:不可|お断り|抜き|(?<![A-Za-z])NG(?![A-Za-z]))"
    r"|を(?:介さ|通さ)(?:ずに?|ない)?)",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"\b(?:(?:not|tidak|bukan)\s+(?:yang\s+)?(?:(?:based|located|berada|berlokasi|berasal|berbasis)\s+)?"
    r"(?:in|from|di|dari)|outside(?:\s+of)?|(?:di\s+)?luar)\s+$",
    re.IGNORECASE,
)


def understand(query: str, language: Language) -> list[Understood]:
    """Read a query, written in `language`, in the order of its words."""
    folded = fold_width(query)
    excluded = _excluded(folded.text)
    excluded += _apart(_not_there(folded.text), excluded)
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
        Understood("place", place.code, place.start, place.end, clear)
        for place, clear in places_of(query, english=language == "en")
    ]


def _certifications(query: str) -> list[Understood]:
    return [
        Understood("certification", match.group(), match.start(), match.end(), clear)
        for match, clear in certifications_of(query)
    ]


def _excluded(query: str) -> list[Understood]:
    return [
        Understood("excluded", match[str(match.lastgroup)], match.start(), match.end(), clear=True)
        for match in _NOT.finditer(query)
    ]


def _not_there(query: str) -> list[Understood]:
    """Places that partners must not be in."""
    return [
        Understood("excluded", query[place.start : place.end], match.start(), place.end, clear=True)
        for place in find_places(query)
        if (match := _NOT_THERE.search(query[: place.start]))
    ]

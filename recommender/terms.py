"""What the lexical index holds of a company: words, codes and concepts of its texts, its names."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pydantic_core import from_json

from embeddings import Span
from embeddings.analysis import ANALYSIS_VERSION, Token, analyze
from embeddings.analysis.concepts import glossary_concepts, glossary_digest, is_concept
from recommender.company import Company
from recommender.gazetteer import find_places
from recommender.names import name_keys
from recommender.passages import field_text, own_sentences
from recommender.regions import region_code, region_code_of_city

TERMS_VERSION = 3
"""Part of the fingerprint of stored terms: raise it when `company_terms` or names change."""

PLACE = "@"
"""Begins the term of a region (ISO 3166-2) or a country (ISO 3166-1)."""

FIELDS = ("description", "capabilities", "offers", "certifications")
"""Where the terms come from. What a company seeks is not part of what it is."""


_PLACES = (*FIELDS, "country", "region", "city")


class Occurrence(NamedTuple):
    """A term at characters `start` to `end` of a company's field."""

    term: str
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CompanyTerms:
    """Where each term occurs, as `of` packs it; `surfaces`, how its words are written.

    `length` in words. `names`: the keys under which the company is found by name.
    """

    places: dict[str, list[int]]
    surfaces: dict[str, str]
    length: int
    names: list[str]

    @classmethod
    def of(
        cls, found: Iterable[Occurrence], surfaces: dict[str, str], length: int, names: list[str]
    ) -> "CompanyTerms":
        """Gather occurrences by term; three numbers each: field, start and end."""
        places: dict[str, list[int]] = {}
        for term, field, start, end in found:
            places.setdefault(term, []).extend((_PLACES.index(field), start, end))
        return cls(places, surfaces, length, names)

    @property
    def counts(self) -> dict[str, int]:
        """How often each term occurs."""
        return {term: len(numbers) // 3 for term, numbers in self.places.items()}

    def occurrences(self, term: str) -> Iterator[Occurrence]:
        """Where a term occurs, in the order of the fields."""
        numbers = iter(self.places.get(term, ()))
        for field, start, end in zip(numbers, numbers, numbers, strict=True):
            yield Occurrence(term, _PLACES[field], start, end)

    def pack(self) -> bytes:
        """As they are stored: JSON in UTF-8, compressed (RFC 1950)."""
        listed = [self.places, self.surfaces, self.length, self.names]
        return zlib.compress(json.dumps(listed, ensure_ascii=False).encode())

    @classmethod
    def unpack(cls, packed: bytes) -> "CompanyTerms":
        """Read what `pack` has written."""
        return cls(*from_json(zlib.decompress(packed)))


def fingerprint() -> str:
    """Name of the way in which terms are made: stored terms of another one are made anew."""
    return f"analysis-{ANALYSIS_VERSION}/{glossary_digest()[:12]}/terms-{TERMS_VERSION}"


def company_terms(company: Company) -> CompanyTerms:
    """Find and count the terms of a company."""
    found = list(occurrences(company))
    written: dict[str, Counter[str]] = {}
    length = 0
    for term, field, start, end in found:
        if not (is_concept(term) or is_place(term)):
            length += 1
            surface = field_text(company, field)[start:end].lower()
            written.setdefault(term, Counter())[surface] += 1
    surfaces = {term: usual(counter) for term, counter in written.items()}
    names = name_keys(company.name, *company.names)
    return CompanyTerms.of(found, surfaces, length, names)


def occurrences(company: Company) -> Iterator[Occurrence]:
    """Every term of a company with its place in the profile: words, codes, concepts, places.

    Those of sentences that ask for something are left out, as they are of `passages`; but however
    many sentences there are, each is read.
    """
    described = own_sentences(company)
    for field in FIELDS:
        text = field_text(company, field)
        spans = described if field == "description" else [Span(0, len(text))]
        for span in spans:
            words = text[span.start : span.end]
            tokens = analyze(words, company.language)
            for token in (*tokens, *found_in(words, tokens)):
                yield Occurrence(
                    token.term, field, span.start + token.start, span.start + token.end
                )
    for field, code in _seat(company):
        yield Occurrence(f"{PLACE}{code}", field, 0, len(field_text(company, field)))


def found_in(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Concepts and places of a text, which words in any of the three languages stand for."""
    places = (Token(f"{PLACE}{code}", start, end) for code, start, end in find_places(text))
    return [*glossary_concepts().find(text, tokens), *places]


def is_place(term: str) -> bool:
    """Whether a term is a region or country."""
    return term.startswith(PLACE)


def _seat(company: Company) -> Iterator[tuple[str, str]]:
    """Where a company is: the fields that say so, and the codes of the places."""
    yield "country", company.country
    if company.region and (code := region_code(company.region)):
        yield "region", code
    elif company.city and (code := region_code_of_city(company.city, company.country)):
        yield "city", code


def usual(written: Counter[str]) -> str:
    """The most frequent way to write a word, and of equally frequent ones always the same."""
    return min(written, key=lambda surface: (-written[surface], surface))

"""What the lexical index holds of a company: words, codes and concepts of its texts, its names."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from embeddings.analysis import ANALYSIS_VERSION, Token, analyze
from embeddings.analysis.concepts import glossary_concepts, is_concept
from recommender.company import Company
from recommender.gazetteer import find_places
from recommender.names import name_keys
from recommender.passages import field_text
from recommender.regions import region_code, region_code_of_city

TERMS_VERSION = 1
"""Part of the fingerprint of stored terms: raise it when `company_terms` or names change."""

PLACE = "@"
"""Begins the term of a region (ISO 3166-2) or a country (ISO 3166-1)."""

FIELDS = ("description", "capabilities", "offers", "certifications")
"""Where the terms come from. What a company seeks is not part of what it is."""


@dataclass(frozen=True, slots=True)
class CompanyTerms:
    """`counts` of each term; `surfaces`, how its words are written; `length` in words.

    `names`: the keys under which the company is found by name (`recommender.names`).
    """

    counts: dict[str, int]
    surfaces: dict[str, str]
    length: int
    names: list[str]

    def pack(self) -> bytes:
        """As they are stored: JSON in UTF-8, compressed (RFC 1950)."""
        return zlib.compress(json.dumps(astuple(self), ensure_ascii=False).encode())

    @classmethod
    def unpack(cls, packed: bytes) -> "CompanyTerms":
        """Read what `pack` has written."""
        return cls(*json.loads(zlib.decompress(packed)))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term at characters `start` to `end` of a company's field."""

    term: str
    field: str
    start: int
    end: int


def fingerprint() -> str:
    """Name of the way in which terms are made: stored terms of another one are made anew."""
    return f"analysis-{ANALYSIS_VERSION}/{glossary_concepts().digest[:12]}/terms-{TERMS_VERSION}"


def company_terms(company: Company) -> CompanyTerms:
    """Count the terms of a company."""
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    length = 0
    for found in occurrences(company):
        counts[found.term] += 1
        if not (is_concept(found.term) or is_place(found.term)):
            length += 1
            surface = field_text(company, found.field)[found.start : found.end].lower()
            written.setdefault(found.term, Counter())[surface] += 1
    surfaces = {term: usual(counter) for term, counter in written.items()}
    return CompanyTerms(dict(counts), surfaces, length, name_keys(company.name, *company.names))


def occurrences(company: Company) -> Iterator[Occurrence]:
    """Every term of a company with its place in the profile: words, codes, concepts, places."""
    for field in FIELDS:
        text = field_text(company, field)
        tokens = analyze(text, company.language)
        for token in (*tokens, *found_in(text, tokens)):
            yield Occurrence(token.term, field, token.start, token.end)
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

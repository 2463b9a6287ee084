"""Which partners a request has in mind: those of the countries and tiers that it names.

Not a filter: "in line with Japan's residue standard" names a country and asks for partners
elsewhere. So a partner outside counts less (`recommender.fusion`), and the reader is told.
"""

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_

from recommender import schema
from recommender.company import Company
from recommender.gazetteer import find_places

_TIER = re.compile(
    r"(?<![A-Za-z0-9])(?:tier|lapis|tingkat|ティア)[ -]?(?:ke-?)?(?P<digit>[123１２３])(?![A-Za-z0-9])"
    r"|\b(?:(?P<first>first)|(?P<second>second)|(?P<third>third))[ -]tier\b"
    r"|\b(?:tier|lapis|tingkat) (?:(?P<one>pertama|satu|one)|(?P<two>kedua|dua|two)"
    r"|(?P<three>ketiga|tiga|three))\b"
    r"|(?<!第)(?P<kanji>[一二三123１２３])次(?=メーカー|サプライヤ|協力|下請|請け|仕入|取引先|の(?:鋳造|加工)先)",
    re.IGNORECASE,
)
_NUMBERS = {"first": "1", "one": "1", "second": "2", "two": "2", "third": "3", "three": "3"}
_KANJI = {"一": "1", "二": "2", "三": "3"}


@dataclass(frozen=True, slots=True)
class Constraints:
    """Countries (ISO 3166-1) and tiers that a request names; one that names none allows all."""

    countries: frozenset[str]
    tiers: frozenset[str]

    @classmethod
    def of(cls, request: str) -> "Constraints":
        """Read a request in any of the three languages."""
        places = {place.code.partition("-")[0] for place in find_places(request)}
        tiers = {_tier(match) for match in _TIER.finditer(request)}
        return cls(frozenset(places), frozenset(tiers))

    def admit(self, company: Company) -> bool:
        """Whether a company can be meant. One that does not say its tier can."""
        return (not self.countries or company.country in self.countries) and (
            not self.tiers or company.tier is None or company.tier in self.tiers
        )

    def condition(self) -> ColumnElement[bool] | None:
        """The same in SQL over `schema.companies`, or None where nothing is ruled out."""
        table = schema.companies.c
        parts: list[ColumnElement[bool]] = []
        if self.countries:
            parts.append(table.country.in_(sorted(self.countries)))
        if self.tiers:
            parts.append(or_(table.tier.is_(None), table.tier.in_(sorted(self.tiers))))
        return and_(*parts) if parts else None


def share_a_kind(one: Company, other: Company) -> bool:
    """Whether two companies want the same kind of partnership; one that names none is open to all."""
    kinds = set(one.partnership), set(other.partnership)
    return not all(kinds) or bool(kinds[0] & kinds[1])


def _tier(match: re.Match[str]) -> str:
    group, text = next((name, text) for name, text in match.groupdict().items() if text)
    return _NUMBERS.get(group) or _KANJI.get(text) or str(int(text))

"""Which partners a request has in mind: those of the countries and tiers that it names.

Not a filter: "in line with Japan's residue standard" names a country and asks for partners
elsewhere. So a partner outside counts less (`recommender.fusion`), and the reader is told.
"""

import re
import unicodedata
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_

from recommender import schema
from recommender.company import Company
from recommender.gazetteer import find_places

_TIERS = {
    **dict.fromkeys(("1", "一", "first", "one", "pertama", "satu"), "1"),
    **dict.fromkeys(("2", "二", "second", "two", "kedua", "dua"), "2"),
    **dict.fromkeys(("3", "三", "third", "three", "ketiga", "tiga"), "3"),
}
"""What tiers are called, and what the field `tier` calls them."""

_EACH = re.compile("|".join(_TIERS), re.IGNORECASE)
_LATIN = "|".join(name for name in _TIERS if name.isascii() and name.isalpha())
_NUMBER = rf"(?:[123](?![A-Za-z0-9])|(?:{_LATIN})\b)"
_AND = r"\s*(?:[/,\-–~・]|dan|atau|and|or|to)\s*"
_NUMBERS = (
    rf"[ \-]?(?:ke-?)?{_NUMBER}(?:{_AND}(?:(?:tier|lapis|tingkat)[ \-]?)?(?:ke-?)?{_NUMBER})*"
)
_PARTNER = "pemasok|supplier|vendor|subkontraktor|produsen|pembuat|mitra|pabrik|perusahaan"
_LAYERED = "kayu|kain|atap|kaca|karton|kertas|papan|gedung|bangunan|rumah|untuk|bagi"
_TIER = re.compile(
    rf"(?<![A-Za-z0-9])(?:tier|ティア)s?{_NUMBERS}"
    # Roofs have layers and schools have years: only of partners are they tiers, at most three
    # words away ("pemasok suku cadang lapis dua"). Whoever makes "kain lapis dua" makes cloth.
    rf"|\b(?:{_PARTNER})[\s(]+(?:(?!(?:{_LAYERED})\b)[\w\-]+[\s(]+){{0,3}}?"
    rf"((?:lapis|tingkat){_NUMBERS})"
    rf"|\b(?:first|second|third)(?:{_AND}(?:first|second|third))*[ \-]tier\b"
    r"|(?<!第)[一二三123]次(?:(?:・|、|/|および|及び|または|や|と|～|~)[一二三123]次)*"
    r"(?=メーカー|サプライヤ|協力|下請|請け|仕入|取引先|の(?:鋳造|加工)先)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Constraints:
    """Countries (ISO 3166-1) and tiers that a request names; one that names none allows all."""

    countries: frozenset[str]
    tiers: frozenset[str]

    @classmethod
    def of(cls, request: str) -> "Constraints":
        """Read a request in any of the three languages."""
        text = unicodedata.normalize("NFKC", request)
        places = {place.code.partition("-")[0] for place in find_places(text)}
        tiers = (
            _TIERS[each.group().lower()]
            for match in _TIER.finditer(text)
            # Not in the word between: "one" is in "komponen".
            for each in _EACH.finditer(match[match.lastindex or 0])
        )
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

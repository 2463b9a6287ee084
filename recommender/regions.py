"""Provinces of Indonesia and prefectures of Japan: ISO 3166-2 codes and their many spellings."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from recommender.company import Company
from recommender.tables import read_table

# Administrative words around a name that spreadsheets write or leave out.
_PREFIX = re.compile(r"^(?:(?:provinsi|prov|kota administrasi|kota|kabupaten|kab|prefektur)\.?\s+)")
_SUFFIX = re.compile(r"(?:\s+(?:province|prefecture|city|regency|municipality)|[- ]shi)$")
_JAPANESE_SUFFIX = re.compile(r"(?<=..)市$")


@dataclass(frozen=True, slots=True)
class Region:
    """A province or prefecture with its usual name in each language."""

    code: str
    country: str
    en: str
    id: str
    ja: str


@cache
def regions() -> dict[str, Region]:
    """All 38 provinces of Indonesia and 47 prefectures of Japan, by ISO 3166-2 code."""
    return {
        row["code"]: Region(row["code"], row["country"], row["en"], row["id"], row["ja"])
        for row in read_table("regions")
    }


def region_code(text: str) -> str | None:
    """Return the ISO 3166-2 code of a region written in any usual way, or None.

    "Aichi", "愛知県", "Aichi-ken" and "JP-23" are one region; so are "Jawa Barat" and "West Java".
    """
    return _find(text, _region_codes())


def region_code_of_city(city: str, country: str) -> str | None:
    """Return the code of the region in which a well-known city or regency lies, or None.

    `country` is its alpha-2 code: a city of the same name elsewhere is another city.
    """
    code = _find(city, _city_codes()) or _find_japanese_address(city)
    return code if code and code.startswith(country) else None


def region_code_of_place(name: str) -> str | None:
    """Return the code of the region that a name means, or in which the city of that name lies."""
    return _find(name, place_names())


def region_of(company: Company) -> str | None:
    """The code of the region where a company is, by the region that it names, or else by its city."""
    code = region_code(company.region) if company.region else None
    if code is None and company.city:
        code = region_code_of_city(company.city, company.country)
    return code


def region_names() -> list[str]:
    """Every official spelling, for suggestions when somebody mistypes one."""
    return [name for region in regions().values() for name in (region.en, region.id, region.ja)]


def place_names() -> dict[str, str]:
    """Every spelling of a region or city, in small letters, with its region's code.

    A name that both bear is the region's.
    """
    return _city_codes() | _region_codes()


def _find(text: str, codes: dict[str, str]) -> str | None:
    key = _key(text)
    for form in (key, _SUFFIX.sub("", _PREFIX.sub("", key)), _JAPANESE_SUFFIX.sub("", key)):
        if form in codes:
            return codes[form]
    return None


def _find_japanese_address(city: str) -> str | None:
    """`神戸市長田区` lies where `神戸市` lies."""
    head, mark, rest = unicodedata.normalize("NFKC", city).strip().partition("市")
    return _find(head + mark, _city_codes()) if mark and rest else None


@cache
def _region_codes() -> dict[str, str]:
    codes = {}
    for row in read_table("regions"):
        spellings = [row["code"], row["en"], row["id"], row["ja"], *_aliases(row)]
        codes.update({_key(spelling): row["code"] for spelling in spellings})
    return codes


@cache
def _city_codes() -> dict[str, str]:
    return {
        _key(spelling): row["code"]
        for row in read_table("cities")
        for spelling in [row["city"], *_aliases(row)]
    }


def _aliases(row: dict[str, str]) -> list[str]:
    return [alias for alias in row["aliases"].split("|") if alias]


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

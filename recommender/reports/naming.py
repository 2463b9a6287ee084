"""What codes are called in a reader's language."""

import re
from collections.abc import Iterable
from functools import cache

from embeddings import InterfaceLanguage
from recommender.countries import COUNTRY_CODES, country_code, country_name
from recommender.errors import MESSAGES
from recommender.regions import region_code, regions
from recommender.reports.document import Kind
from recommender.sectors import division, is_sector_code

EVERYBODY = "*"
"""A selection that leaves nobody out."""

_NEXT_FILTER = re.compile(r" (?=[a-z]+=)")


@cache
def named(code: str, kind: Kind, language: InterfaceLanguage) -> str:
    """The name of a sector (after its code), a region or a country; what is no code stays as it is.

    Where a region is not known its country stands for it. A selection, "country=ID sector=29,30", is
    called by what its filters name.
    """
    if kind == "selection":
        return _selection(code, language)
    if kind == "sector" and is_sector_code(code):
        return f"{code} {getattr(division(code), language)}"
    if kind == "region" and (region := regions().get(code)):
        return str(getattr(region, language))
    if kind != "sector" and code in COUNTRY_CODES:
        return country_name(code, language)
    return code


def selection(filters: Iterable[str]) -> str:
    """Filters as one text: a cell of the kind "selection"."""
    return " ".join(filters) or EVERYBODY


def _selection(text: str, language: InterfaceLanguage) -> str:
    if text == EVERYBODY:
        return MESSAGES.text("report.frame.everybody", language)
    return " · ".join(_filter(one, language) for one in _NEXT_FILTER.split(text))


def _filter(text: str, language: InterfaceLanguage) -> str:
    """What one filter chooses, by name; the filter itself where its values say nothing alone."""
    name, _, values = text.partition("=")
    match name:
        case "country" | "region" | "place":
            codes = [region_code(one) or country_code(one) or one for one in values.split(",")]
            return ", ".join(named(code, "region", language) for code in codes)
        case "sector":
            return ", ".join(
                named(code.strip().upper(), "sector", language) for code in values.split(",")
            )
        case "city" | "organisation" | "certification":
            return values
    return text

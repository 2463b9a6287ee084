"""What codes are called in a reader's language."""

from functools import cache

from embeddings import InterfaceLanguage
from recommender.countries import COUNTRY_CODES, country_name
from recommender.regions import regions
from recommender.reports.document import Kind
from recommender.sectors import division, is_sector_code


@cache
def named(code: str, kind: Kind, language: InterfaceLanguage) -> str:
    """The name of a sector (after its code), a region or a country; what is no code stays as it is.

    Where a region is not known its country stands for it.
    """
    if kind == "sector" and is_sector_code(code):
        return f"{code} {getattr(division(code), language)}"
    if kind == "region" and (region := regions().get(code)):
        return str(getattr(region, language))
    if kind != "sector" and code in COUNTRY_CODES:
        return country_name(code, language)
    return code

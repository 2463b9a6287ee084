"""Where a company is, in a form that two entries of it have in common."""

import re
import unicodedata
from functools import cache

from embeddings.romanization import sound_key
from recommender.company import Company
from recommender.regions import region_code, region_code_of_city
from recommender.tables import read_table

_ADMINISTRATIVE = re.compile(
    r"^(?:kota administrasi|kota adm\.?|kota|kabupaten|kab\.?|kotamadya|city of)\s+"
    r"|\s+(?:city|regency|shi|ku|gun|cho|machi|prefecture)$|[- ](?:shi|ku|gun|cho|machi)$"
    r"|(?<=..)[市区町村]$"
)
_DIRECTIONS = {
    "pusat": "central",
    "selatan": "south",
    "barat": "west",
    "timur": "east",
    "utara": "north",
}
_CITY_WITH_WARD = re.compile(r"^(.+?市)(.+[区町村])")
_ADDRESS_FIELD = re.compile(
    r"alamat|kode ?pos|address|postal|post ?code|zip|住所|所在地|郵便", re.IGNORECASE
)
_JAPANESE_POSTCODE = re.compile(r"(?<!\d)(\d{3})-?(\d{4})(?!\d)")
_INDONESIAN_POSTCODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")


def city_words(city: str) -> frozenset[str]:
    """The words of a city in one spelling, by their sound.

    "Kota Bekasi" and "bekasi" are one, "名古屋市中区" and "Nagoya-shi", "Jakarta Selatan" and "South
    Jakarta"; cities of `tables/cities.csv` in all their spellings.
    """
    text = unicodedata.normalize("NFKC", city).strip()
    if ward := _CITY_WITH_WARD.match(text):
        text = ward[1]
    text = text.casefold()
    bare = _ADMINISTRATIVE.sub("", text)
    text = _cities().get(text) or _cities().get(bare) or bare
    words = [_DIRECTIONS.get(word, word) for word in re.split(r"[\s,]+", text) if word]
    return frozenset(sound_key(" ".join(words)).split())


@cache
def _cities() -> dict[str, str]:
    """The city that each spelling stands for, in small letters."""
    return {
        unicodedata.normalize("NFKC", spelling).casefold(): row["city"].casefold()
        for row in read_table("cities")
        for spelling in (row["city"], *row["aliases"].split("|"))
        if spelling
    }


def region_of(company: Company) -> str | None:
    """The ISO 3166-2 code of where a company is, told by its region or else its city."""
    code = region_code(company.region) if company.region else None
    if code is None and company.city:
        code = region_code_of_city(company.city, company.country)
    return code


def postcodes(company: Company) -> frozenset[str]:
    """The postal codes in the columns of an import that hold addresses.

    Seven digits in Japan and five in Indonesia; other countries' are not looked for.
    """
    texts = [text for key, text in company.extra.items() if _ADDRESS_FIELD.search(key)]
    plain = unicodedata.normalize("NFKC", " \n ".join(texts))
    if company.country == "JP":
        return frozenset("".join(found) for found in _JAPANESE_POSTCODE.findall(plain))
    if company.country == "ID":
        return frozenset(_INDONESIAN_POSTCODE.findall(plain))
    return frozenset()

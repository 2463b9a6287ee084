"""Sectors: ISIC Rev. 4 (United Nations, 2008), its sections and divisions in three languages."""

import re
from dataclasses import dataclass
from functools import cache

from recommender.tables import read_table

_CODE = re.compile(r"[A-U]|\d{2,4}")


@dataclass(frozen=True, slots=True)
class Sector:
    """A section (letter) or division (two digits) with its title in each language."""

    code: str
    section: str
    en: str
    id: str
    ja: str


@cache
def sectors() -> dict[str, Sector]:
    """The 21 sections and 88 divisions by code, sections first."""
    return {
        row["code"]: Sector(row["code"], row["section"], row["en"], row["id"], row["ja"])
        for row in read_table("sectors")
    }


def is_sector_code(code: str) -> bool:
    """Whether `code` is a section, or digits that begin with an existing division."""
    return bool(_CODE.fullmatch(code)) and code[:2] in sectors()


def expand_sector(code: str) -> list[str]:
    """Return the code prefixes that `code` covers: a section stands for all its divisions."""
    if code.isdigit():
        return [code]
    return [s.code for s in sectors().values() if s.section == code and s.code.isdigit()]


def division(code: str) -> Sector:
    """The division or section that a valid code belongs to."""
    return sectors()[code[:2]]


@cache
def divisions() -> tuple[str, ...]:
    """The codes of the 88 divisions, ascending."""
    return tuple(sorted(code for code in sectors() if code.isdigit()))

"""Cells as people write them, turned into the values of a company's fields."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from recommender.company import LIST_FIELDS
from recommender.countries import country_code
from recommender.importing.table import is_empty
from recommender.problems import Problem, ProblemError, shown

_LIST = re.compile(r"[;；|、\n]")
_COMMA = re.compile(r"[,，]")
_TIER = re.compile(
    r"(?:tier|ティア|t)?[\s\-]*([123])(?:st|nd|rd)?[\s\-]*(?:tier|次(?:請|下請|サプライヤー)?)?"
)
_KBLI = re.compile(r"(\d{4})\d")
_HEADCOUNT_WORDS = re.compile(
    r"orang|pegawai|karyawan|tenaga kerja|sekitar|kurang lebih|about|approx(?:imately|\.)?|employees|"
    r"people|persons|staff|約|名|人|[±~+＋]"
)
_THOUSANDS = re.compile(r"(?<=\d)[.,' ](?=\d{3}(?:\D|$))")

_TIERS = {"一次": "1", "二次": "2", "三次": "3", "oem": "OEM", "完成車メーカー": "OEM"}
_LANGUAGES = {
    "indonesian": "id",
    "indonesia": "id",
    "bahasa indonesia": "id",
    "インドネシア語": "id",
    "japanese": "ja",
    "jepang": "ja",
    "bahasa jepang": "ja",
    "日本語": "ja",
    "jp": "ja",
    "english": "en",
    "inggris": "en",
    "bahasa inggris": "en",
    "英語": "en",
}
_PARTNERSHIPS = {
    "pasokan": "supply",
    "pemasok": "supply",
    "suplai": "supply",
    "供給": "supply",
    "調達": "supply",
    "部品供給": "supply",
    "teknologi": "technology",
    "alih teknologi": "technology",
    "技術": "technology",
    "技術提携": "technology",
    "investasi": "investment",
    "penanaman modal": "investment",
    "投資": "investment",
    "出資": "investment",
    "distribusi": "distribution",
    "pemasaran": "distribution",
    "販売": "distribution",
    "販路": "distribution",
    "代理店": "distribution",
    "sdm": "human-resources",
    "sumber daya manusia": "human-resources",
    "tenaga kerja": "human-resources",
    "人材": "human-resources",
    "human resources": "human-resources",
}


def convert(field: str, cell: object) -> Any:  # noqa: ANN401 - each field has its own type
    """Turn a cell into a value for `Company`. Raises ProblemError where it says something else."""
    if is_empty(cell):
        return () if field in LIST_FIELDS else None
    if field in LIST_FIELDS:
        return tuple(_ITEMS.get(field, str)(item) for item in _split(cell))
    return _VALUES.get(field, _text)(cell)


def extra_text(cell: object) -> str | None:
    """Write a cell of an unknown column as text; None for an empty one."""
    if is_empty(cell):
        return None
    return cell.strip() if isinstance(cell, str) else _text(cell)


def _split(cell: object) -> list[str]:
    if isinstance(cell, list | tuple):
        return [_text(item) for item in cell if not is_empty(item)]
    text = _text(cell)
    if text.startswith("["):
        try:
            items = json.loads(text)
        except ValueError:
            items = None
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return items
    separator = _LIST if _LIST.search(text) else _COMMA
    return [item.strip() for item in separator.split(text) if item.strip()]


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool | int | float | date):
        return str(cell)
    return json.dumps(cell, ensure_ascii=False, default=str)


def _key(cell: object) -> str:
    return " ".join(unicodedata.normalize("NFKC", _text(cell)).casefold().split())


def _country(cell: object) -> str:
    return country_code(_text(cell)) or _text(cell)


def _language(cell: object) -> str:
    return _LANGUAGES.get(_key(cell), _key(cell))


def _tier(cell: object) -> str:
    text = _key(cell)
    for word, tier in _TIERS.items():
        if text.startswith(word):
            return tier
    found = _TIER.fullmatch(text)
    return found[1] if found else _text(cell)


def _employees(cell: object) -> int:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    text = _THOUSANDS.sub("", _HEADCOUNT_WORDS.sub("", _key(cell))).strip().removesuffix(".0")
    if not re.fullmatch(r"\d{1,8}", text, re.ASCII):
        problem = Problem("number-of-employees", {"value": shown(cell)})
        raise ProblemError(problem, "employees")
    return int(text)


def _moment(cell: object) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    try:
        return datetime.fromisoformat(_text(cell).strip())
    except ValueError:
        raise ProblemError(Problem("date", {"value": shown(cell)}), "updated_at") from None


def _sector(item: str) -> str:
    code = _key(item).upper().removeprefix("ISIC").removeprefix("KBLI").strip(" :.-")
    code = code[1:] if re.fullmatch(r"[A-U]\d+", code) else code
    # KBLI, Indonesia's classification, adds a fifth digit to the ISIC class.
    five = _KBLI.fullmatch(code)
    return five[1] if five else code


def _partnership(item: str) -> str:
    text = _key(item)
    return _PARTNERSHIPS.get(text, text.replace("_", "-"))


_VALUES: Mapping[str, Callable[[object], Any]] = {
    "country": _country,
    "language": _language,
    "tier": _tier,
    "employees": _employees,
    "updated_at": _moment,
}
_ITEMS: Mapping[str, Callable[[str], str]] = {"sectors": _sector, "partnership": _partnership}

"""Cells as people write them, turned into the values of a company's fields."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from recommender.company import LIST_FIELDS
from recommender.countries import country_code
from recommender.importing.table import FormulaError, is_empty
from recommender.problems import Problem, ProblemError, shown

LIST_SEPARATOR = re.compile(r"[;；|、\n]")
COMMA = re.compile(r"[,，]")
"""Separates the items of a list only where no `LIST_SEPARATOR` does."""

_TIER = re.compile(
    r"(?:tier|ティア|t)?[\s\-]*([123])(?:st|nd|rd)?[\s\-]*(?:tier|次(?:請|下請|サプライヤー)?)?"
)
_KBLI = re.compile(r"(\d{4})\d")
_HEADCOUNT_WORDS = re.compile(
    r"orang|pegawai|karyawan|tenaga kerja|sekitar|kurang lebih|about|approx(?:imately|\.)?|employees|"
    r"people|persons|staff|約|名|人|[±~+＋]"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?", re.ASCII)
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
    if isinstance(cell, FormulaError):
        raise ProblemError(Problem("formula-error", {"value": shown(cell)}), field)
    try:
        if field in LIST_FIELDS:
            return tuple(_ITEMS.get(field, str)(item) for item in _split(field, cell))
        return _VALUES.get(field, as_text)(cell)
    except TypeError:
        raise _wrong(field, "not-text", cell) from None


def extra_text(cell: object) -> str | None:
    """Write a cell of an unknown column as text; None for an empty one."""
    if is_empty(cell):
        return None
    if isinstance(cell, dict | list | tuple):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return as_text(cell).strip()


def as_text(cell: object) -> str:
    """Write a single value as a person would type it. Raises TypeError for lists and objects."""
    if isinstance(cell, dict | list | tuple):
        raise TypeError(type(cell).__name__)
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(cell, ".15g")
    if isinstance(cell, datetime) and cell.time() == time() and cell.tzinfo is None:
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _wrong(field: str, code: str, cell: object) -> ProblemError:
    return ProblemError(Problem(code, {"field": field, "value": shown(cell)}), field)


def _split(field: str, cell: object) -> list[str]:
    if isinstance(cell, dict):
        raise _wrong(field, "not-a-list", cell)
    if isinstance(cell, list | tuple):
        return [as_text(item) for item in cell if not is_empty(item)]
    text = as_text(cell)
    if (items := _json_list(text)) is not None:
        return items
    separator = LIST_SEPARATOR if LIST_SEPARATOR.search(text) else COMMA
    return [item.strip() for item in separator.split(text) if item.strip()]


def _json_list(text: str) -> list[str] | None:
    if not text.lstrip().startswith("["):
        return None
    try:
        items = json.loads(text)
        return [as_text(item) for item in items]
    except (ValueError, TypeError, RecursionError):
        return None


def _key(cell: object) -> str:
    return " ".join(unicodedata.normalize("NFKC", as_text(cell)).casefold().split())


def _country(cell: object) -> str:
    return country_code(as_text(cell)) or as_text(cell)


def _language(cell: object) -> str:
    return _LANGUAGES.get(_key(cell), _key(cell))


def _tier(cell: object) -> str:
    text = _key(cell)
    for word, tier in _TIERS.items():
        if text.startswith(word):
            return tier
    found = _TIER.fullmatch(text)
    return found[1] if found else as_text(cell)


def _employees(cell: object) -> int:
    text = _HEADCOUNT_WORDS.sub("", _key(cell))
    if isinstance(cell, str):
        text = _THOUSANDS.sub("", text).removesuffix(".0")
    text = text.strip()
    if not re.fullmatch(r"\d{1,8}", text, re.ASCII):
        raise ProblemError(Problem("number-of-employees", {"value": shown(cell)}), "employees")
    return int(text)


def _moment(cell: object) -> datetime:
    try:
        moment = cell if isinstance(cell, datetime) else _parsed(as_text(cell))
        # A moment without a zone is UTC; at the ends of the calendar another zone's has no UTC.
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ProblemError(Problem("date", {"value": shown(cell)}), "updated_at") from None


def _parsed(text: str) -> datetime:
    text = unicodedata.normalize("NFKC", text).strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return datetime(int(found[1]), int(found[2]), int(found[3]))  # noqa: DTZ001 - see above
    return datetime.fromisoformat(text)


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

"""Restricting a search: which companies may be an answer at all."""

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from embeddings import Language
from recommender import schema
from recommender.company import Tier
from recommender.countries import country_code
from recommender.errors import FilterError
from recommender.problems import shown
from recommender.regions import region_code, region_code_of_place, region_names, regions
from recommender.sectors import expand_sector, is_sector_code, sectors
from recommender.terms import PLACE

MAX_VALUES = 100
_SUGGESTIONS = 3
_EXAMPLES_SHOWN = 5
_EXAMPLES = ("C (Manufacturing)", "29 (Motor vehicles and parts)", "2930")


@dataclass(frozen=True, slots=True)
class Filters:
    """Values that a company must have: one of those given for a field, in every field given."""

    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    """A region, city (its region) or country where the company is, or that its texts name."""
    certification: tuple[str, ...] = ()
    """A standard or scheme that its texts name, as "ISO 9001", "ISO" or "halal"."""

    @classmethod
    def parse(cls, given: Mapping[str, Any] | None) -> "Filters":
        """Read filters as callers write them: one string or a list of them for each field.

        Empty values do not restrict. Raises FilterError for an unknown field or a value that is
        no text; whether a value exists is checked against the catalogue (`recommender.selection`).
        """
        values = {}
        names = [field.name for field in fields(cls)]
        for name, value in (given or {}).items():
            if name not in names:
                raise FilterError("unknown-filter", name=shown(name), valid=", ".join(names))
            listed = _strings(name, value)
            if len(listed) > MAX_VALUES:
                raise FilterError("too-many-filter-values", name=name, limit=MAX_VALUES)
            values[name] = tuple(dict.fromkeys(text.strip() for text in listed if text.strip()))
        return cls(**values)

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def key(text: str) -> str:
    """Form in which free-text filter values are compared: NFKC, one case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def column_condition(
    filters: Filters, connection: Connection, seen: ColumnElement[bool] | None = None
) -> ColumnElement[bool] | None:
    """Translate the filters that columns hold to SQL over `schema.companies`, None for no restriction.

    Raises FilterError, naming the nearest valid values, for a value that no company can have. Those of
    companies that are not `seen` are not valid.
    """
    known = _Values(connection, seen)
    table = schema.companies.c
    parts: list[ColumnElement[bool]] = []
    if filters.country:
        parts.append(table.country.in_([_country(value) for value in filters.country]))
    if filters.region:
        parts.append(or_(*(_region(value, known) for value in filters.region)))
    if filters.city:
        parts.append(table.city.in_(known.keys("city", filters.city)))
    if filters.tier:
        parts.append(table.tier.in_(_choices("tier", filters.tier, get_args(Tier))))
    if filters.language:
        codes = get_args(Language)
        parts.append(table.language.in_(_choices("language", filters.language, codes)))
    if filters.organisation:
        parts.append(table.organisation.in_(known.keys("organisation", filters.organisation)))
    return and_(*parts) if parts else None


def sector_prefixes(values: Iterable[str]) -> list[str]:
    """What the codes of a company of one of these sectors begin with.

    Raises FilterError, naming the nearest sectors, for what is no ISIC code.
    """
    prefixes = []
    for value in values:
        code = value.upper()
        if not is_sector_code(code):
            raise _unknown_sector(value)
        prefixes += [code, *expand_sector(code)]
    return list(dict.fromkeys(prefixes))


def place_terms(values: Iterable[str]) -> list[str]:
    """The terms (`recommender.terms`) that companies of these places have.

    Whoever names a region names its country, and a city stands for its region. Raises FilterError,
    naming the nearest places, for what is none of them.
    """
    terms = []
    for value in values:
        code = region_code_of_place(value) or country_code(value)
        if code is None:
            raise _unknown("place", value, [*region_names(), "Indonesia", "Japan"])
        within = [region.code for region in regions().values() if region.country == code]
        terms += [f"{PLACE}{each}" for each in (code, *within)]
    return terms


def no_certification(value: str) -> FilterError:
    """The error for what can be no standard or scheme."""
    return _unknown("certification", value, ("ISO 9001", "IATF 16949", "halal"))


def _strings(name: str, value: object) -> list[str]:
    if value is None:
        return []
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, Sequence) or not all(isinstance(text, str) for text in listed):
        raise FilterError("filter-not-text", name=name)
    return list(listed)


def _country(value: str) -> str:
    code = country_code(value)
    if code is None:
        raise _unknown("country", value, ("ID", "JP", "Indonesia", "Japan", "日本"))
    return code


def _region(value: str, known: "_Values") -> ColumnElement[bool]:
    table = schema.companies.c
    if code := region_code(value):
        return table.region_code == code
    present = known.present("region")
    if key(value) not in present:
        raise _unknown("region", value, [*region_names(), *present])
    return table.region == key(value)


def _unknown_sector(value: str) -> FilterError:
    """Look for the words of `value` in the titles, so that "furnitur" leads to 31."""
    titles = {
        key(word.strip("(),")): f"{sector.code} ({sector.en})"
        for sector in sectors().values()
        for title in (sector.en, sector.id, sector.ja)
        for word in title.replace("・", " ").split()
    }
    words = [near for word in key(value).split() for near in _near(word, titles)]
    nearest = [titles[word] for word in words] or _EXAMPLES
    return _error("sector", value, nearest)


def _choices(name: str, values: Iterable[str], valid: Sequence[str]) -> list[str]:
    by_key = {key(choice): choice for choice in valid}
    for value in values:
        if key(value) not in by_key:
            raise _unknown(name, value, valid)
    return [by_key[key(value)] for value in values]


@dataclass(frozen=True, slots=True)
class _Values:
    """The values that the companies have which are seen."""

    connection: Connection
    seen: ColumnElement[bool] | None

    def keys(self, name: str, values: Iterable[str]) -> list[str]:
        present = self.present(name)
        for value in values:
            if key(value) not in present:
                raise _unknown(name, value, present)
        return [key(value) for value in values]

    def present(self, column: str) -> list[str]:
        statement = select(schema.companies.c[column]).distinct()
        if self.seen is not None:
            statement = statement.where(self.seen)
        return sorted(value for value in self.connection.scalars(statement) if value)


def _unknown(name: str, value: str, valid: Sequence[str]) -> FilterError:
    by_key = {key(choice): choice for choice in reversed(valid)}
    near = [by_key[match] for match in _near(key(value), by_key)]
    return _error(name, value, near or valid[:_EXAMPLES_SHOWN])


def _near(word: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(word, list(known), n=_SUGGESTIONS, cutoff=0.6)


def _error(name: str, value: str, nearest: Sequence[str]) -> FilterError:
    listed = ", ".join(dict.fromkeys(nearest))
    return FilterError("unknown-filter-value", name=name, value=shown(value), nearest=listed or "–")

"""Choosing companies in a form: by what they have, each value with the number of companies that have it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommender.filters import Filters
from recommender.results import Facets
from service.pages.words import Words

LISTED = ("country", "sector", "region", "tier", "language")
"""Filters whose values are chosen from a list; where a form has no more than a few, they stand open."""

WRITTEN = ("organisation", "place", "certification", "city")
"""Filters whose values are written, several of them with semicolons between."""

_OPEN = 6


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a filter: its code, its name, how many companies have it, whether it is chosen."""

    code: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A filter with its values. `field`: the name of its fields in the form."""

    field: str
    label: str
    values: tuple[Value, ...]

    @property
    def chosen(self) -> int:
        """How many values are chosen."""
        return sum(value.chosen for value in self.values)

    @property
    def is_short(self) -> bool:
        """Whether all values can be shown at once."""
        return len(self.values) <= _OPEN


@dataclass(frozen=True, slots=True)
class Written:
    """A filter that is filled in with words."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CompanyChoice:
    """The fields with which one side of a report or an event is chosen."""

    listed: tuple[Listed, ...]
    written: tuple[Written, ...]

    @property
    def is_written(self) -> bool:
        """Whether any of the written filters is filled in."""
        return any(one.text for one in self.written)


def filters_of(pairs: Sequence[tuple[str, object]], side: str) -> dict[str, list[str]]:
    """The filters that a form, or an address, names for a side: fields such as "from.country"."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        filter_name = name.removeprefix(f"{side}.")
        if filter_name == name or not isinstance(value, str):
            continue
        if filter_name in LISTED:
            found.setdefault(filter_name, []).append(value.strip())
        elif filter_name in WRITTEN:
            found.setdefault(filter_name, []).extend(part.strip() for part in value.split(";"))
    return {name: values for name, listed in found.items() if (values := [*filter(None, listed)])}


def pairs_of(filters: Filters, side: str) -> Iterator[tuple[str, str]]:
    """The same as parameters of an address."""
    for name in LISTED:
        yield from ((f"{side}.{name}", value) for value in getattr(filters, name))
    for name in WRITTEN:
        if values := getattr(filters, name):
            yield f"{side}.{name}", "; ".join(values)


def company_choice(
    facets: Facets, given: Mapping[str, list[str]], side: str, words: Words
) -> CompanyChoice:
    """The fields for a side, filled in with what is given. `facets` are those of all that is seen."""
    listed = []
    for name in LISTED:
        wanted = given.get(name, [])
        counted = {one.value: one.count for one in getattr(facets, name)}
        # What was asked for is shown, even where nobody has it.
        counted |= {value: 0 for value in wanted if value not in counted}
        ordered = sorted(counted) if name == "tier" else counted
        values = tuple(
            Value(code, words.value(name, code), counted[code], code in wanted) for code in ordered
        )
        if values:
            listed.append(Listed(f"{side}.{name}", words.text(f"facet.{name}"), values))
    written = (
        Written(f"{side}.{name}", words.text(f"facet.{name}"), "; ".join(given.get(name, [])))
        for name in WRITTEN
    )
    return CompanyChoice(tuple(listed), tuple(written))

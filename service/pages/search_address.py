"""The state of a search: wholly in the address of its page, so that it can be kept and sent on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import get_args

from starlette.datastructures import QueryParams

from recommender.filters import MAX_VALUES, Filters
from recommender.understanding import Aspect

PER_PAGE = 10

MAX_PAGES = 50
"""Nobody reads further; whoever needs more asks the API with a key of their own."""

FILTERS: tuple[str, ...] = tuple(field.name for field in fields(Filters))
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """What is searched for, how it is restricted, and which page of the answer is shown, from 1."""

    query: str = ""
    filters: tuple[Pair, ...] = ()
    ignored: tuple[Aspect, ...] = ()
    page: int = 1

    @classmethod
    def read(cls, parameters: QueryParams) -> "SearchAddress":
        """Read an address. What is no part of a search is passed over."""
        pairs = [
            (name, value.strip())
            for name, value in parameters.multi_items()
            if name in FILTERS and value.strip()
        ]
        ignored = parameters.getlist("ignore")
        return cls(
            parameters.get("q", "").strip(),
            tuple(dict.fromkeys(pairs)),
            tuple(aspect for aspect in ASPECTS if aspect in ignored),
            _page(parameters.get("page", "")),
        )

    @property
    def offset(self) -> int:
        """How many results come before this page."""
        return (self.page - 1) * PER_PAGE

    def as_filters(self) -> Mapping[str, list[str]]:
        """The filters as `Catalog.search` takes them."""
        by_name: dict[str, list[str]] = {}
        for name, value in self.filters:
            by_name.setdefault(name, []).append(value)
        return by_name

    def pairs(self) -> list[Pair]:
        """The parameters of the address."""
        listed = [("q", self.query)] if self.query else []
        listed += [*self.filters, *(("ignore", aspect) for aspect in self.ignored)]
        return [*listed, ("page", str(self.page))] if self.page > 1 else listed

    def toggled(self, name: str, value: str) -> "SearchAddress":
        """The same search with a filter more, or less where it has it already."""
        pair = (name, value)
        if pair in self.filters:
            kept: Iterable[Pair] = (one for one in self.filters if one != pair)
        else:
            kept = (*self.filters, pair)
        return replace(self, filters=tuple(kept)[:MAX_VALUES], page=1)

    def ignoring(self, aspect: Aspect) -> "SearchAddress":
        """The same search without what its query says of an aspect; with it where it was ignored."""
        if aspect in self.ignored:
            ignored = tuple(one for one in self.ignored if one != aspect)
        else:
            ignored = (*self.ignored, aspect)
        return replace(self, ignored=ignored, page=1)

    def on_page(self, page: int) -> "SearchAddress":
        """Another page of the same answer."""
        return replace(self, page=page)

    def unfiltered(self) -> "SearchAddress":
        """The query alone."""
        return SearchAddress(self.query)


def _page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 1
    return min(max(number, 1), MAX_PAGES)

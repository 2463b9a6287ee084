"""Facets, filters and what a query says itself, each as a link that adds or takes one restriction."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.results import Facets, Restriction
from service.pages.frame import Frame
from service.pages.search_address import SearchAddress

FACETS = ("country", "region", "sector", "tier", "language")

_LISTED = 8
"""Values of a facet that are shown at once."""


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value of a facet: its name, how many have it, where its link leads, whether it is chosen."""

    name: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet: the values with most companies, and further ones."""

    name: str
    values: Sequence[ShownValue]
    more: Sequence[ShownValue]


@dataclass(frozen=True, slots=True)
class Chip:
    """A restriction that holds, or is offered, and the address that changes that."""

    label: str
    address: str
    applied: bool


def facets(counted: Facets, state: SearchAddress, frame: Frame) -> list[ShownFacet]:
    """The facets that can still tell companies apart, or are chosen from."""
    listed = []
    for name in FACETS:
        values = [
            ShownValue(
                frame.words.value(name, one.value),
                one.count,
                frame.link("/", *state.toggled(name, one.value).pairs()),
                (name, one.value) in state.filters,
            )
            for one in getattr(counted, name)
        ]
        values.sort(key=lambda value: not value.chosen)
        if values:
            listed.append(
                ShownFacet(frame.words.text(f"facet.{name}"), values[:_LISTED], values[_LISTED:])
            )
    return listed


def filter_chips(state: SearchAddress, frame: Frame) -> list[Chip]:
    """What the address restricts."""
    return [
        Chip(
            frame.words.restriction(name, value),
            frame.link("/", *state.toggled(name, value).pairs()),
            applied=True,
        )
        for name, value in state.filters
    ]


def understood_chips(
    understood: Sequence[Restriction], state: SearchAddress, frame: Frame
) -> list[Chip]:
    """What the query itself says: each taken back, or applied, by its link."""
    chips = []
    for one in understood:
        label = frame.words.of_catalog(f"cli.search.understood.{one.aspect}", words=one.quote.text)
        if one.applied or one.aspect in state.ignored:
            changed = state.ignoring(one.aspect)
        elif one.aspect == "excluded" or (one.aspect, one.value) in state.filters:
            continue
        else:
            changed = state.toggled(one.aspect, one.value)
        chips.append(Chip(label, frame.link("/", *changed.pairs()), one.applied))
    return chips

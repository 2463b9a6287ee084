"""Applying what a query itself restricts, as far as it is clear and leaves something."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from embeddings import Language
from recommender.expansion import Need, expand_all
from recommender.explanation import QUERY
from recommender.filters import Filters
from recommender.results import Quote, Restriction
from recommender.selection import Selection
from recommender.understanding import Aspect, Understood, understand, without
from recommender.view import View

_GIVING_WAY: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"certification"}),
    frozenset({"country"}),
    frozenset({"country", "region"}),
    frozenset({"certification", "country"}),
    frozenset({"certification", "country", "region"}),
)
"""What is dropped, one after the other, until a company is left."""


@dataclass(frozen=True, slots=True)
class Applied:
    """Who can be an answer; the words that say what is wanted; what is not; and what was read.

    `words` has the length of the query, with blanks for what it need not say any more.
    """

    chosen: Selection
    words: str
    excluded: Sequence[Need]
    restrictions: tuple[Restriction, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A query and what was understood of it; the aspects in `ignored` are not applied."""

    query: str
    language: Language
    understood: Sequence[Understood]
    ignored: Collection[Aspect]

    @classmethod
    def of(cls, query: str, language: Language, ignored: Collection[Aspect] = ()) -> "Reading":
        """Read a query."""
        return cls(query, language, understand(query, language), ignored)

    def apply(self, view: View, wanted: Filters) -> "Applied":
        """Choose the companies that satisfy the caller's filters and the query's own.

        The query's own give way where nobody would be left.
        """
        clear = [one for one in self.understood if one.clear and self._applies(one.aspect, wanted)]
        for dropped in _GIVING_WAY:
            applied = [one for one in clear if _gives_way_as(one) not in dropped]
            chosen = view.select(_with(wanted, applied), places=_places(applied))
            if chosen.total:
                break
        return Applied(
            chosen,
            without(self.query, applied),
            self._excluded_needs(view, applied),
            tuple(
                Restriction(
                    one.aspect,
                    one.value,
                    Quote(QUERY, one.start, one.end, self.query[one.start : one.end]),
                    one in applied,
                )
                for one in self.understood
            ),
        )

    def _excluded_needs(self, view: View, applied: Collection[Understood]) -> list[Need]:
        texts = [(one.value, self.language) for one in applied if one.aspect == "excluded"]
        found = expand_all(texts, view.indexes.lexical, view.embed_words)
        return [need for needs in found for need in needs]

    def _applies(self, aspect: Aspect, wanted: Filters) -> bool:
        """Whether an aspect may be applied: not where the caller's own filters rule it."""
        if aspect in self.ignored:
            return False
        if aspect == "place":
            return not (wanted.place or wanted.country or wanted.region or wanted.city)
        return aspect == "excluded" or not wanted.certification


def _gives_way_as(one: Understood) -> str:
    if one.aspect != "place":
        return one.aspect
    return "region" if "-" in one.value else "country"


def _with(wanted: Filters, applied: Sequence[Understood]) -> Filters:
    certifications = {one.value for one in applied if one.aspect == "certification"}
    return replace(wanted, certification=tuple(sorted(certifications)) or wanted.certification)


def _places(applied: Sequence[Understood]) -> list[list[str]]:
    """Places, those that are alternatives together: "Japanese companies in Jakarta or Bekasi"."""
    lists: list[list[str]] = []
    for one in applied:
        if one.aspect == "place":
            if one.joined and lists:
                lists[-1].append(one.value)
            else:
                lists.append([one.value])
    return [_without_their_countries(listed) for listed in lists]


def _without_their_countries(places: Sequence[str]) -> list[str]:
    """Of "di Fukushima, Jepang" the region, which says it all."""
    countries = {place.partition("-")[0] for place in places if "-" in place}
    return [place for place in places if place not in countries]

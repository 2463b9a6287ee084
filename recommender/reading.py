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

_GIVING_WAY: tuple[frozenset[Aspect], ...] = (
    frozenset(),
    frozenset({"certification"}),
    frozenset({"place"}),
    frozenset({"place", "certification"}),
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
        clear = {one for one in self.understood if one.clear and self._applies(one.aspect, wanted)}
        for dropped in _GIVING_WAY:
            applied = {one for one in clear if one.aspect not in dropped}
            chosen = view.select(_with(wanted, applied))
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


def _with(wanted: Filters, understood: Collection[Understood]) -> Filters:
    places = {one.value for one in understood if one.aspect == "place"}
    # "Di Fukushima, Jepang": the region says it all.
    countries = {place.partition("-")[0] for place in places if "-" in place}
    certifications = {one.value for one in understood if one.aspect == "certification"}
    return replace(
        wanted,
        place=tuple(sorted(places - countries)) or wanted.place,
        certification=tuple(sorted(certifications)) or wanted.certification,
    )

"""One side of a match: what a company seeks and offers, in its own words, ready to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings import Language, detect_language
from recommender.company import Company
from recommender.constraints import Constraints
from recommender.expansion import Need, expand_all
from recommender.passages import Passages, field_text, own_text
from recommender.results import Quote
from recommender.view import View

LONGEST_REQUEST = 2_000
"""Characters of what a company seeks, or offers, that are read word by word; all of it is embedded."""


@dataclass(frozen=True, slots=True)
class Side:
    """A company, where its passages lie, and the words of what it seeks."""

    company: Company
    places: Passages

    @property
    def inferred(self) -> bool:
        """Whether what it seeks was drawn from its description."""
        return not self.company.seeks

    @property
    def request(self) -> str:
        """What is sought, with the offsets of its field: what else stands there is blanked out."""
        if not self.places.sought:
            return ""
        text = field_text(self.company, self.places.sought[0].field)
        parts, at, left = [], 0, LONGEST_REQUEST
        for place in self.places.sought:
            asked = text[place.start : place.end][:left]
            parts += [" " * (place.start - at), asked]
            at, left = place.end, left - len(asked)
        return "".join(parts)

    @property
    def constraints(self) -> Constraints:
        """The countries and tiers that the request names."""
        return Constraints.of(self.request)

    @property
    def language(self) -> Language:
        """Language of the request."""
        seeks = self.company.seeks
        return detect_language(seeks) if seeks else self.company.language

    @property
    def offered(self) -> str:
        """What the company is and can do, without the sentences that ask."""
        return own_text(self.company, self.places)[:LONGEST_REQUEST]

    def asked(self, need: Need) -> Quote:
        """The words of the request that a need stands for."""
        field = self.places.sought[0].field
        text = field_text(self.company, field)
        return Quote(field, need.start, need.end, text[need.start : need.end])


def read_sides(view: View, rows: Sequence[int]) -> dict[int, Side]:
    """The sides of the companies at `rows`, by row."""
    places = view.places(rows)
    companies = view.load(rows)
    return {row: Side(company, places[row]) for row, company in companies.items()}


def needs_sought(view: View, sides: Mapping[int, Side]) -> dict[int, Sequence[Need]]:
    """What companies seek, as needs, by row: from what is remembered, or read now."""
    known = view.indexes.sought.known(sides)
    new = {row: side for row, side in sides.items() if row not in known}
    texts = ((side.request, side.language) for side in new.values())
    needs = expand_all(texts, view.indexes.lexical, view.embed_words)
    made = dict(zip(new, needs, strict=True))
    view.indexes.sought.add(made)
    # Not from what is remembered: more companies may be asked for than that holds.
    return known | made

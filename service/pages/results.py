"""Partners as pages show them, whatever they were found by."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommender.company import Company
from recommender.results import CompanySector, Comparison, Match, MatchPage, Result, SimilarPage
from recommender.sectors import division
from service.pages.reasons import Explainer, ShownReason, ShownWords
from service.pages.text_language import Tag, language_of
from service.pages.words import Words

_SECTORS = 3


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a company and their language."""

    text: str
    language: Tag


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One direction of a match: what it is, and its strength, None where nothing is known."""

    label: str
    strength: float | None


@dataclass(frozen=True, slots=True)
class ShownPartner:
    """One partner of a list."""

    company: Company
    rank: int
    name: Text
    place: tuple[Text, ...]
    sectors: tuple[str, ...]
    score: float
    reasons: list[ShownReason]
    phrases: ShownWords | None
    sides: tuple[ShownSide, ...]


def name_of(company: Company) -> Text:
    """A company's name."""
    return Text(company.name, language_of(company, "name", company.name))


def place_of(company: Company, words: Words) -> tuple[Text, ...]:
    """Where a company is: city and region in its own words, the country in the reader's."""
    own = ((name, getattr(company, name)) for name in ("city", "region"))
    parts = [Text(text, language_of(company, name, text)) for name, text in own if text]
    return (*parts, Text(words.value("country", company.country), None))


def sector_names(sectors: Iterable[CompanySector], words: Words) -> list[str]:
    """The divisions that a company counts to, most certain first."""
    ordered = sorted(sectors, key=lambda sector: -sector.confidence)
    codes = dict.fromkeys(division(sector.code).code for sector in ordered)
    return [words.value("sector", code) for code in codes]


def shown(found: Result | Match, explainer: Explainer) -> ShownPartner:
    """A partner with its reasons in words."""
    company, words = found.company, explainer.words
    sides: tuple[ShownSide, ...] = ()
    if isinstance(found, Match):
        sides = (
            ShownSide(words.text("match.forward"), found.forward),
            ShownSide(words.text("match.backward"), found.backward),
        )
    return ShownPartner(
        company,
        found.rank,
        name_of(company),
        place_of(company, words),
        tuple(sector_names(found.sectors, words)[:_SECTORS]),
        found.score,
        explainer.reasons(found.reasons, company),
        explainer.phrases(found.reasons, company),
        sides,
    )


def partners(page: SimilarPage | MatchPage, words: Words) -> list[ShownPartner]:
    """The partners of a company."""
    explainer = Explainer(words, page.company)
    return [shown(found, explainer) for found in page.results]


def compared(comparison: Comparison, words: Words) -> list[ShownPartner]:
    """The other company as similar to the one, and as its complement where it is one."""
    explainer = Explainer(words, comparison.one)
    both = (comparison.similar, comparison.match)
    return [shown(found, explainer) for found in both if found is not None]

"""What a page says in place of keys, codes and bare numbers, in its reader's language."""

from dataclasses import dataclass, replace
from datetime import date

from embeddings import InterfaceLanguage, MitraError
from recommender.errors import MESSAGES as CATALOG_MESSAGES
from recommender.numerals import LOCALES, decimal, percent
from recommender.problems import Problem
from recommender.reports.naming import named
from recommender.strength import band, rounded, whole_percent
from service.errors import MESSAGES
from service.remedies import remedy_for

NAMES: dict[InterfaceLanguage, str] = {
    "id": "Bahasa Indonesia",
    "ja": "日本語",
    "en": "English",
}
"""Each language in its own words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Texts, numbers, dates and names of one language."""

    language: InterfaceLanguage

    def text(self, key: str, **values: object) -> str:
        """A text of the pages; numbers in it are written as people of the language do.

        Where `count` is 1 and there are words for one, those are taken.
        """
        if values.get("count") == 1 and f"pages.{key}-one" in MESSAGES.keys(self.language):
            key = f"{key}-one"
        shown = {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return MESSAGES.text(f"pages.{key}", self.language, **shown)

    def if_there(self, key: str) -> str | None:
        """A text of the pages that not everything of its kind has."""
        return MESSAGES.keys(self.language).get(f"pages.{key}")

    def of_catalog(self, key: str, **values: object) -> str:
        """A text that the catalogue has already, such as the name of a field."""
        return CATALOG_MESSAGES.text(key, self.language, **values)

    def field(self, name: str) -> str:
        """The name of a field of a company."""
        return self.of_catalog(f"field.{name}")

    def band(self, strength: float) -> str:
        """What a strength means in a word."""
        return self.of_catalog(f"cli.search.bands.{band(rounded(strength))}")

    def number(self, value: float) -> str:
        """A number with the separators of the language."""
        return decimal(value, self.language)

    def strength(self, strength: float) -> str:
        """A strength in percent, which never says more than its band."""
        return percent(whole_percent(strength), self.language)

    def problem(self, problem: Problem) -> str:
        """What is wrong, with a field of a company under the name that it has on pages."""
        field = problem.values.get("field")
        if f"field.{field}" in CATALOG_MESSAGES.keys(self.language):
            problem = replace(problem, values=problem.values | {"field": self.field(str(field))})
        return problem.message(self.language)

    def remedy(self, problem: MitraError | Problem) -> str:
        """What to do about a problem, for somebody before a page."""
        return remedy_for(problem, self.language, "page")

    def date(self, moment: date) -> str:
        """A day (UTC)."""
        from babel.dates import format_date

        return format_date(moment, "medium", locale=LOCALES[self.language])

    def restriction(self, field: str, value: str) -> str:
        """A filter with its value, as “Country: Japan”."""
        name = self.value(field, value)
        says_it_all = field == "tier" and name != value
        return name if says_it_all else f"{self.text(f'facet.{field}')}: {name}"

    def value(self, field: str, value: str) -> str:
        """The name of a value of a facet or filter."""
        if field == "language":
            return self.of_catalog(f"language.{value}")
        if field == "tier":
            return self.text("tier", tier=value) if value.isdigit() else value
        if field == "partnership":
            return self.of_catalog(f"partnership.{value}")
        if field == "sector":
            return named(value, "sector", self.language)
        if field in {"country", "region", "place"}:
            return named(value, "region", self.language)
        return value

"""What a reader of a report sees in place of keys and bare numbers, in their language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from embeddings import InterfaceLanguage
from recommender.errors import MESSAGES
from recommender.numerals import LOCALES, decimal, percent
from recommender.reports.document import CODED, CODES, COMMAND, Cell, Document, Kind
from recommender.reports.manifest import Manifest
from recommender.reports.naming import named, selection
from recommender.strength import band, whole_percent

_PERCENT_DIGITS: Mapping[Kind, int] = {"share": 1, "probability": 0}
"""Decimals of what is shown in percent."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts, numbers and dates of one language. What has no text is called by its name."""

    language: InterfaceLanguage

    def text(self, key: str, **values: object) -> str:
        """A text of the frame that is the same in all reports."""
        return MESSAGES.text(f"report.frame.{key}", self.language, **values)

    def column(self, name: str) -> str:
        """The heading of a column."""
        return self._named(f"column.{name}", name)

    def table(self, name: str) -> str:
        """The title of a table."""
        return self._named(f"table.{name}", name)

    def chart(self, name: str) -> str:
        """The title of a chart."""
        return self._named(f"chart.{name}", name)

    def fact(self, name: str) -> str:
        """What a fact is about."""
        return self._named(f"fact.{name}", name)

    def title(self, document: Document) -> str:
        """The title of a report."""
        return self._named(f"{document.kind}.title", document.kind)

    def sides(self, parameters: Mapping[str, object]) -> list[str]:
        """Whom a report compares with whom, where it was chosen: two selections by name."""
        chosen = [_listed(parameters.get(side)) for side in ("from", "to")]
        return [self.cell(selection(side), "selection") for side in chosen] if any(chosen) else []

    def absent(self, column: str) -> str:
        """What stands in a column where nothing is known."""
        return self._named(f"absent.{column}", "–")

    def method(self, document: Document) -> list[str]:
        """The paragraphs on how a report was made."""
        lines = self._named(f"{document.kind}.method", "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def band(self, strength: float) -> str:
        """What a strength means in a word."""
        return MESSAGES.text(f"cli.search.bands.{band(strength)}", self.language)

    def number(self, value: float, kind: Kind, digits: int = 0) -> str:
        """A number as people of the language write it; shares and strengths in percent.

        `digits`: so many decimals, where it is neither and has not more.
        """
        if kind == "strength":
            return percent(whole_percent(value), self.language)
        if kind in _PERCENT_DIGITS:
            return percent(value, self.language, _PERCENT_DIGITS[kind])
        return decimal(value, self.language, digits or None)

    def flag(self, value: bool) -> str:  # noqa: FBT001 - the value itself
        """Yes or no."""
        return self.text("yes" if value else "no")

    def cell(self, cell: Cell, kind: Kind) -> str:
        """A cell in one text; nothing where nothing is known."""
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return self.flag(cell)
        if not isinstance(cell, str):
            return self.number(cell, kind)
        if kind not in CODED:
            return cell
        names = (named(code, kind, self.language) for code in cell.split(CODES))
        return self.text("between").join(names)

    def moment(self, moment: datetime) -> str:
        """A date with its time in UTC."""
        from babel.dates import format_date, format_time

        utc = moment.astimezone(UTC)
        locale = LOCALES[self.language]
        return self.text(
            "moment",
            date=format_date(utc, "long", locale=locale),
            time=format_time(utc, "short", locale=locale),
        )

    def days(self, first: date, last: date) -> str:
        """A day, or the days from one to another."""
        from babel.dates import format_date, format_interval

        locale = LOCALES[self.language]
        if first == last:
            return format_date(first, "long", locale=locale)
        return str(format_interval(first, last, "yMMMMd", locale=locale))

    def _named(self, key: str, name: str) -> str:
        return MESSAGES.keys(self.language).get(f"report.{key}", name)


def fact_kind(document: Document, name: str) -> Kind:
    """What a fact is: what the document calls it, or else what its type tells."""
    value = document.facts[name]
    if name in document.fact_kinds:
        return document.fact_kinds[name]
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "count"
    return "number" if isinstance(value, float) else "text"


def decimals(values: Iterable[Cell]) -> int:
    """How many decimals the one of the numbers has that has most: those beside it get as many."""
    exponents = (
        Decimal(repr(value)).normalize().as_tuple().exponent
        for value in values
        if isinstance(value, float)
    )
    return max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)


def provenance_lines(manifest: Manifest, words: Wording) -> list[tuple[str, str]]:
    """Of what a report was made: what it is called, and what it is."""
    made = manifest.created_at
    lines = [(words.text("made-on"), words.moment(made))] if made else []
    lines += [
        (words.text("generation"), str(manifest.generation)),
        (words.text("fingerprint"), manifest.fingerprint),
        (words.text("digest"), manifest.digest),
    ]
    return lines + [
        (name if name.startswith(COMMAND) else f"--{name}", _parameter(value, words))
        for name, value in manifest.parameters.items()
    ]


def _listed(value: object) -> list[str]:
    """The values of a parameter that may have several."""
    if isinstance(value, list | tuple):
        return list(map(str, value))
    return [str(value)] if value else []


def _parameter(value: object, words: Wording) -> str:
    if isinstance(value, bool):
        return words.flag(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)

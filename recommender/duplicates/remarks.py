"""What speaks for and against two entries being one company, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from embeddings import InterfaceLanguage
from recommender.company import Company
from recommender.duplicates.facts import Facts
from recommender.duplicates.likelihood import Evidence
from recommender.errors import MESSAGES

Kind: TypeAlias = Literal[
    "same-name",
    "similar-name",
    "lacking-name",
    "initials",
    "website",
    "other-website",
    "contact",
    "other-contact",
    "place",
    "other-place",
    "other-country",
    "description",
    "sectors",
    "size",
    "other-size",
]

SIMILAR_NAME = 0.5
LACKING_NAME = 0.4
ALIKE = 0.7
"""From these values on names, words of names and descriptions are worth a remark."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One piece of evidence: what kind, and what there is to show of it."""

    kind: Kind
    value: str = ""

    @property
    def is_against(self) -> bool:
        """Whether it speaks for two companies rather than one."""
        return self.kind.startswith(("other-", "lacking-"))

    def text(self, language: InterfaceLanguage) -> str:
        """It in words."""
        return MESSAGES.text(f"duplicates.remark.{self.kind}", language, value=self.value)


def in_one(found: Iterable[Remark], language: InterfaceLanguage) -> str:
    """Remarks in one text."""
    separator = MESSAGES.text("report.frame.between", language)
    return separator.join(remark.text(language) for remark in found)


@dataclass(frozen=True, slots=True)
class Entry:
    """A company with its facts."""

    company: Company
    facts: Facts


def remarks(one: Entry, two: Entry, evidence: Evidence, number: int) -> tuple[Remark, ...]:
    """The evidence of the pair `number` in words, what speaks for one company first."""
    found = [*_of_names(evidence, number), *_of_facts(evidence, number, one, two)]
    found += _of_content(evidence, number, one, two)
    return tuple(sorted(found, key=lambda remark: remark.is_against))


def _of_names(evidence: Evidence, number: int) -> Iterator[Remark]:
    likeness = float(evidence.name[number])
    if evidence.same_name[number] and likeness == 1:
        yield Remark("same-name")
        return
    if evidence.initials[number]:
        yield Remark("initials")
    if likeness >= SIMILAR_NAME:
        yield Remark("similar-name", f"{likeness:.0%}")
    if evidence.lacking_name[number] >= LACKING_NAME:
        yield Remark("lacking-name")


def _of_facts(evidence: Evidence, number: int, one: Entry, two: Entry) -> Iterator[Remark]:
    if shared := one.facts.domains & two.facts.domains:
        yield Remark("website", min(shared))
    elif one.facts.domains and two.facts.domains:
        yield Remark("other-website", f"{min(one.facts.domains)} / {min(two.facts.domains)}")
    if same := one.facts.contacts & two.facts.contacts:
        yield Remark("contact", min(same))
    elif one.facts.contacts and two.facts.contacts:
        yield Remark("other-contact")
    places = f"{one.company.city} / {two.company.city}"
    if postcodes := one.facts.postcodes & two.facts.postcodes:
        yield Remark("place", min(postcodes))
    elif evidence.city[number]:
        yield Remark("place", one.company.city or "")
    elif evidence.other_city[number]:
        yield Remark("other-place", places)
    if one.facts.country != two.facts.country:
        yield Remark("other-country", f"{one.facts.country} / {two.facts.country}")


def _of_content(evidence: Evidence, number: int, one: Entry, two: Entry) -> Iterator[Remark]:
    alike = float(evidence.passages[number])
    if alike >= ALIKE:
        yield Remark("description", f"{alike:.0%}")
    if evidence.sectors[number] == 1:
        yield Remark("sectors")
    sizes = f"{one.facts.employees} / {two.facts.employees}"
    if evidence.size[number]:
        yield Remark("size", sizes)
    elif evidence.other_size[number]:
        yield Remark("other-size", sizes)

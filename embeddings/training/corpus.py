"""The trilingual text that was written for Mitra: a glossary and passages with queries."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

LANGUAGES = ("en", "id", "ja")


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of the trade: its forms in each language, the most usual one first.

    kind: process, material, part, machine, product, service, certification or business.
    place: file and line, for messages.
    """

    forms: Mapping[str, tuple[str, ...]]
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One fictional business in 15-60 words, and a query that should find it.

    section, division: ISIC Rev. 4. kind: profile, offer or request. text, query: by language.
    """

    section: str
    division: str
    kind: str
    query: Mapping[str, str]
    text: Mapping[str, str]
    place: str


def read_glossary() -> list[Term]:
    """Every term of text/glossary, in the order of the files."""
    return [
        Term(
            forms={language: tuple(row[language].split("|")) for language in LANGUAGES},
            kind=row["kind"],
            place=f"{file.name}:{line}",
        )
        for file in _files("glossary", ".csv")
        for line, row in enumerate(csv.DictReader(file.read_text("utf-8").splitlines()), start=2)
    ]


def read_passages() -> list[Passage]:
    """Every passage of text/passages, in the order of the files."""
    return [
        Passage(**json.loads(line), place=f"{file.name}:{number}")
        for file in _files("passages", ".jsonl")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
    ]


def _files(folder: str, ending: str) -> Iterator[Traversable]:
    found = (files("embeddings.training") / "text" / folder).iterdir()
    yield from sorted((file for file in found if file.name.endswith(ending)), key=str)

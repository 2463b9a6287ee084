"""Mitra's glossary: what the trade calls a thing in each of the three languages."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from embeddings.language import Language

LANGUAGES: tuple[Language, ...] = ("en", "id", "ja")


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of the trade: its forms in each language, the most usual one first.

    kind: process, material, part, machine, product, service, certification or business.
    place: file and line, for messages.
    """

    forms: Mapping[str, tuple[str, ...]]
    kind: str
    place: str


@cache
def read_glossary() -> tuple[Term, ...]:
    """Every term of the glossary, in the order of its files."""
    folder = files("embeddings.glossary")
    sources = sorted((f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
    return tuple(
        Term(
            forms={language: tuple(row[language].split("|")) for language in LANGUAGES},
            kind=row["kind"],
            place=f"{file.name}:{line}",
        )
        for file in sources
        for line, row in enumerate(csv.DictReader(file.read_text("utf-8").splitlines()), start=2)
    )

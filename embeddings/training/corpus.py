"""The passages with queries that were written for Mitra in three languages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


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


def read_passages() -> list[Passage]:
    """Every passage of text/passages, in the order of the files."""
    found = (files("embeddings.training") / "text" / "passages").iterdir()
    return [
        Passage(**json.loads(line), place=f"{file.name}:{number}")
        for file in sorted((file for file in found if file.name.endswith(".jsonl")), key=str)
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
    ]

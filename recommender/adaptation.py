"""What a catalogue gives to a model that is adapted to it: descriptions and confirmed matches."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from recommender.company import Company
from recommender.errors import CatalogError, FileError
from recommender.judgement import Judgement
from recommender.text_files import read_lines

if TYPE_CHECKING:
    from embeddings.training.sources import Document

MATCH_COLUMNS = ("source_id", "partner_id")
"""Columns of a file of confirmed matches, as similarity reports name them."""


def documents_of(companies: Iterable[Company]) -> "list[Document]":
    """Descriptions without the words of the companies' names, grouped by their first sector."""
    from embeddings.training.sources import document_of

    return [
        document_of(_text(company), company.name, company.sectors[0] if company.sectors else "")
        for company in companies
    ]


def read_matches(path: Path, companies: Mapping[str, Company]) -> list[tuple[str, str]]:
    """The texts of both companies of every confirmed match in a CSV file.

    Raises FileError with the line where a company is unknown, and where a column is missing.
    """
    reader = csv.DictReader(read_lines(path))
    if not set(MATCH_COLUMNS) <= set(reader.fieldnames or ()):
        raise FileError("matches-columns", path=path, columns=", ".join(MATCH_COLUMNS))
    pairs = []
    for row in reader:
        for column in MATCH_COLUMNS:
            if row[column] not in companies:
                raise FileError(
                    "match-with-nobody", path=path, line=reader.line_num, company=row[column]
                )
        source, partner = (companies[row[column]] for column in MATCH_COLUMNS)
        pairs.append((_text(source), _text(partner)))
    if not pairs:
        raise FileError("empty-file", path=path)
    return pairs


def confirmed_matches(
    judgements: Iterable[Judgement], companies: Mapping[str, Company]
) -> list[tuple[str, str]]:
    """What was asked and the text of the partner, for every judgement that business confirmed.

    What was asked is a query or the text of a company. Raises CatalogError where there is none of
    companies that the catalogue has.
    """
    pairs = []
    for judgement in judgements:
        partner = companies.get(judgement.partner)
        asking = companies.get(judgement.company or "")
        asked = judgement.query or (_text(asking) if asking else None)
        if judgement.confirmed and partner and asked:
            pairs.append((asked, _text(partner)))
    if not pairs:
        raise CatalogError("nothing-confirmed")
    return pairs


def _text(company: Company) -> str:
    return "\n".join(filter(None, (company.description, *company.capabilities, company.offers)))

"""Probable duplicates as a report, before it is written to files."""

from collections.abc import Iterator
from datetime import UTC, datetime

from embeddings import InterfaceLanguage
from recommender.duplicates.finding import Duplicates, Group
from recommender.duplicates.remarks import in_one
from recommender.reports.document import Cell, Column, Document, Provenance, Table

KIND = "duplicates"

_COLUMNS = (
    Column("group", "count"),
    Column("probability", "probability"),
    Column("id", "id", under="name"),
    Column("name"),
    Column("country", "country", under="name"),
    Column("city", under="name"),
    Column("website", "link", under="name"),
    Column("organisation"),
    Column("evidence"),
)


def duplicates_document(found: Duplicates, language: InterfaceLanguage) -> Document:
    """The groups of `found`, one row a company; `language` is that of the evidence in words."""
    rows = [
        row
        for number, group in enumerate(found.groups, start=1)
        for row in _rows(number, group, language)
    ]
    return Document(
        KIND,
        Provenance(found.generation, found.fingerprint, {"probability": found.least}),
        (Table(KIND, _COLUMNS, tuple(rows), group=1),),
        facts={
            "companies": found.companies,
            "groups": len(found.groups),
            "superfluous": len(rows) - len(found.groups),
            "compared": found.compared,
            "apart": found.apart,
        },
        created_at=datetime.now(UTC),
    )


def _rows(number: int, group: Group, language: InterfaceLanguage) -> Iterator[tuple[Cell, ...]]:
    for member in group.members:
        company = member.company
        yield (
            number,
            member.probability,
            company.id,
            company.name,
            company.country,
            company.city,
            company.website,
            company.organisation,
            in_one(member.remarks, language) or None,
        )

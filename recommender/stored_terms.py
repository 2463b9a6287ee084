"""The terms of companies as the database keeps them, beside the profiles."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from recommender import schema
from recommender.schema import terms as table
from recommender.store import MANY, Store, chunks
from recommender.terms import CompanyTerms, company_terms


def save(connection: Connection, row: int, made: CompanyTerms, fingerprint: str) -> None:
    """Store the terms of the company at `row` in place of older ones."""
    values: dict[str, Any] = {"row": row, "fingerprint": fingerprint, "terms": made.pack()}
    values["digest"] = digest(values)
    connection.execute(delete(table).where(table.c.row == row))
    connection.execute(insert(table).values(values))


def read(
    store: Store, connection: Connection, fingerprint: str
) -> Iterator[tuple[int, CompanyTerms]]:
    """Row and terms of every company, by row.

    What is not stored with `fingerprint` (an older version wrote the catalogue) is made now.
    """
    companies = schema.companies
    statement = (
        select(companies.c.row, table.c.terms)
        .outerjoin(table, and_(table.c.row == companies.c.row, table.c.fingerprint == fingerprint))
        .order_by(companies.c.row)
    )
    for some in connection.execute(statement.execution_options(yield_per=MANY)).partitions():
        without = store.load(connection, [row for row, packed in some if packed is None])
        for row, packed in some:
            yield (
                row,
                company_terms(without[row]) if packed is None else CompanyTerms.unpack(packed),
            )


def load(
    store: Store, connection: Connection, rows: Iterable[int], fingerprint: str
) -> dict[int, CompanyTerms]:
    """The terms of companies by row; what is not stored with `fingerprint` is made now."""
    listed = list(rows)
    found: dict[int, CompanyTerms] = {}
    for some in chunks(listed):
        statement = select(table.c.row, table.c.terms).where(
            table.c.row.in_(some), table.c.fingerprint == fingerprint
        )
        found |= {row: CompanyTerms.unpack(packed) for row, packed in connection.execute(statement)}
    missing = store.load(connection, [row for row in listed if row not in found])
    return found | {row: company_terms(company) for row, company in missing.items()}


def digest(values: Mapping[str, Any]) -> str:
    """SHA-256 over everything stored of a company's terms but the digest itself."""
    return hashlib.sha256(f"{values['fingerprint']}\0".encode() + values["terms"]).hexdigest()

"""Who sees companies that become one: nobody who could not see each of them before."""

from collections.abc import Iterable
from typing import TypeAlias

from sqlalchemy import Connection, delete, insert, select

from recommender import schema
from recommender.sight import COMPANIES, CONTACTS, LEVELS, Level, held_level

Decided: TypeAlias = dict[int, tuple[Level | None, Level | None]]
"""By row, what has been decided for single companies: who sees them, and their contacts."""


def decided(connection: Connection, rows: Iterable[int]) -> Decided:
    """What has been decided for the companies at `rows` on their own."""
    table = schema.company_sight.c
    found = connection.execute(
        select(table.row, table.companies, table.contacts).where(table.row.in_(list(rows)))
    )
    return {row: (companies, contacts) for row, companies, contacts in found}


def strictest(connection: Connection, rows: Iterable[int]) -> tuple[Level, Level]:
    """The strictest levels that hold for any of the companies at `rows`, their organisations' too."""
    companies = schema.companies
    held = connection.execute(
        select(held_level("companies", COMPANIES), held_level("contacts", CONTACTS))
        .select_from(companies)
        .where(companies.c.row.in_(list(rows)))
    ).all()
    seen, told = (max(column, key=LEVELS.index) for column in zip(*held, strict=True))
    return seen, told


def disclose(connection: Connection, row: int, levels: tuple[Level, Level]) -> None:
    """Let these levels hold for a company, unless they do already."""
    if strictest(connection, [row]) != levels:
        _replace(connection, {row: levels})


def remember(connection: Connection, group: int, before: Decided) -> None:
    """Keep what had been decided before a group was merged."""
    if before:
        table = schema.merged_sight
        connection.execute(insert(table), [{"group": group, **one} for one in _rows(before)])


def restore(connection: Connection, group: int, rows: Iterable[int]) -> None:
    """Let hold for the companies of a group what did before they were merged."""
    table, single = schema.merged_sight.c, schema.company_sight
    connection.execute(delete(single).where(single.c.row.in_(list(rows))))
    found = connection.execute(
        select(table.row, table.companies, table.contacts).where(table.group == group)
    ).all()
    _replace(connection, {row: (companies, contacts) for row, companies, contacts in found})


def _replace(connection: Connection, levels: Decided) -> None:
    table = schema.company_sight
    if levels:
        connection.execute(delete(table).where(table.c.row.in_(list(levels))))
        connection.execute(insert(table), _rows(levels))


def _rows(levels: Decided) -> list[dict[str, object]]:
    return [
        {"row": row, "companies": companies, "contacts": contacts}
        for row, (companies, contacts) in levels.items()
    ]

"""What has changed since when: for whoever keeps the companies in a database of their own.

Every company, and every one that is no more, has the number of its last change. Numbers are given while the
one connection that may write holds the catalogue, so they grow as changes become visible: whoever has read
up to a number has missed nothing below it, even where moments are equal or a clock was set back.

A company that somebody may not see any more is told to them as one that is deleted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    true,
)

from recommender import schema
from recommender.company import Company
from recommender.schema import changes as table
from recommender.sight import Level, Sight, is_partner_of, level_of

_WIDTH: dict[str, int] = {level: -number for number, level in enumerate(get_args(Level))}


@dataclass(frozen=True, slots=True)
class Position:
    """How far somebody has read: up to `number`, from a time on when the last change was `begun`.

    Nobody has read of what was gone by then. It is None for who begins now.
    """

    number: int = 0
    begun: int | None = None


START = Position()


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of one company, at a moment in UTC without a zone.

    `row` is None where the company is gone, or is not seen any more.
    """

    number: int
    id: str
    changed_at: datetime
    row: int | None


@dataclass(frozen=True, slots=True)
class Deletion:
    """A company that is no more, or that the viewer may not see any more."""

    id: str
    deleted_at: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """A part of the changes, in their order; the next part begins at `position`.

    An id stands in it once, with what is true of it now. `more` says whether there is a next part.
    """

    companies: tuple[Company, ...]
    deleted: tuple[Deletion, ...]
    position: Position
    more: bool


def record(
    connection: Connection, company_id: str, row: int | None, organisation: str | None, at: datetime
) -> None:
    """Note that a company is about to change, in the transaction that changes it.

    `row`: where it is, None for a new one; `organisation`: comparison key of whose it is, where new.
    """
    first = func.coalesce(table.c.entered, table.c.number)
    before = delete(table).where(table.c.id == company_id).returning(table.c.seen, first)
    seen, entered = connection.execute(before).first() or (None, None)
    if row is not None and (current := level_of(connection, row)):
        level, organisation = current
        seen = level if seen is None else max(seen, level, key=_WIDTH.__getitem__)
    values = {"id": company_id, "changed_at": _stored(at), "organisation": organisation}
    connection.execute(insert(table).values(seen=seen, entered=entered, **values))


def record_rows(connection: Connection, rows: Iterable[int], at: datetime) -> None:
    """Note that companies are about to be seen by others than before."""
    companies = schema.companies.c
    for row in rows:
        company_id = connection.scalar(select(companies.id).where(companies.row == row))
        if company_id is not None:
            record(connection, company_id, row, None, at)


def record_missing(connection: Connection) -> None:
    """Note the companies of a catalogue that counted no changes yet, by their own dates."""
    companies = schema.companies.c
    undated = select(companies.id, companies.updated_at, companies.organisation).where(
        companies.id.not_in(select(table.c.id))
    )
    ordered = undated.order_by(companies.updated_at, companies.row)
    columns = ["id", "changed_at", "organisation"]
    connection.execute(insert(table).from_select(columns, ordered))


def since(connection: Connection, moment: datetime) -> Position:
    """The position after which all changes are that were made at a moment or later."""
    first = select(func.min(table.c.number)).where(table.c.changed_at >= _stored(moment))
    number = connection.scalar(first)
    before = last(connection) if number is None else int(number) - 1
    return Position(before, before)


def last(connection: Connection) -> int:
    """The number of the last change."""
    return int(connection.scalar(select(func.max(table.c.number))) or 0)


def read(connection: Connection, sight: Sight, position: Position, limit: int) -> list[Change]:
    """Up to `limit` changes after a position, whose `begun` is known, that concern a viewer.

    That a company is gone concerns those who can have read of it: it was seen and there before they
    came to the position, and went since they began.
    """
    number = position.number
    companies = schema.companies.c
    present = and_(companies.row.is_not(None), true() if sight.seen is None else sight.seen)
    gone = and_(table.c.entered <= number, table.c.number > (position.begun or 0), _was_seen(sight))
    seen = case((present, companies.row)).label("row")
    statement = (
        select(table.c.number, table.c.id, table.c.changed_at, seen)
        .select_from(table.outerjoin(schema.companies, companies.id == table.c.id))
        .where(table.c.number > number, or_(present, gone))
        .order_by(table.c.number)
        .limit(limit)
    )
    return [Change(*row) for row in connection.execute(statement)]


def _was_seen(sight: Sight) -> ColumnElement[bool]:
    """Whether the viewer could see the company before it went."""
    viewer = sight.viewer
    if viewer.everything:
        return true()
    if viewer.within:  # whether it satisfied the filters is not known any more
        return false()
    public = table.c.seen == "public"
    if viewer.key is None:
        return public
    partner = is_partner_of(table.c.organisation, viewer.key).correlate(table)
    shown = and_(table.c.seen == "partners", partner)
    own = and_(table.c.seen.is_not(None), table.c.organisation == viewer.key)
    return or_(public, own, shown)


def _stored(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)

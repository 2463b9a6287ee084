"""Merges as the database keeps them: what companies were before, and which were told apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy import delete as delete_from

from recommender import schema
from recommender.company import Company
from recommender.store import Store

Moved: TypeAlias = tuple[dict[str, Any], dict[str, Any] | None]
"""The columns of a judgement before and after it moved; None where it went."""


@dataclass(frozen=True, slots=True)
class FormerCompany:
    """A company as it was, and the row that it was in."""

    row: int
    company: Company
    digest: str


@dataclass(frozen=True, slots=True)
class MergedGroup:
    """Companies that became one: `survivor` by id, and its digest since then."""

    number: int
    survivor: str
    digest: str
    members: tuple[FormerCompany, ...]
    judgements: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Decisions that were applied together.

    `source`: the name of the file that they stood in. `into`: by surviving id, the ids that were
    merged into it. `apart`: how many pairs were told apart. `undone`: all that it merged has been
    taken apart again.
    """

    number: int
    merged_at: datetime
    source: str
    into: Mapping[str, tuple[str, ...]]
    apart: int
    undone: bool


@dataclass(frozen=True, slots=True)
class FormerStates:
    """By id, digests of what companies were before they were merged; and what they are part of.

    `into` lacks those that survived.
    """

    digests: Mapping[str, Collection[str]]
    into: Mapping[str, str]


def begin(connection: Connection, source: str) -> int:
    """Note a merge; returns its number."""
    table = schema.merges
    values = {"merged_at": datetime.now(UTC).replace(tzinfo=None), "source": source}
    number: int = connection.execute(
        insert(table).values(values).returning(table.c.number)
    ).scalar_one()
    return number


def add_group(
    connection: Connection,
    merge: int,
    survivor: Company,
    members: Sequence[FormerCompany],
    judgements: Sequence[Moved],
) -> int:
    """Note what a group's companies were, the survivor too, and remember the ids that went.

    Returns the group's number.
    """
    table = schema.merged_groups
    values: dict[str, Any] = {
        "merge": merge,
        "survivor": survivor.id,
        "digest": survivor.digest(),
        "judgements": [list(moved) for moved in judgements],
    }
    number: int = connection.execute(
        insert(table).values(values).returning(table.c.number)
    ).scalar_one()
    former = []
    for member in members:
        updated_at = member.company.updated_at or datetime.now(UTC)
        former.append(
            {
                "group": number,
                "id": member.company.id,
                "row": member.row,
                "profile": member.company.model_dump(mode="json", exclude={"id", "updated_at"}),
                "digest": member.digest,
                "updated_at": updated_at.replace(tzinfo=None),
            }
        )
    connection.execute(insert(schema.merged_companies), former)
    gone = [member.company.id for member in members if member.company.id != survivor.id]
    listed = [{"id": one, "into": survivor.id, "group": number} for one in gone]
    connection.execute(insert(schema.aliases), listed)
    return number


def groups(connection: Connection, merge: int) -> list[MergedGroup]:
    """The groups of a merge that have not been undone, the last one first."""
    table, former = schema.merged_groups.c, schema.merged_companies.c
    statement = (
        select(table.number, table.survivor, table.digest, table.judgements)
        .where(table.merge == merge, table.undone_at.is_(None))
        .order_by(table.number.desc())
    )
    found = []
    for group in connection.execute(statement):
        members = connection.execute(
            select(former.id, former.row, former.profile, former.digest, former.updated_at)
            .where(former.group == group.number)
            .order_by(former.row)
        )
        found.append(
            MergedGroup(
                group.number,
                group.survivor,
                group.digest,
                tuple(
                    FormerCompany(
                        row,
                        Company(id=own, updated_at=moment.replace(tzinfo=UTC), **profile),
                        digest,
                    )
                    for own, row, profile, digest, moment in members
                ),
                tuple((before, after) for before, after in group.judgements),
            )
        )
    return found


def mark_undone(connection: Connection, group: int) -> None:
    """Note that a group has been taken apart again."""
    table = schema.merged_groups
    undone_at = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(update(table).where(table.c.number == group).values(undone_at=undone_at))
    connection.execute(delete_from(schema.aliases).where(schema.aliases.c.group == group))


def read(connection: Connection) -> list[Merge]:
    """Every merge, the last one first."""
    group, former, apart = schema.merged_groups.c, schema.merged_companies.c, schema.kept_apart.c
    into: dict[int, dict[str, list[str]]] = {}
    standing: set[int] = set()
    listed = (
        select(group.merge, group.survivor, group.undone_at, former.id)
        .join_from(schema.merged_groups, schema.merged_companies, former.group == group.number)
        .order_by(group.number, former.row)
    )
    for merge, survivor, undone_at, own in connection.execute(listed):
        gone = into.setdefault(merge, {}).setdefault(survivor, [])
        if own != survivor:
            gone.append(own)
        if undone_at is None:
            standing.add(merge)
    counted = select(apart.merge, func.count()).group_by(apart.merge)
    pairs = {row[0]: row[1] for row in connection.execute(counted)}
    table = schema.merges
    return [
        Merge(
            row.number,
            row.merged_at.replace(tzinfo=UTC),
            row.source,
            {survivor: tuple(gone) for survivor, gone in into.get(row.number, {}).items()},
            pairs.get(row.number, 0),
            row.number not in standing and not pairs.get(row.number, 0),
        )
        for row in connection.execute(select(table).order_by(table.c.number.desc()))
    ]


def former_states(store: Store, connection: Connection) -> FormerStates:
    """What the companies of all standing merges were before, as far as they are still there."""
    group, former = schema.merged_groups.c, schema.merged_companies.c
    statement = (
        select(former.id, former.digest)
        .join_from(schema.merged_companies, schema.merged_groups, former.group == group.number)
        .where(group.undone_at.is_(None))
    )
    digests: dict[str, set[str]] = {}
    for own, digest in connection.execute(statement):
        digests.setdefault(own, set()).add(digest)
    present = store.stored(connection, digests)
    into = {own: store.merged_into(connection, own) for own in digests if own not in present}
    return FormerStates(
        {own: known for own, known in digests.items() if own in present or into[own]},
        {own: survivor for own, survivor in into.items() if survivor},
    )


def keep_apart(connection: Connection, merge: int, pairs: Iterable[tuple[str, str]]) -> int:
    """Remember pairs of ids that are two companies; returns how many were not known as such."""
    table = schema.kept_apart
    known = kept_apart(connection)
    new = {(min(pair), max(pair)) for pair in pairs} - known
    listed = [{"one": one, "two": two, "merge": merge} for one, two in sorted(new)]
    if listed:
        connection.execute(insert(table), listed)
    return len(listed)


def kept_apart(connection: Connection) -> frozenset[tuple[str, str]]:
    """Every pair that somebody has told apart, ids in alphabetical order."""
    table = schema.kept_apart.c
    return frozenset((one, two) for one, two in connection.execute(select(table.one, table.two)))


def forget_apart(connection: Connection, merge: int) -> None:
    """Forget the pairs that were told apart in a merge."""
    table = schema.kept_apart
    connection.execute(delete_from(table).where(table.c.merge == merge))

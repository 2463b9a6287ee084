"""What people said about companies that became one: it is said about the one that is left."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from recommender.judgement import Judgement
from recommender.schema import judgements as table
from recommender.stored_merges import Moved


def move(connection: Connection, gone: Sequence[str], survivor: str) -> list[Moved]:
    """Let the judgements of companies that are merged name the survivor.

    Where the same judge has judged two of them for one question, the later judgement stays. That a
    company were a partner of itself is nothing to be kept. Returns what each was and is.
    """
    affected = connection.execute(
        select(table)
        .where(or_(table.c.company.in_(gone), table.c.partner.in_(gone)))
        .order_by(table.c.judged_at, table.c.number)
    ).mappings()
    moved: list[Moved] = []
    for row in [dict(found) for found in affected]:
        after = _renamed(row, gone, survivor)
        moved += _replace(connection, row, after)
    return [(_plain(before), after and _plain(after)) for before, after in moved]


def move_back(connection: Connection, moved: Sequence[Moved]) -> None:
    """Undo `move`; a judgement that has been changed or removed since then stays as it is."""
    for before, after in reversed(moved):
        if after is not None:
            known = connection.execute(
                select(table).where(table.c.number == after["number"])
            ).mappings()
            if [_plain(dict(found)) for found in known] != [after]:
                continue
            connection.execute(delete(table).where(table.c.number == after["number"]))
        taken = connection.scalar(
            select(table.c.number).where(
                or_(table.c.number == before["number"], table.c.key == before["key"])
            )
        )
        if taken is None:
            judged_at = datetime.fromisoformat(before["judged_at"])
            connection.execute(insert(table).values({**before, "judged_at": judged_at}))


def _renamed(row: dict[str, Any], gone: Sequence[str], survivor: str) -> dict[str, Any] | None:
    names = {side: survivor if row[side] in gone else row[side] for side in ("company", "partner")}
    if names["company"] == names["partner"]:
        return None
    after = {**row, **names}
    said = {name: value for name, value in after.items() if name not in {"number", "key"}}
    return {**after, "key": Judgement.model_construct(**said).key()}


def _replace(
    connection: Connection, row: dict[str, Any], after: dict[str, Any] | None
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    if after is None:
        connection.execute(delete(table).where(table.c.number == row["number"]))
        yield row, None
        return
    same = table.c.key == after["key"]
    others = connection.execute(select(table).where(same, table.c.number != row["number"]))
    for other in [dict(found) for found in others.mappings()]:
        if other["judged_at"] > row["judged_at"]:
            connection.execute(delete(table).where(table.c.number == row["number"]))
            yield row, None
            return
        connection.execute(delete(table).where(table.c.number == other["number"]))
        yield other, None
    connection.execute(update(table).where(table.c.number == row["number"]).values(after))
    yield row, after


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of a judgement as JSON can hold them."""
    return {**row, "judged_at": row["judged_at"].isoformat()}

"""Judgements as the database keeps them, beside the companies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy import delete as delete_from

from embeddings import Language
from recommender import schema
from recommender.judgement import Judgement
from recommender.schema import judgements as table
from recommender.store import MANY, chunks

Change: TypeAlias = Literal["saved", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """A judgement and the number that it is removed by."""

    number: int
    judgement: Judgement


def save(connection: Connection, judgement: Judgement) -> tuple[StoredJudgement, Change]:
    """Store a judgement, in place of what the same judge said of the same before."""
    key = judgement.key()
    row = connection.execute(select(table).where(table.c.key == key)).first()
    if row and judgement.says_what(_stored(row).judgement):
        return _stored(row), "unchanged"
    judged_at = judgement.judged_at or datetime.now(UTC)
    dated = judgement.model_copy(update={"judged_at": judged_at})
    values: dict[str, Any] = {
        **dated.model_dump(),
        "key": key,
        "judged_at": judged_at.replace(tzinfo=None),
    }
    if row:
        connection.execute(update(table).where(table.c.key == key).values(values))
        return StoredJudgement(row.number, dated), "updated"
    number = connection.execute(insert(table).values(values).returning(table.c.number)).scalar_one()
    return StoredJudgement(number, dated), "saved"


def read(connection: Connection) -> Iterator[StoredJudgement]:
    """Every judgement, in the order of their numbers."""
    statement = select(table).order_by(table.c.number)
    for row in connection.execute(statement.execution_options(yield_per=MANY)):
        yield _stored(row)


def delete(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Remove judgements; returns the numbers that there were."""
    gone: set[int] = set()
    for some in chunks(list(numbers)):
        statement = delete_from(table).where(table.c.number.in_(some))
        gone |= set(connection.scalars(statement.returning(table.c.number)))
    return gone


def languages(connection: Connection, ids: Iterable[str]) -> dict[str, Language]:
    """The language of the companies of `ids`; those that do not exist are absent."""
    companies = schema.companies.c
    found: dict[str, Language] = {}
    for some in chunks(list(ids)):
        statement = select(companies.id, companies.language).where(companies.id.in_(some))
        found |= {row.id: row.language for row in connection.execute(statement)}
    return found


def _stored(row: Row[Any]) -> StoredJudgement:
    values = row._asdict()
    number, _ = values.pop("number"), values.pop("key")
    values["judged_at"] = values["judged_at"].replace(tzinfo=UTC)
    # What was once stored is not refused later, should a limit become smaller.
    return StoredJudgement(number, Judgement.model_construct(**values))

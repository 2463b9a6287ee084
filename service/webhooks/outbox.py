"""What webhooks are to be told, from when it happens until it has arrived or is given up."""

import random
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from service.database import ServiceDatabase, webhooks
from service.database import webhook_deliveries as table
from service.webhooks.notice import Notice
from service.webhooks.webhook import Webhook, read_webhook

MAX_WAITING = 1_000
"""Deliveries of one webhook that wait."""

MAX_ATTEMPTS = 6
"""How often one is tried."""

PAUSES = (
    timedelta(seconds=10),
    timedelta(minutes=2),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
"""What is waited after each attempt but the last."""

JITTER = 0.2
"""By which share a pause is longer or shorter, so that what failed together is not tried together."""

MAX_FAILING_DAYS = 5
"""How long a webhook may fail before it is switched off."""

KEPT = timedelta(days=30)
"""How long a delivery that is over is kept."""

Ended: TypeAlias = Literal["delivered", "failed", "given-up"]
"""What became of an attempt; after `failed` there is another one."""

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that a webhook is to be told. `id` stays the same however often it is tried."""

    id: str
    webhook: Webhook
    body: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to: `failure` is None where it arrived, else a code or an HTTP status.

    `gone`: the receiver says that it wants no more.
    """

    failure: str | None = None
    gone: bool = False


def note(connection: Connection, owner: str, notice: Notice) -> None:
    """Write down in a transaction on the service's database what webhooks of an owner are to be told.

    So it is told if and only if what it is about is kept.
    """
    listening = select(webhooks).where(webhooks.c.owner == owner, webhooks.c.off_since.is_(None))
    for row in connection.execute(listening).all():
        if notice.type not in row.types:
            continue
        waiting = select(func.count()).where(table.c.webhook == row.id, table.c.state == "waiting")
        full = int(connection.scalar(waiting) or 0) >= MAX_WAITING
        now = _now()
        values = {
            "id": new_message_id(),
            "webhook": row.id,
            "body": notice.body(now.replace(tzinfo=UTC)),
            "state": "given-up" if full else "waiting",
            "attempts": 0,
            "created_at": now,
            "due_at": now,
            "ended_at": now if full else None,
            "failure": "full" if full else None,
        }
        connection.execute(insert(table).values(values))


def new_message_id() -> str:
    """An id that a receiver tells repetitions by."""
    return f"msg_{secrets.token_hex(_ID_BYTES)}"


class Outbox:
    """What is to be told, in the service's database. Several threads and processes may use it."""

    def __init__(self, database: ServiceDatabase) -> None:
        self._database = database

    def note(self, owner: str, notice: Notice) -> None:
        """Write down what the webhooks of an owner are to be told; nothing where there are none."""
        with self._database.reading() as connection:
            listening = select(webhooks.c.id).where(webhooks.c.owner == owner).limit(1)
            if connection.scalar(listening) is None:
                return
        with self._database.writing() as connection:
            note(connection, owner, notice)

    def due(self, busy: Collection[str], limit: int) -> list[Delivery]:
        """What is to be tried now, one of each webhook but the `busy` ones; failing webhooks come last."""
        place = func.row_number().over(
            partition_by=table.c.webhook, order_by=(table.c.due_at, table.c.created_at, table.c.id)
        )
        waits = and_(table.c.state == "waiting", table.c.due_at <= _now())
        ranked = select(table.c.id, place.label("place")).where(waits).subquery()
        wanted = (
            select(webhooks, table.c.id.label("message"), table.c.body, table.c.attempts)
            .join(table, table.c.webhook == webhooks.c.id)
            .join(ranked, ranked.c.id == table.c.id)
            .where(ranked.c.place == 1, webhooks.c.id.not_in(busy))
            .order_by(webhooks.c.failing_since.is_not(None), table.c.due_at)
            .limit(limit)
        )
        with self._database.reading() as connection:
            rows: Sequence[Row[Any]] = connection.execute(wanted).all()
        return [Delivery(row.message, read_webhook(row), row.body, row.attempts) for row in rows]

    def ended(self, delivery: Delivery, outcome: Outcome) -> Ended:
        """Note what an attempt came to, and when there is another one."""
        now, attempts = _now(), delivery.attempts + 1
        values: dict[str, Any] = {"attempts": attempts, "failure": outcome.failure}
        ended: Ended = "delivered"
        if outcome.failure is not None:
            ended = "given-up" if attempts >= MAX_ATTEMPTS or outcome.gone else "failed"
        if ended == "failed":
            share = random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - nothing to guess
            values["due_at"] = now + PAUSES[attempts - 1] * share
        else:
            values |= {"state": ended, "ended_at": now}
        own = table.c.id == delivery.id
        with self._database.writing() as connection:
            connection.execute(update(table).where(own).values(values))
            self._note_health(connection, delivery.webhook.id, outcome, now)
        return ended

    def remove_old(self) -> None:
        """Forget deliveries that are over since longer than they are kept."""
        with self._database.writing() as connection:
            connection.execute(delete(table).where(table.c.ended_at < _now() - KEPT))

    def _note_health(
        self, connection: Connection, webhook_id: str, outcome: Outcome, now: datetime
    ) -> None:
        one = webhooks.c.id == webhook_id
        if outcome.failure is None:
            values: dict[str, Any] = {"failing_since": None}
        else:
            since = connection.scalar(select(webhooks.c.failing_since).where(one)) or now
            values = {"failing_since": since}
            if outcome.gone or now - since > timedelta(days=MAX_FAILING_DAYS):
                values["off_since"] = now
                waiting = and_(table.c.webhook == webhook_id, table.c.state == "waiting")
                over = {"state": "given-up", "ended_at": now}
                connection.execute(update(table).where(waiting).values(over))
        connection.execute(update(webhooks).where(one).values(values))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)

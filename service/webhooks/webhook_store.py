"""The webhooks of a service: set, listed, removed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import delete, func, insert, select, update

from service.database import ServiceDatabase
from service.database import webhook_deliveries as deliveries
from service.database import webhooks as table
from service.jobs.owners import owner_named
from service.webhooks.notice import NoticeType
from service.webhooks.webhook import (
    Webhook,
    WebhookError,
    check_address,
    new_id,
    new_secret,
    read_webhook,
)

MAX_WEBHOOKS = 5
"""Webhooks of one organisation."""


@dataclass(frozen=True, slots=True)
class Account:
    """A webhook, how many of its deliveries wait and how many were given up, and why the last one was."""

    webhook: Webhook
    waiting: int
    given_up: int
    failure: str | None


class WebhookStore:
    """Webhooks in the service's database. Several processes may share them."""

    def __init__(self, database: ServiceDatabase) -> None:
        self._database = database

    def __iter__(self) -> Iterator[Account]:
        """Every webhook in the order of creation, with what became of its deliveries."""
        counts = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        failed = (
            select(deliveries.c.failure)
            .where(deliveries.c.failure.is_not(None))
            .order_by(func.coalesce(deliveries.c.ended_at, deliveries.c.due_at).desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            for row in connection.execute(select(table).order_by(table.c.created_at)).all():
                own = deliveries.c.webhook == row.id
                by_state = dict(map(tuple, connection.execute(counts.where(own))))
                waiting, given_up = by_state.get("waiting", 0), by_state.get("given-up", 0)
                failure = connection.scalar(failed.where(own))
                yield Account(read_webhook(row), waiting, given_up, failure)

    def set(
        self,
        url: str,
        organisation: str | None,
        types: Sequence[NoticeType],
        *,
        private_address: str | None = None,
        new_signature: bool = False,
    ) -> tuple[Webhook, bool]:
        """Have an address told of the imports and jobs of an organisation, or of whoever runs the service.

        One that is set already is switched on again and told of these types from now on; its secret stays,
        unless a new one is asked for. Returns the webhook, and whether its secret is new. Raises
        WebhookError, and AddressError for a host that nobody knows.
        """
        check_address(url, private_address)
        owner = owner_named(organisation)
        made = Webhook(
            new_id(),
            owner,
            organisation,
            url,
            tuple(dict.fromkeys(types)),
            private_address,
            new_secret(),
            datetime.now(UTC),
        )
        values = {"types": list(made.types), "private_address": private_address}
        on = {"failing_since": None, "off_since": None}
        with self._database.writing() as connection:
            own = select(table).where(table.c.owner == owner)
            known = {row.url: row for row in connection.execute(own)}
            if url in known:
                before = read_webhook(known[url])
                secret = made.secret if new_signature else before.secret
                changed = update(table).where(table.c.id == before.id)
                connection.execute(changed.values(**values, **on, secret=secret))
                return replace(
                    made, id=before.id, secret=secret, created_at=before.created_at
                ), new_signature
            if len(known) >= MAX_WEBHOOKS:
                raise WebhookError("webhook-too-many", limit=MAX_WEBHOOKS)
            named = {"id": made.id, "owner": owner, "organisation": organisation, "url": url}
            kept = {"secret": made.secret, "created_at": made.created_at.replace(tzinfo=None)}
            connection.execute(insert(table).values(**named, **values, **kept))
        return made, True

    def get(self, webhook_id: str) -> Webhook:
        """The webhook of an id. Raises WebhookError."""
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == webhook_id)).first()
            if row is None:
                known = ", ".join(
                    connection.scalars(select(table.c.id).order_by(table.c.created_at))
                )
                raise WebhookError("unknown-webhook", id=webhook_id, known=known or "–")
        return read_webhook(row)

    def remove(self, webhook_id: str) -> Webhook:
        """Tell an address nothing more, and forget what it was to be told. Raises WebhookError."""
        webhook = self.get(webhook_id)
        with self._database.writing() as connection:
            connection.execute(delete(table).where(table.c.id == webhook_id))
        return webhook

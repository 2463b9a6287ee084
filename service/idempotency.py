"""Requests that may be sent again without being done again (draft-ietf-httpapi-idempotency-key-header).

The answer to a request with an Idempotency-Key is kept for a day. The same request under the same key gets
it again; another one under that key is refused, and so is the same one while the first is being done. What
failed is not kept: it may be tried again.
"""

import re
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import Header
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from embeddings import MitraError
from service.database import ServiceDatabase
from service.database import idempotent_requests as table
from service.errors import Refusal

KEPT = timedelta(hours=24)
"""How long an answer is kept."""

MAX_KEY = 255
"""Characters of an Idempotency-Key."""

_RETRY_SECONDS = 5
_FORM = re.compile(rf'"?([\x21\x23-\x7e]{{1,{MAX_KEY}}})"?')

IdempotencyKey = Annotated[
    str | None,
    Header(
        description="Any name that no other request has. Sent again with the same body within 24 hours, "
        "the request is answered and not done again.",
        examples=['"8e03978e-40d5-43e8-bc93-6894a57f9324"'],
    ),
]


class IdempotentRequests:
    """What has been answered under which key, in the service's database.

    One object stands for one run of the service: what an earlier run has left undone counts as not done.
    """

    def __init__(self, database: ServiceDatabase) -> None:
        self._database = database
        self._run = uuid.uuid4().hex

    def answer(self, owner: str, key: str, fingerprint: str, work: Callable[[], str]) -> str:
        """The answer of `work` to a request of `owner`, or the one that was given before.

        Equal requests have equal fingerprints. Raises Refusal: 400 for what is no key, 422 where the key
        has served another request, 409 while the same one is being done; and whatever `work` raises.
        """
        match = _FORM.fullmatch(key.strip())
        if match is None:
            raise Refusal(HTTPStatus.BAD_REQUEST, "bad-idempotency-key", limit=MAX_KEY)
        own = and_(table.c.owner == owner, table.c.key == match[1])
        with self._database.writing() as connection:
            known = self._known(connection, own, fingerprint)
            if known is not None:
                return known
            values = {"fingerprint": fingerprint, "run": self._run, "started_at": _now()}
            connection.execute(insert(table).values(owner=owner, key=match[1], **values))
        try:
            made = work()
        except BaseException:
            # The error that is on its way says more than one about this.
            with suppress(MitraError), self._database.writing() as connection:
                connection.execute(delete(table).where(own, table.c.run == self._run))
            raise
        with self._database.writing() as connection:
            connection.execute(update(table).where(own).values(answer=made))
        return made

    def _known(
        self, connection: Connection, own: ColumnElement[bool], fingerprint: str
    ) -> str | None:
        """The answer that is kept, None where there is none; the row is gone then."""
        connection.execute(delete(table).where(table.c.started_at < _now() - KEPT))
        row = connection.execute(select(table).where(own)).first()
        if row is None:
            return None
        if row.fingerprint != fingerprint:
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency-key-reused")
        if row.answer is not None:
            return str(row.answer)
        if row.run == self._run:
            headers = {"Retry-After": str(_RETRY_SECONDS)}
            raise Refusal(HTTPStatus.CONFLICT, "still-being-done", headers)
        connection.execute(delete(table).where(own))
        return None


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)

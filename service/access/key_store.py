"""The keys of a service: made, listed, exchanged, revoked, recognised."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects import sqlite

from service.access.keys import Key, Scope, Secret
from service.database import ServiceDatabase
from service.database import keys as table
from service.database import secrets as own_secrets
from service.errors import UnknownKeyError
from service.protection.usage import Usage

_OWN = "pages"
_OWN_BYTES = 32


class _Known(NamedTuple):
    key: Key
    digest: str
    token_secret: str


class KeyStore:
    """Keys in the service's database. Several processes may share them.

    Every request asks for one: they are remembered until anything in the database changes.
    """

    def __init__(self, database: ServiceDatabase) -> None:
        self._database = database
        self._remembered: tuple[int, dict[str, _Known]] | None = None
        self._own_secret: bytes | None = None
        self.usage = Usage(database)

    def __iter__(self) -> Iterator[Key]:
        """Every key in the order of creation, those that are no longer valid too."""
        return (known.key for known in self._known().values())

    def are_remembered(self) -> bool:
        """Whether what is asked now needs no look into the database, which can take its time."""
        return self._still_known() is not None

    def _still_known(self) -> dict[str, _Known] | None:
        remembered = self._remembered  # read once: other threads set it
        if remembered is None or remembered[0] != self._database.version():
            return None
        return remembered[1]

    def _known(self) -> dict[str, _Known]:
        still_known = self._still_known()
        if still_known is not None:
            return still_known
        version = self._database.version()
        with self._database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.created_at)).all()
        known = {row.id: _Known(_key(row), row.digest, row.token_secret) for row in rows}
        # Of a change between the version and the keys, the next version tells.
        self._remembered = None if version is None else (version, known)
        return known

    def create(
        self,
        name: str,
        scopes: Sequence[Scope],
        *,
        organisation: str | None = None,
        origins: Sequence[str] = (),
        daily_requests: int | None = None,
        expires_at: datetime | None = None,
    ) -> tuple[Key, Secret]:
        """Make a key. The secret is to be shown once; it cannot be had again."""
        secret = Secret.new()
        key = Key(
            secret.id,
            name,
            organisation,
            tuple(dict.fromkeys(scopes)),
            tuple(dict.fromkeys(origins)),
            daily_requests,
            datetime.now(UTC),
            expires_at,
        )
        values = {
            "id": key.id,
            "name": key.name,
            "organisation": key.organisation,
            "scopes": list(key.scopes),
            "origins": list(key.origins),
            "daily_requests": key.daily_requests,
            "digest": secret.digest,
            "token_secret": secret.token_secret,
            "created_at": _stored(key.created_at),
            "expires_at": _stored(key.expires_at) if key.expires_at else None,
        }
        with self._database.writing() as connection:
            connection.execute(insert(table).values(values))
        return key, secret

    def rotate(self, key_id: str) -> tuple[Key, Secret]:
        """Give a key another secret; the one before, and tokens signed with it, end at once.

        Raises UnknownKeyError, for a revoked key too.
        """
        secret = Secret.new(key_id)
        with self._database.writing() as connection:
            key = self._get(connection, key_id)
            if key.revoked_at:
                raise UnknownKeyError("revoked-key", id=key.id)
            changed = {"digest": secret.digest, "token_secret": secret.token_secret}
            connection.execute(update(table).where(table.c.id == key_id).values(changed))
        return key, secret

    def revoke(self, key_id: str) -> Key:
        """End a key at once. Raises UnknownKeyError."""
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            key = self._get(connection, key_id)
            if key.revoked_at:
                return key
            ended = update(table).where(table.c.id == key_id).values(revoked_at=_stored(now))
            connection.execute(ended)
        return replace(key, revoked_at=now)

    def find(self, secret: Secret) -> Key | None:
        """The valid key of a secret, or None."""
        known = self._known().get(secret.id)
        # Compared in any case, so that a wrong id takes as long as a wrong secret.
        matches = secret.is_of(known.digest if known else "")
        return known.key if known and matches and known.key.is_valid(datetime.now(UTC)) else None

    def valid(self, key_id: str) -> Key | None:
        """The key of an id, where it is valid."""
        signer = self.signer(key_id)
        return signer[0] if signer else None

    def signer(self, key_id: str) -> tuple[Key, str] | None:
        """A valid key, and what its search tokens are signed with, or None."""
        known = self._known().get(key_id)
        if known is None or not known.key.is_valid(datetime.now(UTC)):
            return None
        return known.key, known.token_secret

    def own_secret(self) -> bytes:
        """A secret of the service itself (256 bits), the same for all its processes."""
        if self._own_secret is None:
            made = {"name": _OWN, "secret": token_bytes(_OWN_BYTES)}
            with self._database.writing() as connection:
                connection.execute(sqlite.insert(own_secrets).values(made).on_conflict_do_nothing())
                stored = select(own_secrets.c.secret).where(own_secrets.c.name == _OWN)
                self._own_secret = bytes(connection.execute(stored).scalar_one())
        return self._own_secret

    def any_names(self, origin: str) -> bool:
        """Whether any key names an origin, one that has ended too."""
        return any(origin in key.origins for key in self)

    def any_valid(self) -> bool:
        """Whether there is a key that lets anybody in."""
        now = datetime.now(UTC)
        return any(key.is_valid(now) for key in self)

    def _get(self, connection: Connection, key_id: str) -> Key:
        row = connection.execute(select(table).where(table.c.id == key_id)).first()
        if row is None:
            known = ", ".join(connection.scalars(select(table.c.id).order_by(table.c.created_at)))
            raise UnknownKeyError("unknown-key", id=key_id, known=known or "–")
        return _key(row)


def _key(row: Row[Any]) -> Key:
    def moment(value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None

    return Key(
        row.id,
        row.name,
        row.organisation,
        tuple(row.scopes),
        tuple(row.origins),
        row.daily_requests,
        row.created_at.replace(tzinfo=UTC),
        moment(row.expires_at),
        moment(row.revoked_at),
    )


def _stored(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)

"""The service's own tables, in a file beside the catalogue's."""

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    select,
)

from recommender.database import Database
from service.errors import ServiceError

FILE = "service.db"

SCHEMA_VERSION = 1
"""Raised with every change of the tables; newer ones are refused with a sentence."""

metadata = MetaData()

versions = Table("versions", metadata, Column("version", Integer, primary_key=True))

keys = Table(
    "keys",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("organisation", String),
    Column("scopes", JSON, nullable=False),
    Column("origins", JSON, nullable=False),
    Column("daily_requests", Integer),
    Column("digest", String, nullable=False),
    Column("token_secret", String, nullable=False),
    Column("created_at", DateTime(timezone=False), nullable=False),
    Column("expires_at", DateTime(timezone=False)),
    Column("revoked_at", DateTime(timezone=False)),
)
"""Keys, of which only digests are kept (`service.access.keys`)."""

secrets = Table(
    "secrets",
    metadata,
    Column("name", String, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
)
"""Secrets of the service itself, made up when they are first needed."""


idempotent_requests = Table(
    "idempotent_requests",
    metadata,
    Column("owner", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("run", String, nullable=False),
    Column("started_at", DateTime(timezone=False), nullable=False, index=True),
    Column("answer", Text),
)
"""Requests that may be sent again (`service.idempotency`); `answer` is null while one is being done."""
jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("owner", String, nullable=False, index=True),
    Column("key", String),
    Column("state", String, nullable=False, index=True),
    Column("done", Float, nullable=False),
    Column("seconds_left", Float),
    Column("revision", Integer, nullable=False),
    Column("interrupted", Integer, nullable=False),
    Column("created_at", DateTime(timezone=False), nullable=False),
    Column("started_at", DateTime(timezone=False)),
    Column("finished_at", DateTime(timezone=False)),
    Column("failure", JSON(none_as_null=True)),
    Column("files", JSON, nullable=False),
)
"""Long work and its state (`service.jobs.job`)."""
synced_companies = Table(
    "synced_companies",
    metadata,
    Column("id", String, primary_key=True),
    Column("source", String, nullable=False, index=True),
)
"""Which source a company comes from (`service.sync.memory`)."""
key_usage = Table(
    "key_usage",
    metadata,
    Column("key", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("requests", Integer, nullable=False),
)
"""Requests of each key by day, UTC (`service.protection.usage`)."""
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),
    Column("organisation", String),
    Column("url", String, nullable=False),
    Column("types", JSON, nullable=False),
    Column("private_address", String),
    Column("secret", String, nullable=False),
    Column("created_at", DateTime(timezone=False), nullable=False),
    Column("failing_since", DateTime(timezone=False)),
    Column("off_since", DateTime(timezone=False)),
    UniqueConstraint("owner", "url"),
)
"""Addresses that are told what has been done (`service.webhooks.webhook`)."""
webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", String, primary_key=True),
    Column("webhook", ForeignKey(webhooks.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", DateTime(timezone=False), nullable=False),
    Column("due_at", DateTime(timezone=False), nullable=False),
    Column("ended_at", DateTime(timezone=False)),
    Column("failure", String),
    Index("webhook_deliveries_due", "state", "due_at"),
)
"""What they are told, and whether it has arrived (`service.webhooks.outbox`)."""


class ServiceDatabase(Database):
    """Keys, jobs and syncs of a service. Raises CatalogError as every `Database` does, and ServiceError."""

    def __init__(self, folder: Path) -> None:
        # It holds what tokens and webhooks are signed with. SQLite's files beside it get the same rights;
        # why there can be no file at all, SQLite says.
        with suppress(OSError):
            (folder / FILE).touch(mode=0o600)
        super().__init__(folder / FILE)
        self._watching: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def version(self) -> int | None:
        """Number that every change of the file makes another one, whoever has made it.

        Good for comparing with another answer of the same object. Takes microseconds and waits for nobody.
        None where SQLite cannot tell: it says why to whoever reads.
        """
        with self._lock, suppress(sqlite3.Error, OSError):
            # SQLite tells a connection of the changes of all others; this one makes none.
            if self._watching is None:
                there = f"{self.path.absolute().as_uri()}?mode=rw"  # not made anew, were it gone
                self._watching = sqlite3.connect(there, 0, check_same_thread=False, uri=True)
            version: int = self._watching.execute("PRAGMA data_version").fetchone()[0]
            return version
        return None

    def close(self) -> None:
        """Release every connection."""
        with self._lock:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
        super().close()

    def _prepare(self) -> None:
        with self.writing() as connection:
            version = None
            if inspect(connection).has_table(versions.name):
                version = connection.scalar(select(versions.c.version))
            if version is not None and version > SCHEMA_VERSION:
                raise ServiceError("newer-service", path=self.path, version=version)
            metadata.create_all(connection)
            connection.execute(versions.delete())
            connection.execute(versions.insert().values(version=SCHEMA_VERSION))

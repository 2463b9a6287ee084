"""One SQLite file, read and written in transactions, with errors in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from recommender.errors import CatalogError

BUSY_TIMEOUT_SECONDS = 30


class Database:
    """A SQLite file (WAL, synchronous=FULL).

    Raises CatalogError with a code for what SQLite reports: full disk, no permission, damaged,
    busy.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = create_engine(
            f"sqlite:///{path}",
            connect_args={"timeout": BUSY_TIMEOUT_SECONDS},
            json_deserializer=from_json,  # in half the time of Python's own
            max_overflow=-1,  # callers bound their threads; nobody waits here for a connection
        )
        event.listen(self._engine, "connect", _configure)

    def close(self) -> None:
        """Release every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database from beginning to end."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that may write; commits at the end, or nothing at all."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with _sentences(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql(begin)
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                # Where a statement was interrupted (Ctrl-C), SQLAlchemy has thrown the connection away, and
                # with it what was begun.
                if not connection.invalidated:
                    _roll_back(connection)
                raise


def _roll_back(connection: Connection) -> None:
    # On a full disk SQLite may have rolled back by itself.
    driver = connection.connection.driver_connection
    if driver is not None and driver.in_transaction:
        connection.exec_driver_sql("ROLLBACK")


def make_folder(path: Path) -> None:
    """Make the folder of a catalogue, if it is missing. Raises CatalogError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise CatalogError("not-a-directory", path=path) from error
    except PermissionError as error:
        raise CatalogError("no-permission", path=path) from error
    except OSError as error:
        raise CatalogError("disk-error", path=path) from error


def _configure(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's connection
    # SQLAlchemy's own BEGIN comes too late for a consistent read, so we send ours.
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        text = str(error.orig)
        for needle, code in (
            ("disk is full", "disk-full"),
            ("disk I/O", "disk-error"),
            ("readonly", "no-permission"),
            ("unable to open", "no-permission"),
            ("locked", "catalog-busy"),
        ):
            if needle in text:
                raise CatalogError(code, path=path) from error
        raise
    except DatabaseError as error:
        if "not a database" in str(error.orig) or "malformed" in str(error.orig):
            raise CatalogError("damaged-catalog", path=path) from error
        raise

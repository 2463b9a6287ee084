"""A query of any database that SQLAlchemy can reach, as a table of records.

The transaction is read only where the database knows such a thing, and is rolled back in any case. Rows
are fetched in portions, all from one state of the database.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    CursorResult,
    Engine,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from recommender.importing.table import Record, Table, unique_columns
from service.sync.errors import SyncError, SyncProblem
from service.sync.settings import DatabaseSettings

PORTION = 500
"""Rows that are fetched at a time."""
CONNECT_SECONDS = 15

_MAX_DETAIL = 300

# Statements that make the transactions of a connection read only.
_READ_ONLY = {
    "sqlite": ("PRAGMA query_only = ON",),
    "mysql": ("SET SESSION TRANSACTION READ ONLY",),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY",),
}
_CONSISTENT: Mapping[str, Mapping[str, Any]] = {
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    "mysql": {"isolation_level": "REPEATABLE READ"},
    "mariadb": {"isolation_level": "REPEATABLE READ"},
}
_TIMEOUTS: Mapping[str, Mapping[str, int]] = {
    "postgresql": {"connect_timeout": CONNECT_SECONDS},
    "mysql": {"connect_timeout": CONNECT_SECONDS},
    "mariadb": {"connect_timeout": CONNECT_SECONDS},
}
_UNIT = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def has_password(settings: DatabaseSettings) -> bool:
    """Whether the address carries a password, which belongs in no settings."""
    try:
        return make_url(settings.url).password is not None
    except (ArgumentError, ValueError):  # said when it is opened
        return False


@contextmanager
def open_query(settings: DatabaseSettings, folder: Path, path: Path) -> Iterator[Table]:
    """Open the answer to a query as a table, whose rows are counted from 1.

    `folder`: what the files named in the settings are relative to; `path` names the table in errors.
    Raises SyncError, also while rows are read.
    """
    engine = _engine(_address(settings, folder))
    try:
        with _connection(engine) as connection:
            with _told("sync-query-failed"):
                # A colon is no placeholder here, and SQLAlchemy doubles what drivers take for one.
                result = connection.execute(text(settings.query.replace(":", r"\:")))
            try:
                names = [str(name) for name in result.keys()]  # noqa: SIM118 - no dict
                columns = unique_columns(path, names)
                yield Table(columns, _records(result, columns), lambda: 0.0)
            finally:
                with suppress(SQLAlchemyError):  # the connection may have gone
                    result.close()
    finally:
        engine.dispose()


def _address(settings: DatabaseSettings, folder: Path) -> URL:
    try:
        url = make_url(settings.url)
    except (ArgumentError, ValueError) as error:
        raise SyncError("sync-database-address") from error
    if settings.password is not None:
        url = url.set(password=settings.password.read(folder))
    if url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}:
        path = folder / str(url.database)
        # SQLite would make an empty database of a name that is misspelt.
        if not path.is_file():
            raise SyncError("sync-no-database-file", path=path)
        url = url.set(database=str(path))
    return url


def _engine(url: URL) -> Engine:
    backend = url.get_backend_name()
    try:
        engine = create_engine(url, connect_args=dict(_TIMEOUTS.get(backend, {})))
    except NoSuchModuleError as error:
        raise SyncError("sync-unknown-database", name=url.drivername) from error
    except ImportError as error:
        raise SyncError("sync-no-driver", name=url.drivername, module=error.name) from error
    except (SQLAlchemyError, ValueError, TypeError) as error:
        raise SyncError("sync-database-address") from error

    @event.listens_for(engine, "connect")
    def _read_only(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's connection
        for statement in _READ_ONLY.get(backend, ()):
            cursor = connection.cursor()
            cursor.execute(statement)
            cursor.close()

    return engine


@contextmanager
def _connection(engine: Engine) -> Iterator[Connection]:
    options = _CONSISTENT.get(engine.url.get_backend_name(), {})
    with _told("sync-unreachable"):
        opened = engine.connect()
    with opened:
        yield opened.execution_options(stream_results=True, yield_per=PORTION, **options)


@contextmanager
def _told(code: str) -> Iterator[None]:
    """Put what a driver reports into a sentence; it may stand for anything, but names no password."""
    try:
        yield
    except DBAPIError as error:
        raise SyncError(code, detail=_detail(error.orig or error)) from error
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise SyncError(code, detail=_detail(error)) from error


def _detail(error: BaseException) -> str:
    return _UNIT.sub(" ", str(error)).strip()[:_MAX_DETAIL]


def _records(result: CursorResult[Any], columns: tuple[str, ...]) -> Iterator[Record]:
    with _told("sync-query-failed"):
        for number, row in enumerate(result, start=1):
            yield _record(number, columns, row)


def _record(number: int, columns: tuple[str, ...], row: Sequence[Any]) -> Record:
    values = {}
    for column, value in zip(columns, row, strict=True):
        try:
            values[column] = _plain(value)
        except UnicodeDecodeError:
            return Record(number, {}, SyncProblem("undecodable"), column)
    return Record(number, values)


def _plain(value: object) -> object:
    """A value as an import knows it. Raises UnicodeDecodeError for bytes that are no text."""
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode()
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and value == int(value) else str(value)
    return value

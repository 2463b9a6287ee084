"""How many requests each key has made a day, kept over restarts."""

import logging
import threading
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from recommender.errors import CatalogError
from service.access.keys import Key
from service.database import ServiceDatabase
from service.database import key_usage as table
from service.protection.rates import too_many

_log = logging.getLogger(__name__)

BLOCK = 50
"""Requests that are entered at once, beforehand: a write for each would cost more than it is worth."""

KEPT_DAYS = 100


class Usage:
    """Counts requests by key and day (UTC). Several processes may share the database.

    Requests are taken from the database in blocks, a twentieth of a small quota each. What a process had
    not used when it was killed is lost to that key, so nobody gets more than their quota. Only where the
    database cannot be written, on a full disk, everybody goes on searching uncounted.
    """

    def __init__(self, database: ServiceDatabase) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._day = date.min
        self._left: dict[str, int] = {}

    def count(self, key: Key) -> None:
        """Count a request of a key. Raises Refusal (429) when its daily requests are used up."""
        now = datetime.now(UTC)
        with self._lock:
            if now.date() != self._day:
                self._begin(now.date())
            left = self._left.get(key.id, 0) or self._take_if_possible(key)
            self._left[key.id] = left - 1 if left else 0
        if not left:
            tomorrow = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), UTC)
            raise too_many("daily-requests-used", (tomorrow - now).total_seconds())

    def count_at_hand(self, key: Key) -> bool:
        """Count a request of a key, where neither the database nor another thread has to be waited for.

        Returns whether it is counted; otherwise `count` does that.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            left = self._left.get(key.id, 0) if self._day == datetime.now(UTC).date() else 0
            if left:
                self._left[key.id] = left - 1
            return left > 0
        finally:
            self._lock.release()

    def today(self) -> dict[str, int]:
        """Requests of today by the id of the key."""
        with self._lock:
            unused = dict(self._left) if self._day == datetime.now(UTC).date() else {}
        with self._database.reading() as connection:
            today = select(table).where(table.c.day == datetime.now(UTC).date())
            rows = connection.execute(today).all()
        return {row.key: row.requests - unused.get(row.key, 0) for row in rows}

    def last_days(self) -> dict[str, date]:
        """The last day (UTC) on which each key was used, as far back as days are kept."""
        last = select(table.c.key, func.max(table.c.day).label("day")).group_by(table.c.key)
        with self._database.reading() as connection:
            return {row.key: row.day for row in connection.execute(last)}

    def give_back(self) -> None:
        """Enter what was taken and not used; to be called at the end."""
        with self._lock, suppress(CatalogError), self._database.writing() as connection:
            for key_id, left in self._left.items():
                same = (table.c.key == key_id) & (table.c.day == self._day)
                returned = table.update().where(same)
                connection.execute(returned.values(requests=table.c.requests - left))
            self._left = {}

    def _begin(self, day: date) -> None:
        self._day, self._left = day, {}
        old = delete(table).where(table.c.day < day - timedelta(days=KEPT_DAYS))
        # What is old is removed another day, where the disk is full.
        with suppress(CatalogError), self._database.writing() as connection:
            connection.execute(old)

    def _take_if_possible(self, key: Key) -> int:
        try:
            return self._take(key)
        except CatalogError as error:
            _log.warning("requests of key %s are not counted: %s", key.id, error)
            return 1

    def _take(self, key: Key) -> int:
        """Enter a block of requests, and return how many of them the quota allows."""
        quota = key.daily_requests
        block = BLOCK if quota is None else max(1, min(BLOCK, quota // 20))
        same = (table.c.key == key.id) & (table.c.day == self._day)
        with self._database.writing() as connection:
            used = connection.scalar(select(table.c.requests).where(same)) or 0
            taken = block if quota is None else max(0, min(block, quota - used))
            if taken:
                entry = insert(table).values(key=key.id, day=self._day, requests=taken)
                added = {"requests": table.c.requests + taken}
                connection.execute(
                    entry.on_conflict_do_update(index_elements=["key", "day"], set_=added)
                )
        return taken

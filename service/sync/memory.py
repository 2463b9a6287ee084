"""Which companies came from which source, so that those which vanish there are known."""

from collections.abc import Collection

from sqlalchemy import delete, insert, select

from service.database import ServiceDatabase
from service.database import synced_companies as table

_MANY = 500


class SyncMemory:
    """The ids of the companies of one source; an id belongs to one source alone."""

    def __init__(self, database: ServiceDatabase, source: str) -> None:
        self._database = database
        self._source = source

    def ids(self) -> set[str]:
        """Ids that came from this source and have not been forgotten."""
        with self._database.reading() as connection:
            statement = select(table.c.id).where(table.c.source == self._source)
            return set(connection.scalars(statement))

    def of_others(self) -> dict[str, str]:
        """Ids that came from other sources, each with its source."""
        with self._database.reading() as connection:
            statement = select(table.c.id, table.c.source).where(table.c.source != self._source)
            return {row.id: row.source for row in connection.execute(statement)}

    def remember(self, ids: Collection[str]) -> None:
        """Note ids, before their companies are saved: what is saved must not be unknown."""
        with self._database.writing() as connection:
            rows = [{"id": company_id, "source": self._source} for company_id in ids]
            if rows:
                connection.execute(insert(table).prefix_with("OR IGNORE"), rows)

    def forget(self, ids: Collection[str]) -> None:
        """Drop ids, after their companies have been removed."""
        listed = list(ids)
        with self._database.writing() as connection:
            for start in range(0, len(listed), _MANY):
                some = listed[start : start + _MANY]
                own = table.c.source == self._source
                connection.execute(delete(table).where(own, table.c.id.in_(some)))

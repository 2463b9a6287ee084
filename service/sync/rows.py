"""The rows of a source as an import takes them: with ids of the catalogue, counted and known by id."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from recommender.company import Id
from recommender.importing.cells import as_text
from recommender.importing.columns import assign
from recommender.importing.table import Record, Table, is_empty
from service.sync.errors import SyncError, SyncProblem
from service.sync.settings import SyncSettings

_IDS: TypeAdapter[str] = TypeAdapter(Id)

Counter = Callable[[int], None]
"""Called now and then with the number of rows that have been read."""
_COUNTED = 100


class SourceRows:
    """The rows of an open source.

    `ids`: of every row that had one, by row, whether it can be saved or not. `unreadable`: how many rows
    could not be read at all, so that nobody knows which companies they are.
    """

    def __init__(
        self,
        table: Table,
        settings: SyncSettings,
        of_others: Mapping[str, str],
        *,
        stopping: Callable[[], bool],
        counter: Counter | None,
    ) -> None:
        self.ids: dict[int, str] = {}
        self.unreadable = 0
        self._table = table
        self._settings = settings
        self._of_others = of_others
        self._stopping = stopping
        self._counter = counter
        self._columns = check_columns(table.columns or (), settings)

    def table(self) -> Table:
        """The same table with the ids that companies have in the catalogue."""
        return replace(self._table, records=map(self._identified, self._taken()))

    def _taken(self) -> Iterator[Record]:
        for number, record in enumerate(self._table.records, start=1):
            # Between two rows nothing is half done: what has been saved stays.
            if self._stopping():
                raise SyncError("sync-interrupted")
            if self._counter and number % _COUNTED == 0:
                self._counter(number)
            yield record

    def _identified(self, record: Record) -> Record:
        if record.problem is not None:
            self.unreadable += 1
            return record
        column = self._columns["id"]
        cell = record.values.get(column)
        if is_empty(cell):
            # An import would make one up of the name, and a company that changes its name would be lost.
            return Record(record.row, {}, SyncProblem("empty", {"field": "id"}), column)
        if isinstance(cell, dict | list | tuple):
            return Record(
                record.row, {}, SyncProblem("not-text", {"field": "id", "value": cell}), column
            )
        company_id = self._settings.id_prefix + as_text(cell).strip()
        try:
            company_id = _IDS.validate_python(company_id)
        except ValidationError:  # the import says what is wrong with it
            pass
        else:
            self.ids[record.row] = company_id
        if other := self._of_others.get(company_id):
            problem = SyncProblem("sync-id-of-another", {"id": company_id, "source": other})
            return Record(record.row, {}, problem, column)
        return replace(record, values={**record.values, column: company_id})


def check_columns(columns: tuple[str, ...], settings: SyncSettings) -> dict[str, str]:
    """Which column each field stands in. Raises SyncError where one that is needed is missing."""
    listed = ", ".join(columns[:30]) or "–"
    for column in settings.columns:
        if column not in columns:
            raise SyncError("sync-no-such-column", column=column, columns=listed)
    assigned = {field: column for column, field in assign(columns, settings.columns).items()}
    if "id" not in assigned:
        raise SyncError("sync-no-id", columns=listed)
    missing = {"name", "description", "country"} - assigned.keys() - settings.defaults.keys()
    if missing:
        raise SyncError("sync-missing-columns", fields=", ".join(sorted(missing)), columns=listed)
    return assigned

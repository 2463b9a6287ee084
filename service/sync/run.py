"""One sync: what is new or changed in the source is saved, what vanished from it told or deleted.

A sync may end anywhere, by SIGKILL too, and the next one goes on: a company's id is remembered before the
company is saved, and forgotten after it has been removed.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from recommender.catalog import Catalog
from recommender.company import Company
from recommender.importing import ImportStoppedError, Source
from recommender.importing.table import Table
from recommender.sight import Viewer
from service.database import ServiceDatabase
from service.jobs.owners import owner_named
from service.public_addresses import INTERNET, Network
from service.sync.database_source import open_query
from service.sync.errors import SyncError, SyncStoppedError
from service.sync.memory import SyncMemory
from service.sync.report import Kept, RejectedRow, SyncReport
from service.sync.rows import Counter, SourceRows
from service.sync.settings import SyncSettings
from service.sync.web_source import open_web_file
from service.webhooks.notice import import_done
from service.webhooks.outbox import Outbox

PORTION = 500
"""Companies that are deleted together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sync is asked for.

    `dry_run`: change nothing, and say what would happen. `delete_vanished`: remove companies that are no
    longer in the source; `force`: also where that looks like a mistake (`kept_for`).
    """

    dry_run: bool = False
    delete_vanished: bool = False
    force: bool = False


def synchronise(
    catalog: Catalog,
    settings: SyncSettings,
    folder: Path,
    wanted: Wanted,
    *,
    stopping: Callable[[], bool] = lambda: False,
    counter: Counter | None = None,
    network: Network = INTERNET,
) -> SyncReport:
    """Bring the catalogue into step with a source.

    `folder`: what files that the settings name are relative to. `stopping` is asked between rows.
    Raises SyncError where nothing could be read, and SyncStoppedError where it ended on the way; what was
    saved by then stays.
    """
    started = time.monotonic()
    if settings.organisation is not None:
        catalog = catalog.seen_by(Viewer(settings.organisation, contacts=True))
    with _alone(catalog, settings), _opened(settings, folder, network) as table:
        database = ServiceDatabase(catalog.folder)
        try:
            memory = SyncMemory(database, settings.name)
            others = memory.of_others()
            rows = SourceRows(table, settings, others, stopping=stopping, counter=counter)
            report = _Sync(catalog, memory, rows, settings, wanted).run()
            _tell(database, settings, report)
        finally:
            database.close()
    report.seconds = time.monotonic() - started
    return report


def kept_for(*, usable: int, unreadable: int, known: int, vanished: int) -> Kept | None:
    """Why companies that vanished had better be kept, or None.

    `usable`: rows of companies in the source; `unreadable`: rows that cannot be read; `known`: companies
    from earlier syncs, of which `vanished` are no longer there.
    """
    if not vanished:
        return None
    if not usable:
        return "nothing-came"
    if unreadable:
        return "unreadable-rows"
    return "more-than-half" if vanished * 2 > known else None


class _Sync:
    def __init__(
        self,
        catalog: Catalog,
        memory: SyncMemory,
        rows: SourceRows,
        settings: SyncSettings,
        wanted: Wanted,
    ) -> None:
        self._catalog = catalog
        self._memory = memory
        self._rows = rows
        self._wanted = wanted
        self._name = settings.name
        self._source = Source(Path(settings.name), settings.columns, settings.defaults)
        self._known = memory.ids()

    def run(self) -> SyncReport:
        known = self._catalog.changeable(sorted(self._known))
        try:
            imported = self._catalog.import_table(
                self._rows.table(), self._source, dry_run=self._wanted.dry_run, ahead=self._remember
            )
        except ImportStoppedError as error:
            raise SyncStoppedError(error) from error
        report = SyncReport(self._name, imported)
        report.rejected = [
            RejectedRow(one, self._rows.ids.get(one.row)) for one in imported.rejected
        ]
        present = set(self._rows.ids.values())
        report.vanished = [company_id for company_id in known if company_id not in present]
        usable = imported.saved + imported.updated + imported.unchanged
        if self._wanted.delete_vanished:
            why = kept_for(
                usable=usable,
                unreadable=self._rows.unreadable,
                known=len(known),
                vanished=len(report.vanished),
            )
            report.kept = None if self._wanted.force else why
            report.deleted = report.kept is None
        if not self._wanted.dry_run:
            self._finish(report, set(known), present)
        return report

    def _remember(self, companies: Sequence[Company]) -> None:
        new = [company.id for company in companies if company.id not in self._known]
        if new:
            self._memory.remember(new)

    def _finish(self, report: SyncReport, known: set[str], present: set[str]) -> None:
        # Those that somebody else has removed, or made another's, are no longer this source's.
        gone = self._known - known - present
        if report.deleted:
            for start in range(0, len(report.vanished), PORTION):
                self._catalog.discard(report.vanished[start : start + PORTION])
            gone |= set(report.vanished)
        if gone:
            self._memory.forget(gone)
        if report.rows.saved or report.rows.updated or (report.deleted and report.vanished):
            self._catalog.refresh_index()


def _tell(database: ServiceDatabase, settings: SyncSettings, report: SyncReport) -> None:
    deleted = len(report.vanished) if report.deleted else 0
    changed = report.rows.saved + report.rows.updated + deleted
    if changed and not report.rows.dry_run:
        notice = import_done("sync", report.rows, deleted)
        Outbox(database).note(owner_named(settings.organisation), notice)


@contextmanager
def _alone(catalog: Catalog, settings: SyncSettings) -> Iterator[None]:
    """Let one process at a time sync a source; the system frees the lock of one that dies."""
    lock = FileLock(catalog.folder / f"sync-{settings.name}.lock", timeout=0)
    try:
        with lock:
            yield
    except Timeout as error:
        raise SyncError("sync-running", name=settings.name) from error


def _opened(
    settings: SyncSettings, folder: Path, network: Network
) -> AbstractContextManager[Table]:
    if settings.database is not None:
        return open_query(settings.database, folder, Path(settings.name))
    if settings.file is None:
        raise ValueError("settings without a source")
    return open_web_file(settings.file, folder, settings.name, network)

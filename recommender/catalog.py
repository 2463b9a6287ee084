"""The catalogue: companies on disk, imported, searched, compared, exported."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Concatenate, Self

from sqlalchemy import Connection

from embeddings import Embedder
from recommender import importing, saving
from recommender.catalog_reader import Answer, CatalogReader, P
from recommender.company import Company
from recommender.database import make_folder
from recommender.doctor import Finding, diagnose
from recommender.errors import CatalogError
from recommender.importing import ImportReport, Progress
from recommender.importing.table import Table
from recommender.index_keeper import IndexKeeper
from recommender.judgements import Judgements
from recommender.loaded_model import LoadedModel
from recommender.merging import MergeReport, Merges
from recommender.organisations import Organisations
from recommender.processes import Closable, Processes
from recommender.reindexing import remake
from recommender.sight import OPERATOR, ForbiddenError, Sight, Viewer
from recommender.store import Store
from recommender.view import View

DATABASE = "catalog.db"
INDEX = "index"


class Catalog(CatalogReader):
    """Companies in one folder. Open it with `Catalog.open`; close it, or use it in `with`.

    One object may be used from several threads; several processes may open the same folder.
    Every method raises a `MitraError` with code, sentence and remedy for what a caller or the
    machine can get wrong.
    """

    def __init__(
        self,
        folder: Path,
        store: Store,
        model: LoadedModel,
        keeper: IndexKeeper,
        viewer: Viewer,
        processes: Processes | None = None,
    ) -> None:
        super().__init__(store, model, keeper, viewer, processes)
        self.folder = folder

    @classmethod
    def open(
        cls, folder: str | Path, *, embedder: Embedder | None = None, create: bool = True
    ) -> "Catalog":
        """Open the catalogue in `folder`, creating it if missing and `create` allows it.

        Without `embedder` the catalogue's own model is loaded when it is first needed.
        """
        path = Path(folder)
        if not create and not (path / DATABASE).is_file():
            raise CatalogError("no-catalog", path=path)
        make_folder(path)
        store = Store(path / DATABASE)
        keeper = IndexKeeper(store, path / INDEX)
        return cls(path, store, LoadedModel(store, embedder), keeper, OPERATOR)

    def seen_by(self, viewer: Viewer) -> "Catalog":
        """The same catalogue as a viewer sees it: what is hidden from it does not exist.

        It changes companies of its own organisation alone; anything else raises ForbiddenError. To be
        closed is the one that was opened.
        """
        return Catalog(self.folder, self._store, self._model, self._keeper, viewer, self._processes)

    def answer(
        self,
        viewer: Viewer,
        question: Callable[Concatenate[View, P], Answer],
        *arguments: P.args,
        **keywords: P.kwargs,
    ) -> Answer:
        """Ask a question of one state of the catalogue, as a viewer sees it, in this process."""
        with self.seen_by(viewer).view() as view:
            return question(view, *arguments, **keywords)

    @contextmanager
    def in_processes(self, count: int, holding: Iterable[Closable] = ()) -> Iterator[None]:
        """Within the block, answer searches and comparisons in processes beside this one.

        To be entered when model and index are in memory (`warm_up`) and before threads are started;
        `holding` is what this process has open and the others shall not. See `recommender.processes`.
        """
        # A connection to SQLite must not pass from process to process.
        self._store.close()
        with closing(Processes(self, count, holding)) as processes:
            self._processes = processes
            try:
                yield
            finally:
                self._processes = None

    def close(self) -> None:
        """Release files and memory."""
        self._store.close()
        self._keeper.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def judgements(self) -> Judgements:
        """What people said about partners."""
        return Judgements(self._store, self.viewer)

    @property
    def organisations(self) -> Organisations:
        """Who decides on who sees which companies."""
        return Organisations(self._store, self.viewer)

    @property
    def merges(self) -> Merges:
        """Which companies became one, and how that is undone. Raises ForbiddenError."""
        self.viewer.check_operator()
        return Merges(self._store, lambda: self.embedder, self.refresh_index)

    def import_file(
        self,
        path: str | Path,
        *,
        mapping: Mapping[str, str] | None = None,
        defaults: Mapping[str, str] | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
        max_rows: int | None = None,
        max_seconds: float | None = None,
    ) -> ImportReport:
        """Save the companies of a CSV, TSV, XLSX, JSON Lines or Parquet file.

        `mapping` names the field of columns that are not recognised, `defaults` the value of
        fields that a row leaves empty. Rows that cannot be saved are in the report; the others
        are saved. With `dry_run` nothing is. Raises FileError, and ImportStoppedError where it could
        not go on, with more than `max_rows` rows and after `max_seconds` too.
        """
        report = importing.import_file(
            self._store,
            self.embedder,
            importing.Source(Path(path), mapping or {}, defaults or {}, max_rows, max_seconds),
            dry_run=dry_run,
            progress=progress,
            writer=self.viewer,
        )
        if not dry_run and (report.saved or report.updated):
            self.refresh_index()
        return report

    def import_table(
        self,
        table: Table,
        source: importing.Source,
        *,
        dry_run: bool = False,
        ahead: importing.Ahead | None = None,
    ) -> ImportReport:
        """Save the companies of a table that is no file, as `import_file` does.

        `ahead` is told of the companies of each portion before they are saved. The index is left to
        the next search, or to `refresh_index`.
        """
        return importing.import_table(
            self._store,
            self.embedder,
            table,
            source,
            dry_run=dry_run,
            writer=self.viewer,
            ahead=ahead,
        )

    def put(self, *companies: Company) -> saving.Outcome:
        """Save companies; those with a known id replace what was there. Raises ForbiddenError."""
        by_id = {company.id: saving.owned(company, self.viewer) for company in companies}
        return saving.save(self._store, self.embedder, list(by_id.values()), writer=self.viewer)

    def put_one(
        self, company: Company, *, check: saving.Precondition | None = None
    ) -> tuple[Company, bool]:
        """Save a company, where `check` lets it, and return it as it stands then, and whether it is new.

        `check` is called with what is there, and nobody else can write until this is done; so a caller
        overwrites nothing that it has not seen. Raises ForbiddenError, and what `check` raises.
        """
        mine = saving.owned(company, self.viewer)
        return saving.save_one(self._store, self.embedder, mine, self.viewer, check)

    def delete(self, company_id: str, *, check: saving.Precondition | None = None) -> None:
        """Remove a company, where `check` lets it (see `put_one`).

        Raises UnknownCompanyError and ForbiddenError, and what `check` raises.
        """
        with self._store.writing() as connection:
            sight = Sight.of(connection, self.viewer)
            row, company = self._store.get(connection, company_id, sight)
            if problem := self.viewer.refusal(company_id, company.organisation):
                raise ForbiddenError(problem)
            if check is not None:
                check(company)
            self._store.delete(connection, row)
            self._store.next_generation(connection)

    def changeable(self, ids: Collection[str]) -> list[str]:
        """Those of `ids` that companies have which are the viewer's own to change, in their order."""
        with self._store.reading() as connection:
            return list(self._own_rows(connection, ids))

    def discard(self, ids: Collection[str]) -> list[str]:
        """Remove those of the companies that exist and are the viewer's own, all or none.

        Returns their ids.
        """
        with self._store.writing() as connection:
            rows = self._own_rows(connection, ids)
            for row in rows.values():
                self._store.delete(connection, row)
            if rows:
                self._store.next_generation(connection)
        return list(rows)

    def merge(self, review: str | Path, *, dry_run: bool = False) -> MergeReport:
        """Make one company of those that a review file says are one; `merges` takes it back.

        Rows that do not fit the catalogue are in the report, and nothing of their groups is done.
        With `dry_run` nothing is. Raises FileError.
        """
        return self.merges.apply(review, dry_run=dry_run)

    def reindex(
        self, *, embedder: Embedder | None = None, progress: Progress | None = None
    ) -> None:
        """Make vectors and terms that are missing or of another make anew, then the indexes.

        With `embedder` the catalogue changes to that model. Raises ForbiddenError.
        """
        self.viewer.check_operator()
        if embedder is not None:
            self._model.change(embedder)
        embedder = self.embedder
        remake(self._store, embedder, progress)
        with self._store.writing() as connection:
            self._store.set_setting(connection, "model", embedder.name)
        with self._store.reading() as connection:
            self._keeper.rebuild(connection, embedder)

    def diagnose(self, *, deep: bool = False) -> list[Finding]:
        """Examine database, vectors and index; `deep` recomputes every digest."""
        return diagnose(self._store, self._keeper, self.embedder, deep=deep)

    def _own_rows(self, connection: Connection, ids: Collection[str]) -> dict[str, int]:
        stored = self._store.stored(connection, ids, Sight.of(connection, self.viewer))
        owned = {i: one.row for i, one in stored.items() if self.viewer.owns(one.organisation)}
        return {company_id: owned[company_id] for company_id in ids if company_id in owned}

    def refresh_index(self) -> None:
        """Build the index now, after changes, rather than at the cost of the next search."""
        with self._store.reading() as connection:
            if not saving.without_vectors(self._store, connection, self.embedder):
                self._indexes(connection)

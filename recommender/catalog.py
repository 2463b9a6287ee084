"""The catalogue: companies on disk, imported, searched, compared, exported."""

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from embeddings import Embedder, load_embedder
from recommender import answers, importing, saving, search
from recommender.company import Company
from recommender.doctor import Finding, diagnose
from recommender.duplicates import LEAST_PROBABILITY, Duplicates, find_duplicates
from recommender.errors import CatalogError
from recommender.exporting import export
from recommender.filters import Filters
from recommender.fusion import COMPANY, FIT, QUERY, FitWeights, Weights
from recommender.importing import ImportReport, Progress
from recommender.index_keeper import Indexes, IndexKeeper
from recommender.judgements import Judgements
from recommender.merging import MergeReport, Merges
from recommender.reindexing import remake
from recommender.results import MatchPage, SearchPage, SectorsPage, SimilarPage
from recommender.store import Store
from recommender.stored_merges import kept_apart
from recommender.view import View

DATABASE = "catalog.db"
INDEX = "index"


class Catalog:
    """Companies in one folder. Open it with `Catalog.open`; close it, or use it in `with`.

    One object may be used from several threads; several processes may open the same folder.
    Every method raises a `MitraError` with code, sentence and remedy for what a caller or the
    machine can get wrong.
    """

    def __init__(self, folder: Path, store: Store, embedder: Embedder | None) -> None:
        self.folder = folder
        self._store = store
        self._keeper = IndexKeeper(store, folder / INDEX)
        self._embedder = embedder
        self._lock = threading.Lock()

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
        try:
            path.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise CatalogError("not-a-directory", path=path) from error
        except PermissionError as error:
            raise CatalogError("no-permission", path=path) from error
        except OSError as error:
            raise CatalogError("disk-error", path=path) from error
        return cls(path, Store(path / DATABASE), embedder)

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
    def embedder(self) -> Embedder:
        """The model in use."""
        with self._lock:
            if self._embedder is None:
                with self._store.reading() as connection:
                    name = self._store.setting(connection, "model")
                self._embedder = load_embedder(name)
            return self._embedder

    @property
    def generation(self) -> int:
        """Number that grows with every change of the companies."""
        with self._store.reading() as connection:
            return self._store.generation(connection)

    @property
    def judgements(self) -> Judgements:
        """What people said about partners."""
        return Judgements(self._store)

    @property
    def merges(self) -> Merges:
        """Which companies became one, and how that is undone."""
        return Merges(self._store, lambda: self.embedder, self._refresh_index)

    def __len__(self) -> int:
        with self._store.reading() as connection:
            return self._store.count(connection)

    def __iter__(self) -> Iterator[Company]:
        """Every company, in the order of entry, all from one state of the catalogue."""
        with self._store.reading() as connection:
            yield from self._store.companies(connection)

    # writing

    def import_file(
        self,
        path: str | Path,
        *,
        mapping: Mapping[str, str] | None = None,
        defaults: Mapping[str, str] | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Save the companies of a CSV, TSV, XLSX, JSON Lines or Parquet file.

        `mapping` names the field of columns that are not recognised, `defaults` the value of
        fields that a row leaves empty. Rows that cannot be saved are in the report; the others
        are saved. With `dry_run` nothing is.
        """
        report = importing.import_file(
            self._store,
            self.embedder,
            Path(path),
            mapping=mapping or {},
            defaults=defaults or {},
            dry_run=dry_run,
            progress=progress,
        )
        if not dry_run and (report.saved or report.updated):
            self._refresh_index()
        return report

    def put(self, *companies: Company) -> saving.Outcome:
        """Save companies; those with a known id replace what was there."""
        by_id = {company.id: company for company in companies}
        return saving.save(self._store, self.embedder, list(by_id.values()))

    def delete(self, company_id: str) -> None:
        """Remove a company. Raises UnknownCompanyError."""
        with self._store.writing() as connection:
            row, _ = self._store.get(connection, company_id)
            self._store.delete(connection, row)
            self._store.next_generation(connection)

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

        With `embedder` the catalogue changes to that model.
        """
        if embedder is not None:
            self._embedder = embedder
        embedder = self.embedder
        remake(self._store, embedder, progress)
        with self._store.writing() as connection:
            self._store.set_setting(connection, "model", embedder.name)
        with self._store.reading() as connection:
            self._keeper.rebuild(connection, embedder)

    # reading

    def get(self, company_id: str) -> Company:
        """Return a company. Raises UnknownCompanyError, which names similar ids."""
        with self._store.reading() as connection:
            return self._store.get(connection, company_id)[1]

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        filters: Mapping[str, Any] | None = None,
        ignore: Collection[str] = (),
        diverse: bool = False,
        weights: Weights = QUERY,
        reasons: bool = True,
    ) -> SearchPage:
        """Find the companies that best answer a query in Indonesian, Japanese or English.

        `filters` restrict what can be an answer before anything is ranked, each one value or a
        list of alternatives: country, region, city, sector, tier, language, organisation, place
        (there, or named in the texts), certification. What the query itself says of places,
        certifications and what is not wanted is applied where it is clear and told in any case;
        `ignore` names those aspects (place, certification, excluded) that are not to be. With
        `diverse`, companies like those before come later. Other `weights` are for comparing;
        without `reasons` a long page takes less time. Raises QueryError and FilterError.
        """
        search.check_page(limit, offset)
        asked = answers.Asked(
            query,
            limit,
            offset,
            Filters.parse(filters),
            ignored=search.check_aspects(ignore),
            diverse=diverse,
            weights=weights,
            reasons=reasons,
        )
        with self.view() as view:
            return answers.search_page(view, asked)

    def similar(
        self,
        company_id: str,
        *,
        limit: int = 10,
        offset: int = 0,
        filters: Mapping[str, Any] | None = None,
        weights: Weights = COMPANY,
    ) -> SimilarPage:
        """Find companies in the same kind of business, whatever language they wrote in.

        Filters are those of `search`; other `weights` are for comparing. Raises
        UnknownCompanyError, QueryError and FilterError.
        """
        search.check_page(limit, offset)
        wanted = Filters.parse(filters)
        with self.view() as view:
            return answers.similar_page(view, company_id, limit, offset, wanted, weights)

    def sectors(self) -> SectorsPage:
        """The ISIC divisions, each with the number of companies that count to it."""
        with self._store.reading() as connection:
            return self._indexes(connection).attributes.sectors_page()

    def matches(
        self,
        company_id: str,
        *,
        limit: int = 10,
        offset: int = 0,
        filters: Mapping[str, Any] | None = None,
        weights: FitWeights = FIT,
    ) -> MatchPage:
        """Find companies that complement one: they offer what it seeks, and seek what it offers.

        Where a company does not say what it seeks, the sentences of its description that ask for
        something stand in. Filters are those of `search`; other `weights` are for comparing.
        Raises UnknownCompanyError, QueryError and FilterError.
        """
        search.check_page(limit, offset)
        wanted = Filters.parse(filters)
        with self.view() as view:
            return answers.match_page(view, company_id, limit, offset, wanted, weights)

    def duplicates(
        self, *, least: float = LEAST_PROBABILITY, progress: Progress | None = None
    ) -> Duplicates:
        """Find the companies that have probably been entered twice, in groups.

        `least`: the probability from which on two are shown as one. Pairs that a person has told
        apart are not. Nothing is changed; `merge` does what a person has decided. Raises
        QueryError.
        """
        with self.view() as view:
            return find_duplicates(view, least, kept_apart(view.connection), progress)

    def export(self, path: str | Path, *, encoding: str | None = None) -> int:
        """Write every company to a file whose ending names the format; returns their number.

        CSV, TSV, XLSX, JSON Lines or Parquet; importing the file gives the same companies.
        `encoding` is for CSV and TSV, UTF-8 with a byte order mark where it is absent. The file
        appears whole or not at all. Raises FileError.
        """
        return export(self, Path(path), encoding)

    def warm_up(self) -> None:
        """Load model and index now, so that the first search is as fast as the next."""
        self.embedder.encode(["mitra"], kind="query")
        with self._store.reading() as connection:
            self._indexes(connection)

    def diagnose(self, *, deep: bool = False) -> list[Finding]:
        """Examine database, vectors and index; `deep` recomputes every digest."""
        return diagnose(self._store, self._keeper, self.embedder, deep=deep)

    @contextmanager
    def view(self) -> Iterator[View]:
        """One state of the catalogue, for what looks at many companies at once."""
        with self._store.reading() as connection:
            yield View(connection, self._store, self._indexes(connection), self.embedder)

    def _indexes(self, connection: Connection) -> Indexes:
        return self._keeper.current(connection, self.embedder)

    def _refresh_index(self) -> None:
        """Build the index now rather than at the cost of the next search."""
        with self._store.reading() as connection:
            if not saving.without_vectors(self._store, connection, self.embedder):
                self._indexes(connection)

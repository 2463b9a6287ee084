"""What can be asked of a catalogue, all of it as one viewer sees it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from embeddings import Embedder
from recommender import answers, changes, search
from recommender.changes import START, Changes, Deletion, Position
from recommender.company import Company
from recommender.duplicates import LEAST_PROBABILITY, Duplicates, find_duplicates
from recommender.exporting import export
from recommender.filters import Filters
from recommender.fusion import COMPANY, FIT, QUERY, FitWeights, Weights
from recommender.importing import Progress
from recommender.index_keeper import Indexes, IndexKeeper
from recommender.loaded_model import LoadedModel
from recommender.processes import Processes, ProcessLostError
from recommender.results import (
    CompanySector,
    Comparison,
    FacetsPage,
    MatchPage,
    SearchPage,
    SectorGrid,
    SectorsPage,
    SimilarPage,
)
from recommender.sight import Sight, Viewer
from recommender.store import Store
from recommender.stored_merges import kept_apart
from recommender.view import View

P = ParamSpec("P")
Answer = TypeVar("Answer")

MAX_KEPT_RESULTS = 50
"""The page of a search is kept where it has at most so many."""

_REHEARSAL = (
    "pemasok komponen otomotif di Jawa Barat",
    "自動車部品の金型メーカー",
    "ISO 9001 supplier",
)


class CatalogReader:
    """The questions that a `Catalog` answers.

    Every method raises a `MitraError` with code, sentence and remedy for what a caller or the
    machine can get wrong.
    """

    def __init__(
        self,
        store: Store,
        model: LoadedModel,
        keeper: IndexKeeper,
        viewer: Viewer,
        processes: Processes | None = None,
    ) -> None:
        self.viewer = viewer
        self._store = store
        self._model = model
        self._keeper = keeper
        self._processes = processes

    @property
    def embedder(self) -> Embedder:
        """The model in use."""
        return self._model.get()

    @property
    def generation(self) -> int:
        """Number that grows with every change of the companies."""
        with self._store.reading() as connection:
            return self._store.generation(connection)

    def __len__(self) -> int:
        with self._store.reading() as connection:
            return self._store.count(connection, Sight.of(connection, self.viewer))

    def __iter__(self) -> Iterator[Company]:
        """Every company, in the order of entry, all from one state of the catalogue."""
        with self._store.reading() as connection:
            yield from self._store.companies(connection, Sight.of(connection, self.viewer))

    def get(self, company_id: str) -> Company:
        """Return a company. Raises UnknownCompanyError, which names similar ids."""
        with self._store.reading() as connection:
            sight = Sight.of(connection, self.viewer)
            return self._store.get(connection, company_id, sight)[1]

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
            if limit > MAX_KEPT_RESULTS:
                return self._answer(view, answers.search_page, asked)
            name = (self.viewer, view.sight.version, asked)
            pages = view.indexes.pages.through(
                [name], lambda _: {name: self._answer(view, answers.search_page, asked)}
            )
            return pages[name]

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
            return self._answer(
                view, answers.similar_page, company_id, limit, offset, wanted, weights
            )

    def sectors(self) -> SectorsPage:
        """The ISIC divisions, each with the number of companies that count to it."""
        with self.view() as view:
            return view.sectors()

    def facets(self, filters: Mapping[str, Any] | None = None) -> FacetsPage:
        """How many companies satisfy filters (those of `search`), and what they have.

        Raises FilterError.
        """
        wanted = Filters.parse(filters)
        with self.view() as view:
            chosen = view.select(wanted)
            return FacetsPage(view.indexes.generation, chosen.total, chosen.facets)

    def changes(
        self, position: Position = START, *, since: datetime | None = None, limit: int = 100
    ) -> Changes:
        """What has changed in the catalogue, in its order, deletions too.

        `position`: where the part before ended; or else `since`: what changed at a moment or later. Of a company that changed several times there is the last change alone, and of one that the
        viewer may not see any more only that it is gone.
        """
        with self._store.reading() as connection:
            sight = Sight.of(connection, self.viewer)
            if since is not None:
                position = changes.since(connection, since)
            last = changes.last(connection)
            begun = last if position.begun is None else position.begun
            position = Position(position.number, begun)
            found = changes.read(connection, sight, position, limit + 1)
            listed = found[:limit]
            rows = [one.row for one in listed if one.row is not None]
            companies = self._store.load(connection, rows, sight)
        more = len(found) > limit
        return Changes(
            tuple(companies[row] for row in rows),
            tuple(
                Deletion(one.id, one.changed_at.replace(tzinfo=UTC))
                for one in listed
                if one.row is None
            ),
            Position(listed[-1].number if more else max(last, position.number), begun),
            more,
        )

    def sectors_of(self, company_id: str) -> tuple[CompanySector, ...]:
        """The sectors that a company counts to, entered or inferred. Raises UnknownCompanyError."""
        with self.view() as view:
            row, _ = view.get(company_id)
            return view.indexes.attributes.sectors_of(row)

    def sector_grid(self, *, most: int = 8) -> SectorGrid:
        """Count the companies by division and country, of the `most` countries with most of them."""
        with self.view() as view:
            return view.sector_grid(most)

    def compare(self, one_id: str, other_id: str) -> Comparison:
        """Say how like one another two companies are, and how they complement each other.

        Raises UnknownCompanyError, and QueryError where both are the same.
        """
        with self.view() as view:
            return self._answer(view, answers.comparison, one_id, other_id)

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
            return self._answer(
                view, answers.match_page, company_id, limit, offset, wanted, weights
            )

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

    def rehearse(self) -> None:
        """Warm up, and ask a question of each kind in each language: the first reads dictionaries and tables."""
        self.warm_up()
        for query in _REHEARSAL:
            self.search(query)
        with self.view() as view:
            first = next(iter(view.companies()), None)
        if first:
            self.similar(first.id)
            self.matches(first.id)

    @contextmanager
    def view(self) -> Iterator[View]:
        """One state of the catalogue, for what looks at many companies at once."""
        with self._store.reading() as connection:
            indexes, sight = self._indexes(connection), Sight.of(connection, self.viewer)
            yield View(connection, self._store, indexes, self.embedder, sight)

    def _answer(
        self,
        view: View,
        question: Callable[Concatenate[View, P], Answer],
        *arguments: P.args,
        **keywords: P.kwargs,
    ) -> Answer:
        """Answer in one of the processes, where there are some.

        `view` was opened first, so that an index which has to be built is built once, here, and loaded there.
        """
        if self._processes is not None:
            with suppress(ProcessLostError):
                return self._processes.run(self.viewer, question, *arguments, **keywords)
        return question(view, *arguments, **keywords)

    def _indexes(self, connection: Connection) -> Indexes:
        return self._keeper.current(connection, self.embedder)

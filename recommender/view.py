"""One state of a catalogue, to be read from, as one viewer sees it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection

from embeddings import Embedder
from recommender import stored_terms, stored_vectors
from recommender.company import Company
from recommender.filters import Filters
from recommender.index_keeper import Indexes
from recommender.passages import Passages
from recommender.results import SectorGrid, SectorsPage
from recommender.selection import Selection, select, visible
from recommender.sight import Sight, Viewer
from recommender.store import Store
from recommender.terms import CompanyTerms, fingerprint
from recommender.word_vectors import Floats


@dataclass(frozen=True, slots=True)
class View:
    """A connection that sees one generation, the indexes of that generation, the model, and what is seen.

    Companies are read through these methods, so that nobody is shown what is hidden from them.
    """

    connection: Connection
    store: Store
    indexes: Indexes
    embedder: Embedder
    sight: Sight

    def select(
        self,
        wanted: Filters,
        without: int | None = None,
        places: Sequence[Sequence[str]] = (),
    ) -> Selection:
        """Choose the companies that satisfy filters (`recommender.selection.select`)."""
        return select(
            self.store, self.connection, self.indexes, self.sight, wanted, without, places
        )

    def get(self, company_id: str) -> tuple[int, Company]:
        """Row number and company of an id. Raises UnknownCompanyError."""
        return self.store.get(self.connection, company_id, self.sight)

    def load(self, rows: Iterable[int]) -> dict[int, Company]:
        """Companies by row number."""
        who = (self.sight.viewer, self.sight.version)

        def read(keys: list[tuple[Viewer, int, int]]) -> dict[tuple[Viewer, int, int], Company]:
            found = self.store.load(self.connection, [row for *_, row in keys], self.sight)
            return {(*who, row): company for row, company in found.items()}

        found = self.indexes.companies.through(((*who, row) for row in rows), read)
        return {row: company for (*_, row), company in found.items()}

    def terms(self, rows: Iterable[int]) -> dict[int, CompanyTerms]:
        """The words of companies, by row number."""
        name = fingerprint()
        return self.indexes.terms.through(
            rows, lambda missing: stored_terms.load(self.store, self.connection, missing, name)
        )

    def places(self, rows: Iterable[int]) -> dict[int, Passages]:
        """Where the passages of companies lie, by row number."""
        return self.indexes.places.through(
            rows, lambda missing: stored_vectors.places(self.connection, missing)
        )

    def companies(self) -> Iterator[Company]:
        """Every company, in the order of entry."""
        return self.store.companies(self.connection, self.sight)

    def rows_of(self, ids: Iterable[str]) -> dict[str, int]:
        """Row numbers by id; ids of no company are absent."""
        stored = self.store.stored(self.connection, ids, self.sight)
        return {company_id: company.row for company_id, company in stored.items()}

    def rows(self, condition: ColumnElement[bool]) -> Sequence[int]:
        """Row numbers of the companies that satisfy a condition on `schema.companies`, ascending.

        Seen or not: to be used within a selection alone.
        """
        return self.store.rows(self.connection, condition)

    def sectors(self) -> SectorsPage:
        """The ISIC divisions, each with the number of companies that count to it."""
        seen = visible(self.store, self.connection, self.indexes, self.sight)
        return self.indexes.attributes.sectors_page(seen)

    def sector_grid(self, most: int) -> SectorGrid:
        """The companies by division and country, of the `most` countries that have most of them."""
        every = self.select(Filters())
        countries = every.facets.country[:most]
        counts = {
            (sector.value, country.value): sector.count
            for country in countries
            for sector in self.select(Filters(country=(country.value,))).facets.sector
        }
        return SectorGrid(self.indexes.generation, every.total, countries, counts)

    def embed_words(self, texts: Sequence[str]) -> Floats:
        """Vectors of queries and their words, shape (n, d)."""
        return self.embedder.encode(texts, kind="query")

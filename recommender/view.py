"""One state of a catalogue, to be read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from embeddings import Embedder
from recommender.filters import Filters
from recommender.index_keeper import Indexes
from recommender.selection import Selection, select
from recommender.store import Store
from recommender.word_vectors import Floats


@dataclass(frozen=True, slots=True)
class View:
    """A connection that sees one generation, the indexes of that generation, and the model."""

    connection: Connection
    store: Store
    indexes: Indexes
    embedder: Embedder

    def select(
        self,
        wanted: Filters,
        without: int | None = None,
        places: Sequence[Sequence[str]] = (),
    ) -> Selection:
        """Choose the companies that satisfy filters (`recommender.selection.select`)."""
        return select(self.store, self.connection, self.indexes, wanted, without, places)

    def embed_words(self, texts: Sequence[str]) -> Floats:
        """Vectors of queries and their words, shape (n, d)."""
        return self.embedder.encode(texts, kind="query")

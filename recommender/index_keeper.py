"""Keeping the indexes in step with the database."""

import logging
import threading
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from embeddings import Embedder
from recommender import passages, stored_terms, stored_vectors, terms
from recommender.artefacts import DamagedArtefactError, generation_of
from recommender.attribute_index import AttributeIndex
from recommender.company import Company
from recommender.errors import CatalogError
from recommender.expansion import Need
from recommender.isic.head import DivisionHead
from recommender.isic.heads import head_name, head_of
from recommender.lexical_index import LexicalIndex
from recommender.passages import Passages
from recommender.remembered import Remembered
from recommender.results import SearchPage
from recommender.saving import without_vectors
from recommender.sight import Viewer
from recommender.store import Store
from recommender.terms import CompanyTerms
from recommender.vector_index import Ints, VectorIndex
from recommender.word_vectors import DIMENSION, Floats, Halves

MAX_REMEMBERED = 2_000
"""Companies of which is remembered what they seek. One question looks at up to 400 of them; each takes
some 27 kB, and 8 ms to be read anew."""

MAX_LOADED = 1_000
"""Companies that are kept as they were read; each takes some 4 kB."""

MAX_TERMS = 500
"""Companies of which is kept which words they use; each takes some 20 kB."""

MAX_PAGES = 500
"""Pages of searches that are kept; one of ten results takes some 60 kB."""

MAX_VIEWERS = 100
"""Viewers of which is remembered whom they see; each takes 8 bytes a company."""

_log = logging.getLogger(__name__)

_Index = TypeVar("_Index", VectorIndex, LexicalIndex, AttributeIndex)


@dataclass(frozen=True, slots=True)
class Indexes:
    """The indexes of one generation; the same position in them is the same company."""

    vectors: VectorIndex
    lexical: LexicalIndex
    attributes: AttributeIndex
    sought: Remembered[int, Sequence[Need]] = field(
        default_factory=lambda: Remembered(MAX_REMEMBERED), compare=False, repr=False
    )
    """By row, what companies seek, as needs: of this generation, those asked for last."""
    seen: Remembered[tuple[Viewer, int], Ints] = field(
        default_factory=lambda: Remembered(MAX_VIEWERS), compare=False, repr=False
    )
    """By viewer (`recommender.selection.visible`), the positions of the companies that it sees."""

    companies: Remembered[tuple[Viewer, int, int], Company] = field(
        default_factory=lambda: Remembered(MAX_LOADED), compare=False, repr=False
    )
    """By viewer, decisions and row, companies as they are seen (`recommender.view`)."""
    terms: Remembered[int, CompanyTerms] = field(
        default_factory=lambda: Remembered(MAX_TERMS), compare=False, repr=False
    )
    """By row, the words of companies."""
    pages: Remembered[Hashable, SearchPage] = field(
        default_factory=lambda: Remembered(MAX_PAGES), compare=False, repr=False
    )
    """By viewer, decisions and question, pages of answers: people turn back, and repeat one another."""
    places: Remembered[int, Passages] = field(
        default_factory=lambda: Remembered(MAX_LOADED), compare=False, repr=False
    )
    """By row, where the passages of companies lie."""

    @property
    def generation(self) -> int:
        """The generation of the companies in them."""
        return self.vectors.generation

    def __len__(self) -> int:
        return len(self.vectors)


def vectors_fingerprint(embedder: Embedder) -> str:
    """Name of the vectors of a model; an index of other ones is stale."""
    return passages.fingerprint(embedder)


def lexical_fingerprint(embedder: Embedder) -> str:
    """Name of the terms of this version, and of the model that embeds their words."""
    return f"{embedder.fingerprint}/{DIMENSION}/{terms.fingerprint()}"


def attributes_fingerprint(embedder: Embedder) -> str:
    """Name of the vectors of a model, and of what infers sectors from them."""
    return f"{passages.fingerprint(embedder)}/{head_name(embedder)}"


class IndexKeeper:
    """Gives the indexes of the generation that a connection sees: from memory, disk or database.

    An index that is missing, stale or damaged is built from the database and saved. Where it
    cannot be saved (full disk, read-only folder) it serves from memory all the same.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.folder = folder
        self._store = store
        self._indexes: Indexes | None = None
        self._lock = threading.Lock()

    def current(self, connection: Connection, embedder: Embedder) -> Indexes:
        """Return the indexes for what `connection` sees.

        Raises CatalogError where companies have no vectors of this model.
        """
        with self._lock:
            indexes = self._indexes
            if indexes is None or not self._is_current(indexes, connection, embedder):
                indexes = self._indexes = self._make(connection, embedder, anew=False)
            return indexes

    def forget(self) -> None:
        """Release the indexes from memory."""
        with self._lock:
            self._indexes = None

    def rebuild(self, connection: Connection, embedder: Embedder) -> None:
        """Build and save the indexes from the database, whatever is there."""
        with self._lock:
            self._indexes = self._make(connection, embedder, anew=True)

    def _is_current(self, indexes: Indexes, connection: Connection, embedder: Embedder) -> bool:
        return (
            indexes.generation,
            indexes.vectors.fingerprint,
            indexes.lexical.fingerprint,
            indexes.attributes.fingerprint,
        ) == (
            self._store.generation(connection),
            vectors_fingerprint(embedder),
            lexical_fingerprint(embedder),
            attributes_fingerprint(embedder),
        )

    def _make(self, connection: Connection, embedder: Embedder, *, anew: bool) -> Indexes:
        generation = self._store.generation(connection)
        vectors = lexical = attributes = None
        if not anew:
            vectors = _load(VectorIndex, self.folder, generation, vectors_fingerprint(embedder))
            lexical = _load(LexicalIndex, self.folder, generation, lexical_fingerprint(embedder))
            name = attributes_fingerprint(embedder)
            attributes = _load(AttributeIndex, self.folder, generation, name)
        vectors = vectors or self._build_vectors(connection, embedder)
        return Indexes(
            vectors,
            lexical or self._build_lexical(connection, embedder),
            attributes or self._build_attributes(connection, embedder, vectors),
        )

    def _build_vectors(self, connection: Connection, embedder: Embedder) -> VectorIndex:
        missing = len(without_vectors(self._store, connection, embedder))
        if missing:
            raise CatalogError("vectors-missing", path=self.folder.parent, count=missing)
        name = vectors_fingerprint(embedder)
        index = VectorIndex.build(
            self._store.generation(connection),
            name,
            embedder.dimension,
            stored_vectors.read(connection, name, embedder.dimension),
        )
        self._save(index)
        return index

    def _build_lexical(self, connection: Connection, embedder: Embedder) -> LexicalIndex:
        def encode(words: Sequence[str]) -> Floats:
            return embedder.encode(words, kind="document")

        index = LexicalIndex.build(
            self._store.generation(connection),
            lexical_fingerprint(embedder),
            stored_terms.read(self._store, connection, terms.fingerprint()),
            encode,
            self._known_words(embedder),
        )
        self._save(index)
        return index

    def _build_attributes(
        self, connection: Connection, embedder: Embedder, vectors: VectorIndex
    ) -> AttributeIndex:
        name = attributes_fingerprint(embedder)
        index = AttributeIndex.build(connection, name, vectors, self._head(embedder))
        self._save(index)
        return index

    def _head(self, embedder: Embedder) -> DivisionHead:
        """That of an older generation where there is one: fitting another takes seconds."""
        name = attributes_fingerprint(embedder)
        if self._indexes is not None and self._indexes.attributes.fingerprint == name:
            return self._indexes.attributes.head
        older = _newest(AttributeIndex, self.folder, name)
        return older.head if older else head_of(embedder)

    def _known_words(self, embedder: Embedder) -> dict[str, Halves]:
        """Vectors of the words of an older generation: most are in the next one too."""
        name = lexical_fingerprint(embedder)
        if self._indexes is not None and self._indexes.lexical.fingerprint == name:
            return self._indexes.lexical.words.known()
        older = _newest(LexicalIndex, self.folder, name)
        return older.words.known() if older else {}

    def _save(self, index: VectorIndex | LexicalIndex | AttributeIndex) -> None:
        try:
            index.save(self.folder)
        except OSError as error:
            _log.warning("index stays in memory, it cannot be saved: %s", error)


def _load(kind: type[_Index], parent: Path, generation: int, fingerprint: str) -> _Index | None:
    if not kind.folder(parent, generation, fingerprint).exists():
        return None
    try:
        return kind.load(parent, generation, fingerprint)
    except DamagedArtefactError as error:
        _log.warning("index is rebuilt: %s", error)
        return None


def _newest(kind: type[_Index], parent: Path, fingerprint: str) -> _Index | None:
    """The index of the last generation that is on the disk whole, whichever it is."""
    pattern = kind.folder(parent, 0, fingerprint).name.replace(f"{0:012d}", "*", 1)
    for folder in sorted(parent.glob(pattern), reverse=True):
        try:
            return kind.load(parent, generation_of(folder), fingerprint)
        except DamagedArtefactError:
            continue
    return None

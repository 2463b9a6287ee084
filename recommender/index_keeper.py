"""Keeping the vector index in step with the database."""

import logging
import threading
from pathlib import Path

from sqlalchemy import Connection

from recommender.artefacts import DamagedArtefactError
from recommender.errors import CatalogError
from recommender.store import Store, mean_of, passages_of
from recommender.vector_index import VectorIndex

_log = logging.getLogger(__name__)


class IndexKeeper:
    """Gives the index of the generation that a connection sees, from memory, disk or database.

    An index that is missing, stale or damaged is built from the database and saved. Where it
    cannot be saved (full disk, read-only folder) it serves from memory all the same.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.folder = folder
        self._store = store
        self._index: VectorIndex | None = None
        self._lock = threading.Lock()

    def current(self, connection: Connection, fingerprint: str, dimension: int) -> VectorIndex:
        """Return the index for what `connection` sees.

        Raises CatalogError where companies have no vectors of this model.
        """
        generation = self._store.generation(connection)
        with self._lock:
            index = self._index
            if index is None or (index.generation, index.fingerprint) != (generation, fingerprint):
                index = self._load(generation, fingerprint)
                if index is None:
                    index = self._build(connection, generation, fingerprint, dimension)
                self._index = index
            return index

    def forget(self) -> None:
        """Release the index from memory."""
        with self._lock:
            self._index = None

    def rebuild(self, connection: Connection, fingerprint: str, dimension: int) -> VectorIndex:
        """Build and save the index from the database, whatever is there."""
        with self._lock:
            generation = self._store.generation(connection)
            self._index = self._build(connection, generation, fingerprint, dimension)
            return self._index

    def _load(self, generation: int, fingerprint: str) -> VectorIndex | None:
        if not VectorIndex.folder(self.folder, generation, fingerprint).exists():
            return None
        try:
            return VectorIndex.load(self.folder, generation, fingerprint)
        except DamagedArtefactError as error:
            _log.warning("index is rebuilt: %s", error)
            return None

    def _build(
        self, connection: Connection, generation: int, fingerprint: str, dimension: int
    ) -> VectorIndex:
        missing = len(self._store.without_vectors(connection, fingerprint))
        if missing:
            raise CatalogError("vectors-missing", path=self.folder.parent, count=missing)
        entries = (
            (row, mean_of(mean), passages_of(passages, dimension))
            for row, mean, passages in self._store.vectors(connection, fingerprint)
        )
        index = VectorIndex.build(generation, fingerprint, dimension, entries)
        try:
            index.save(self.folder)
        except OSError as error:
            _log.warning("index stays in memory, it cannot be saved: %s", error)
        return index

"""The model of a catalogue, loaded when it is first needed."""

import threading

from embeddings import Embedder, load_embedder
from recommender.store import Store


class LoadedModel:
    """Gives the model that a catalogue's vectors are from. Threads may share one."""

    def __init__(self, store: Store, embedder: Embedder | None) -> None:
        self._store = store
        self._embedder = embedder
        self._lock = threading.Lock()

    def get(self) -> Embedder:
        """The model; loads the one that the catalogue names, if there is none yet."""
        with self._lock:
            if self._embedder is None:
                with self._store.reading() as connection:
                    name = self._store.setting(connection, "model")
                self._embedder = load_embedder(name)
            return self._embedder

    def change(self, embedder: Embedder) -> None:
        """Take another one from now on."""
        with self._lock:
            self._embedder = embedder

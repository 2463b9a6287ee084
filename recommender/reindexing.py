"""Making what is stored beside the profiles anew, where it is missing or of another make."""

from embeddings import Embedder
from recommender import importing, saving
from recommender.importing import Progress
from recommender.store import Store


def remake(store: Store, embedder: Embedder, progress: Progress | None = None) -> None:
    """Store vectors and terms for the companies that lack them, in portions."""
    with store.reading() as connection:
        stale = saving.without_vectors(store, connection, embedder)
        uncounted = saving.without_terms(store, connection)
    for start in range(0, len(uncounted), importing.BATCH):
        saving.count_rows(store, uncounted[start : start + importing.BATCH])
    for start in range(0, len(stale), importing.BATCH):
        saving.embed_rows(store, embedder, stale[start : start + importing.BATCH])
        if progress:
            progress(min(1.0, (start + importing.BATCH) / len(stale)))

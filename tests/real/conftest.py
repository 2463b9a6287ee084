"""Tests on real companies; they skip where the folder of the data is not there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from embeddings import Embedder
from recommender import Catalog

DATA = Path(__file__).parents[3] / "shared" / "data"
COMPANIES = DATA / "companies-id-jp.parquet"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if not COMPANIES.is_file():
                reason = "the real companies are missing: ../shared/data/companies-id-jp.parquet"
                item.add_marker(pytest.mark.skip(reason=reason))


class RememberingEmbedder:
    """The real model; a text that it has embedded before is not computed again.

    Several catalogues of the same companies are compared here, and the model takes half a minute
    for each.
    """

    def __init__(self, real: Embedder) -> None:
        self._real = real
        self._known: dict[str, np.ndarray] = {}
        self.name = real.name
        self.dimension = real.dimension
        self.fingerprint = real.fingerprint

    def encode(self, texts, kind):
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._real.encode(new, kind), strict=True))
        return np.stack([self._known[text] for text in texts])


@pytest.fixture(scope="session")
def remembering(embedder: Embedder) -> RememberingEmbedder:
    return RememberingEmbedder(embedder)


@pytest.fixture(scope="session")
def real(imported: Callable[..., Path], remembering) -> Iterator[Catalog]:
    """The 4,217 listed companies of Indonesia and Japan, imported as they come. Read only."""
    folder = imported("real", remembering, [COMPANIES])
    with Catalog.open(folder, embedder=remembering) as catalog:
        assert len(catalog) == 4217
        yield catalog

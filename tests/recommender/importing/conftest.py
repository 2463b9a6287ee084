"""A catalogue with a tiny embedder: what is tested here is how files are read, not vectors."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings import Embedder
from embeddings.embedder import TextKind
from recommender import Catalog
from recommender.importing import ImportReport


class HashEmbedder:
    """Unit vectors that depend on nothing but the text."""

    name = "hash"
    dimension = 8
    fingerprint = "hash-1"

    def encode(self, texts, kind: TextKind) -> np.ndarray:
        digests = [hashlib.sha256(text.encode()).digest()[:8] for text in texts]
        made = np.array([list(d) for d in digests], np.float32).reshape(-1, self.dimension) + 1
        return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def hashing() -> Embedder:
    return HashEmbedder()


@pytest.fixture
def catalog(tmp_path: Path, hashing: Embedder) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "catalog", embedder=hashing) as opened:
        yield opened


@pytest.fixture
def load(catalog: Catalog, tmp_path: Path) -> Callable[..., ImportReport]:
    """Write a file and import it."""

    def write_and_import(name: str, content: str | bytes, **options: Any) -> ImportReport:
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return catalog.import_file(tmp_path / name, **options)

    return write_and_import


@pytest.fixture(scope="session")
def places() -> Callable[[ImportReport], list[tuple[int, str | None, str]]]:
    """Row, column and code of every rejection."""
    return lambda report: [(r.row, r.column, r.problem.code) for r in report.rejected]

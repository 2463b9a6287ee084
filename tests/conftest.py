"""What all tests share: the built-in model, small companies, an empty catalogue."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings import Embedder, load_embedder
from embeddings.embedder import TextKind
from recommender import Catalog, Company

PROCESSES = {"mitra", "demo"}
"""Fixtures that start the command in a process of its own: a second or more each time."""

LONGEST = (
    "pages/test_barriers.py",
    "real/test_real_companies.py",
    "test_notebooks.py",
    "security/test_fuzzing.py",
    "cli/test_model.py",
    "browser/test_widget.py",
    "webhooks/test_serving.py",
)
"""Files that take minutes. They begin (a file's tests stay in one process), lest a process end alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if PROCESSES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONGEST))


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


class CountingEmbedder:
    """The real model, remembering which texts it was asked for."""

    def __init__(self, real: Embedder) -> None:
        self._real = real
        self.name = real.name
        self.dimension = real.dimension
        self.fingerprint = real.fingerprint
        self.texts: list[str] = []

    def encode(self, texts, kind: TextKind) -> np.ndarray:
        self.texts += texts
        return self._real.encode(texts, kind)


@pytest.fixture
def counting(embedder: Embedder) -> CountingEmbedder:
    return CountingEmbedder(embedder)


class Coordinates:
    """A model of which the vectors say nothing: for what does not depend on them."""

    name = "coordinates"
    fingerprint = "coordinates-1"
    dimension = 4

    def encode(self, texts, kind):
        made = np.array([[len(t) % 7, len(t) % 5, len(t) % 3, 1] for t in texts], np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def coordinates() -> Coordinates:
    return Coordinates()


@pytest.fixture
def catalog(tmp_path: Path, embedder: Embedder) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "catalog", embedder=embedder) as opened:
        yield opened


@pytest.fixture(scope="session")
def make_company() -> Callable[..., Company]:
    def make(company_id: str = "ID-1", **fields: Any) -> Company:
        defaults = {
            "name": f"PT Uji {company_id}",
            "description": "Kami membuat komponen stamping untuk sepeda motor di Bekasi.",
            "country": "ID",
        }
        return Company(id=company_id, **{**defaults, **fields})

    return make


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A folder with the companies of files, of which nothing is rejected; they are embedded once.

    The processes that share the tests share what one of them has imported; each gets a copy.
    """
    # Where tests are shared out, each process has a folder within that of the whole run.
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def make(name: str, embedder: Embedder, files: Iterable[Path]) -> Path:
        original, folder = shared / f"imported-{name}", tmp_path_factory.mktemp(name)
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not original.exists():
                unfinished = shared / f"unfinished-{name}"
                with Catalog.open(unfinished, embedder=embedder) as opened:
                    for file in files:
                        assert not opened.import_file(file).rejected
                    opened.warm_up()  # with its index
                unfinished.rename(original)
        shutil.copytree(original, folder, dirs_exist_ok=True)
        return folder

    return make


@pytest.fixture(scope="session")
def bundled(imported: Callable[..., Path], embedder: Embedder) -> Iterator[Catalog]:
    """The 240 bundled companies. For reading only; whoever changes them is told at the end."""
    from recommender.bundled import bundled_files

    with bundled_files() as paths:
        folder = imported("bundled", embedder, paths)
    with Catalog.open(folder, embedder=embedder) as opened:
        before = opened.generation
        yield opened
        assert opened.generation == before, "a test changed the bundled companies"
        assert not _keys_in(folder), "a test made a key for the bundled companies"


def _keys_in(folder: Path) -> list[tuple[str, str]]:
    """Keys of a service in a folder; with one, its service asks every later test for a key."""
    file = folder / "service.db"
    if not file.exists():
        return []
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT id, name FROM keys").fetchall()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, where this machine lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which this process may not write; root, who writes everywhere, is somebody else here."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    if os.geteuid():
        yield folder
        return
    for parent in (tmp_path, *tmp_path.parents):  # pytest's own, closed to others
        if parent.stat().st_mode & 0o077 == 0:
            parent.chmod(0o711)
    os.seteuid(65534)
    try:
        yield folder
    finally:
        os.seteuid(0)

"""Folders and files that the user may not write."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recommender import Catalog
from recommender.errors import CatalogError, FileError

NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Lose the superuser's rights for a while; tests may run as root."""
    if os.geteuid() != 0:
        yield
        return
    # Python itself may be closed to others, so what is imported late is imported now.
    CatalogError("no-permission", path="")
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that everybody may look into and only its owner may write, who does not."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_catalogue_cannot_be_made_in_a_closed_folder(closed):
    closed.chmod(0o555)
    with ordinary_user(), pytest.raises(CatalogError) as caught:
        Catalog.open(closed / "data")
    assert caught.value.code == "no-permission"
    assert list(closed.iterdir()) == []


def test_a_catalogue_of_somebody_else_is_refused_with_a_remedy(closed, embedder, make_company):
    with Catalog.open(closed, embedder=embedder) as catalog:
        catalog.put(make_company("A"))
    for path in closed.iterdir():
        path.chmod(0o555 if path.is_dir() else 0o444)
    closed.chmod(0o555)
    with ordinary_user(), pytest.raises(CatalogError) as caught:
        Catalog.open(closed).put(make_company("B"))
    assert caught.value.code == "no-permission"
    with Catalog.open(closed, embedder=embedder) as catalog:
        assert [company.id for company in catalog] == ["A"]


def test_an_export_into_a_closed_folder_is_refused_and_leaves_nothing(closed, bundled):
    bundled.export(closed / "all.csv")  # imports what it needs, as above
    (closed / "all.csv").unlink()
    closed.chmod(0o555)
    with ordinary_user(), pytest.raises(FileError) as caught:
        bundled.export(closed / "all.csv")
    assert caught.value.code == "no-write-permission"
    assert list(closed.iterdir()) == []

"""A full disk stops an import with a sentence; what was saved is safe and the rest can follow."""

import random
import string
import subprocess

import pytest
from sqlalchemy import event

from recommender import Catalog
from recommender.errors import CatalogError, FileError
from recommender.exporting import export
from recommender.importing import BATCH, ImportStoppedError

ROWS = 1_000


@pytest.fixture
def companies(tmp_path):
    path = tmp_path / "companies.csv"
    text = "".join(f"C{n},PT {n},{f'Pabrik nomor {n}. ' * 40},ID\n" for n in range(ROWS))
    path.write_text("id,name,description,country\n" + text, "utf-8")
    return path


def stopped(catalog, path):
    with pytest.raises(ImportStoppedError) as caught:
        catalog.import_file(path)
    assert isinstance(caught.value.cause, CatalogError)
    assert caught.value.cause.code == "disk-full"
    return caught.value


def check_that_it_goes_on(catalog, path, saved):
    report = catalog.import_file(path)
    assert (report.saved, report.updated, report.unchanged) == (ROWS - saved, 0, saved)
    assert len(catalog) == ROWS
    assert catalog.search("pabrik").total == ROWS
    assert all(finding.ok for finding in catalog.diagnose(deep=True) if finding.code != "disk")


@pytest.mark.slow
def test_a_database_that_may_not_grow_stops_the_import(tmp_path, hashing, companies):
    with Catalog.open(tmp_path / "c", embedder=hashing) as catalog:
        engine = catalog._store._engine
        pages = [300]

        def limit(connection, _record, _proxy):
            connection.execute(f"PRAGMA max_page_count={pages[0]}")

        event.listen(engine, "checkout", limit)
        error = stopped(catalog, companies)
        saved = error.report.saved
        assert 0 < saved < ROWS
        assert saved % BATCH == 0
        assert [company.id for company in catalog] == [f"C{n}" for n in range(saved)]
        assert str(saved) in error.message("id")
        assert error.cause.remedy("ja") in error.remedy("ja")
        assert catalog.search("pabrik").total == saved
        pages[0] = 1_000_000
        check_that_it_goes_on(catalog, companies, saved)


@pytest.mark.slow
def test_a_full_disk_stops_the_import_and_space_lets_it_go_on(small_disk, hashing, companies):
    with Catalog.open(small_disk / "c", embedder=hashing) as catalog:
        error = stopped(catalog, companies)
        saved = error.report.saved
        assert 0 < saved < ROWS
        assert [company.id for company in catalog] == [f"C{n}" for n in range(saved)]
        more = ["mount", "-o", "remount,size=64m", str(small_disk)]
        subprocess.run(more, check=True)
        check_that_it_goes_on(catalog, companies, saved)


@pytest.mark.slow
def test_a_full_disk_leaves_no_part_of_an_export(small_disk, tmp_path, make_company):
    letters = random.Random(0)
    texts = ("".join(letters.choices(string.ascii_letters, k=19_000)) for _ in range(500))
    many = [make_company(f"C{n}", description=text) for n, text in enumerate(texts)]
    for suffix in ("csv", "tsv", "xlsx", "jsonl", "parquet"):
        with pytest.raises(FileError) as caught:
            export(many, small_disk / f"x.{suffix}")
        assert caught.value.code == "unwritable-file"
        assert list(small_disk.iterdir()) == []

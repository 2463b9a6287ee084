"""Imports that are killed, that run side by side, that are stopped by hand."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event

from recommender import Catalog
from recommender.bundled import bundled_files

MITRA = Path(sys.executable).with_name("mitra")
KILLS = 10


def start_import(data: Path, *paths: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [MITRA, "--data", data, "import", *paths, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def is_sound(data: Path, embedder) -> list[str]:
    """Ids of a catalogue in which nothing is half done."""
    with Catalog.open(data, embedder=embedder) as catalog:
        catalog.search("mesin")
        wrong = [f.message("en") for f in catalog.diagnose(deep=True) if not f.ok]
        assert not wrong
        return [company.id for company in catalog]


@pytest.mark.slow
def test_a_killed_import_leaves_whole_companies_and_can_be_repeated(tmp_path, embedder):
    dice = random.Random(20)
    data = tmp_path / "data"
    with bundled_files() as paths:
        for _ in range(KILLS):
            process = start_import(data, *paths)
            time.sleep(dice.uniform(0.3, 4))  # anywhere between start and end
            process.send_signal(signal.SIGKILL)
            process.communicate()
            ids = is_sound(data, embedder) if (data / "catalog.db").exists() else []
            assert len(ids) == len(set(ids))
        done = start_import(data, *paths)
        done.communicate()
    assert done.returncode == 0
    assert len(is_sound(data, embedder)) == 240
    assert not list((data / "index").glob(".tmp-*"))


@pytest.mark.slow
def test_an_import_stopped_by_hand_keeps_what_was_saved(tmp_path, embedder):
    with bundled_files() as paths:
        process = start_import(tmp_path, *paths)
        while not (tmp_path / "catalog.db").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in errors
    is_sound(tmp_path, embedder)


@pytest.mark.slow
def test_two_imports_side_by_side_both_arrive(tmp_path, embedder):
    with bundled_files() as paths:
        both = [start_import(tmp_path, paths[0]), start_import(tmp_path, paths[1], paths[2])]
        outputs = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    assert len(is_sound(tmp_path, embedder)) == 240


def test_a_statement_that_is_interrupted_by_hand_has_done_nothing(catalog, make_company):
    """Ctrl-C and SIGTERM come as exceptions, wherever the program is."""
    catalog.put(make_company("A"))
    store = catalog._store

    def interrupt(_cursor, statement, *_rest):
        if statement.startswith("DELETE"):
            raise KeyboardInterrupt

    event.listen(store._engine, "do_execute", interrupt)

    def change():
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE companies SET id = 'B'")
            connection.exec_driver_sql("DELETE FROM companies")

    with pytest.raises(KeyboardInterrupt):
        change()
    event.remove(store._engine, "do_execute", interrupt)
    assert [company.id for company in catalog] == ["A"]
    catalog.put(make_company("C"))
    assert [company.id for company in catalog] == ["A", "C"]

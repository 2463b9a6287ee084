"""The index is derived: whatever happens to its files, answers stay right."""

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender import Catalog, artefacts
from recommender.artefacts import DamagedArtefactError, read_manifest, write_artefact

FILES = ("manifest.json", "means.faiss", "rows.npy", "starts.npy", "passages.npy", "sought.npy")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, embedder, make_company) -> Path:
    path = tmp_path_factory.mktemp("indexed")
    with Catalog.open(path, embedder=embedder) as catalog:
        catalog.put(*(make_company(f"C{n}", description=f"Mesin nomor {n}.") for n in range(30)))
        catalog.search("mesin")
    return path


def index_folder(path: Path) -> Path:
    (found,) = (path / "index").glob("vectors-*")
    return found


def answers(path: Path, embedder):
    with Catalog.open(path, embedder=embedder) as catalog:
        return catalog.search("mesin nomor 7", limit=30)


def test_a_missing_index_is_built_again(tmp_path, folder, embedder):
    copy = shutil.copytree(folder, tmp_path / "copy")
    expected = answers(copy, embedder)
    shutil.rmtree(copy / "index")
    assert answers(copy, embedder) == expected
    read_manifest(index_folder(copy))


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_detected_and_the_index_rebuilt(tmp_path, folder, embedder, name):
    copy = shutil.copytree(folder, tmp_path / "copy")
    expected = answers(copy, embedder)
    file = index_folder(copy) / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(DamagedArtefactError):
        read_manifest(index_folder(copy))
    assert answers(copy, embedder) == expected
    read_manifest(index_folder(copy))


@given(
    name=st.sampled_from(FILES[1:]), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7)
)
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_flipped_bit_anywhere_is_detected(tmp_path, folder, name, place, bit):
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(index_folder(folder), copy)
    content = bytearray((copy / name).read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    (copy / name).write_bytes(content)
    with pytest.raises(DamagedArtefactError):
        read_manifest(copy)


def test_an_index_of_another_generation_is_never_used(tmp_path, folder, embedder, make_company):
    copy = shutil.copytree(folder, tmp_path / "copy")
    old = index_folder(copy)
    with Catalog.open(copy, embedder=embedder) as catalog:
        catalog.put(make_company("NEW", description="Mesin nomor 7."))
        new = catalog.search("mesin nomor 7", limit=31)
    assert not old.exists()
    # Somebody puts the old files under the new name.
    current = index_folder(copy)
    shutil.rmtree(current)
    shutil.copytree(index_folder(folder), current)
    assert answers(copy, embedder).results == new.results[:30]


def test_an_index_that_cannot_be_saved_serves_from_memory(tmp_path, folder, embedder):
    copy = shutil.copytree(folder, tmp_path / "copy")
    expected = answers(copy, embedder)
    shutil.rmtree(copy / "index")
    (copy / "index").write_text("a file where the folder should be")
    assert answers(copy, embedder) == expected


def test_a_failing_write_leaves_nothing_behind(tmp_path):
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_artefact(tmp_path / "made", {"a": lambda p: p.write_bytes(b"a"), "b": fail}, {})
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_dead_processes_are_swept_and_those_of_living_ones_kept(tmp_path):
    dead, alive = tmp_path / ".tmp-99999999-x", tmp_path / f".tmp-{os.getpid()}-x"
    dead.mkdir()
    alive.mkdir()
    artefacts.sweep(tmp_path)
    assert not dead.exists()
    assert alive.exists()


def test_every_answer_comes_from_one_generation_while_the_catalogue_changes(
    tmp_path, embedder, make_company
):
    """A writer keeps replacing all companies by a new set; no reader may see a mixture."""
    rounds = 15
    with Catalog.open(tmp_path, embedder=embedder) as catalog:
        catalog.put(*(make_company(f"C{n}", name="round 0") for n in range(8)))
        seen, errors = [], []
        done = threading.Event()

        def read() -> None:
            try:
                while not done.is_set():
                    page = catalog.search("komponen", limit=8)
                    seen.append((page.generation, {r.company.name for r in page.results}))
            except Exception as error:  # noqa: BLE001 - any error fails the test
                errors.append(error)

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for number in range(1, rounds):
            catalog.put(*(make_company(f"C{n}", name=f"round {number}") for n in range(8)))
        done.set()
        for reader in readers:
            reader.join()
    assert not errors
    assert {len(names) for _, names in seen} == {1}
    by_generation = {}
    for generation, names in seen:
        assert by_generation.setdefault(generation, names) == names


@pytest.mark.parametrize(("version", "later"), [(1, ("terms", "judgements")), (2, ("judgements",))])
def test_a_catalogue_of_an_older_format_is_taken_over(tmp_path, folder, embedder, version, later):
    copy = shutil.copytree(folder, tmp_path / "copy")
    expected = answers(copy, embedder)
    shutil.rmtree(copy / "index")
    with sqlite3.connect(copy / "catalog.db") as database:
        for table in later:
            database.execute(f"DROP TABLE {table}")
        older = "UPDATE settings SET value = ? WHERE name = 'schema_version'"
        database.execute(older, (str(version),))
    database.close()
    assert answers(copy, embedder) == expected
    with Catalog.open(copy, embedder=embedder) as catalog:
        assert list(catalog.judgements) == []
        catalog.reindex()
        assert all(finding.ok for finding in catalog.diagnose(deep=True) if finding.code != "disk")
    assert answers(copy, embedder) == expected

"""R7: a disk that is full under a service: what cannot be saved says so, and searching goes on."""

import contextlib
import errno
import json

import pytest

from recommender import Catalog
from recommender.errors import CatalogError, FileError
from recommender.importing import BATCH
from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.idempotency import IdempotentRequests
from service.jobs.jobs import Jobs
from service.state import ServiceState
from service.storage import is_full

COMPANY = {"name": "PT Baru", "country": "ID", "description": "Kami membuat baut dan mur. " * 20}
JUDGEMENT = {"query": "baut", "partner": "K-PUBLIC", "grade": 2}
REPORT = {"kind": "similarity", "formats": ["csv"]}
NDJSON = {"Content-Type": "application/x-ndjson"}


@pytest.fixture
def office(shared, small_disk, coordinates, make_company):
    """The shared service on a small disk, and a key for everything."""
    with Catalog.open(small_disk / "catalog", embedder=coordinates) as catalog:
        catalog.put(make_company("K-PUBLIC", organisation="Kadin"), make_company("J", country="JP"))
        database = ServiceDatabase(catalog.folder)
        keys = KeyStore(database)
        jobs = Jobs(catalog.folder, database)
        shared.keys, shared.catalog = keys, catalog
        state = ServiceState(catalog, keys, IdempotentRequests(database), jobs=jobs)
        shared.app = create_app(state)
        shared.disk = small_disk
        yield shared
        database.close()


def fill(disk):
    """Take the rest of the disk, to the last byte."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)
    return filler


def check_no_space(answer, code="no-space"):
    assert (answer.status_code, answer.json()["code"]) == (507, code), answer.text
    assert answer.json()["detail"]
    assert "catalog.db" not in answer.text
    assert "/disk" not in answer.text


def test_what_cannot_be_saved_says_so_and_searching_goes_on(office):
    key = office.key("admin")
    put = ("PUT", "/v1/companies/NEW", key)
    rows = [{**COMPANY, "id": f"P-{number}"} for number in range(BATCH * 3)]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    assert office.found(key, query="stamping") == {"K-PUBLIC", "J"}
    filler = fill(office.disk)
    check_no_space(office.ask(*put, json=COMPANY))
    check_no_space(office.ask("DELETE", "/v1/companies/J", key))
    check_no_space(office.ask("POST", "/v1/feedback", key, json=JUDGEMENT))
    check_no_space(office.ask("POST", "/v1/reports", key, json=REPORT))
    stopped = office.ask("POST", "/v1/companies/import", key, content=lines, headers=NDJSON)
    check_no_space(stopped, "import-stopped")
    again = NDJSON | {"Idempotency-Key": "one"}
    check_no_space(office.ask("POST", "/v1/companies/import", key, content=lines, headers=again))
    assert office.found(key, query="stamping") == {"K-PUBLIC", "J"}
    filler.unlink()
    assert (
        office.ask(*put, json={**COMPANY, "description": "Kami membuat baut."}).status_code == 201
    )
    assert office.ask("POST", "/v1/feedback", key, json=JUDGEMENT).is_success
    assert office.ask("POST", "/v1/reports", key, json=REPORT).status_code == 202


def test_an_import_that_fills_the_disk_says_how_much_is_saved(office):
    key = office.key("admin")
    rows = [{**COMPANY, "id": f"P-{number}"} for number in range(1_000)]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    answer = office.ask("POST", "/v1/companies/import", key, content=lines, headers=NDJSON)
    check_no_space(answer, "import-stopped")
    saved = len(office.catalog) - 2
    assert 0 < saved < 1_000
    assert f"after {saved} saved companies" in answer.json()["title"]


def test_what_any_file_lacks_space_for_is_told_the_same_way(office, monkeypatch):
    key = office.key("admin")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Catalog, "get", full)
    check_no_space(office.ask("GET", "/v1/companies/J", key))


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "x"), True),
        (OSError(errno.EDQUOT, "x"), True),
        (OSError(errno.EIO, "x"), False),
        (CatalogError("disk-full", path="x"), True),
        (CatalogError("catalog-busy", path="x"), False),
        (FileError("unwritable-file", path="x", detail="y"), False),
    ],
)
def test_a_full_disk_is_told_from_other_faults(error, full):
    assert is_full(error) is full


def test_a_file_that_could_not_be_written_for_want_of_space_is_one_of_them():
    error = FileError("unwritable-file", path="x", detail="y")
    error.__cause__ = OSError(errno.ENOSPC, "x")
    assert is_full(error)

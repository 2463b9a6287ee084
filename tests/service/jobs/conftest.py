import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import httpx
import pytest

from recommender import Catalog
from recommender.organisations import Disclosure
from service.access.key_store import KeyStore
from service.database import ServiceDatabase

MITRA = Path(sys.executable).with_name("mitra")
HIDING, OTHER = "Kadin Jabar", "名古屋商工会議所"
CONTACT = "Bu Sari 0812-0000"
COMPANIES = 90
LONG_SECONDS = 120
"""For what takes moments on a machine that has nothing else to do."""


@dataclass
class Office:
    """A matchmaking office that uses a service over HTTP with its key."""

    client: httpx.Client

    def ask(self, **report) -> dict:
        answer = self.client.post("/v1/reports", json={"kind": "similarity", "top": 2, **report})
        assert answer.status_code == 202, answer.text
        assert answer.headers["location"] == f"/v1/jobs/{answer.json()['id']}"
        return answer.json()

    def job(self, job_id: str) -> dict:
        answer = self.client.get(f"/v1/jobs/{job_id}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def follow(self, job_id: str, **headers: str) -> Iterator[tuple[str, int, dict]]:
        """Events of a job as they come: their kind, their id, the job."""
        path = f"/v1/jobs/{job_id}/events"
        with self.client.stream("GET", path, headers=headers) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/event-stream")
            event: dict[str, str] = {}
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                event[name] = value
                if not line and "data" in event:
                    yield event["event"], int(event["id"]), json.loads(event["data"])
                event = event if line else {}

    def finished(self, job_id: str) -> dict:
        *_, (kind, _, job) = self.follow(job_id)
        assert kind == "end"
        return job

    def running(self, job_id: str) -> dict:
        """The job as soon as its process says something."""
        for _, _, job in self.follow(job_id):
            if job["state"] == "running":
                return job
        raise AssertionError("it never ran")

    def download(self, job: dict, folder: Path) -> Path:
        """All files of a job, as they are named."""
        for file in job["files"]:
            answer = self.client.get(file["url"])
            assert answer.status_code == 200
            assert len(answer.content) == file["bytes"]
            path = folder / file["name"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(answer.content)
        return folder


@dataclass
class Service:
    """A service over a catalogue that two organisations share, in a process of its own."""

    folder: Path
    url: str
    process: Popen
    hidden: frozenset[str]
    secrets: dict[str, str]
    keys: KeyStore

    @contextmanager
    def office(self, name: str) -> Iterator[Office]:
        headers = {"Authorization": f"Bearer {self.secrets[name]}"}
        with httpx.Client(base_url=self.url, headers=headers, timeout=LONG_SECONDS) as client:
            yield Office(client)


@pytest.fixture(scope="module")
def shared_folder(bundled, embedder, tmp_path_factory) -> tuple[Path, frozenset[str]]:
    """Some of the bundled companies, of which one organisation hides its own."""
    folder = tmp_path_factory.mktemp("shared") / "catalog"
    every = list(bundled)[:: len(bundled) // COMPANIES][:COMPANIES]
    owned = {
        company.id: HIDING if number % 2 else OTHER
        for number, company in enumerate(every)
        if number % 3 == 0
    }
    with Catalog.open(folder, embedder=embedder) as catalog:
        catalog.put(
            *(
                company.model_copy(
                    update={
                        "organisation": owned.get(company.id),
                        "contact": f"{CONTACT} {company.id}",
                    }
                )
                for company in every
            )
        )
        catalog.organisations.disclose(HIDING, Disclosure("private", "private"))
        catalog.organisations.disclose(OTHER, Disclosure("public", "private"))
        catalog.warm_up()
    return folder, frozenset(one for one, name in owned.items() if name == HIDING)


@pytest.fixture(scope="module")
def start(serving) -> Callable[..., contextmanager]:
    """Start a service over a folder with a key for each office."""

    @contextmanager
    def begin(folder: Path, hidden: frozenset[str] = frozenset()) -> Iterator[Service]:
        database = ServiceDatabase(folder)
        keys = KeyStore(database)
        made = {
            "hiding": keys.create("a", ["reports"], organisation=HIDING),
            "hiding too": keys.create("a", ["reports"], organisation=HIDING),
            "other": keys.create("b", ["reports"], organisation=OTHER),
            "operator": keys.create("c", ["admin"]),
            "reader": keys.create("d", ["read"], organisation=HIDING),
        }
        secrets = {name: secret.text for name, (_, secret) in made.items()}
        with serving(MITRA, "--data", folder, "serve", "--port", 0) as (process, url):
            yield Service(folder, url, process, hidden, secrets, keys)
        database.close()

    return begin


@pytest.fixture(scope="module")
def service(start, shared_folder) -> Iterator[Service]:
    folder, hidden = shared_folder
    with start(folder, hidden) as running:
        yield running


@pytest.fixture
def office(service) -> Callable[[str], contextmanager]:
    return service.office


def wait_for(condition: Callable[[], object], seconds: float) -> bool:
    """Whether something comes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


@pytest.fixture(scope="session")
def within() -> Callable[..., bool]:
    return wait_for

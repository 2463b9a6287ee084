import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import httpx
import pytest

from recommender import Catalog
from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.idempotency import IdempotentRequests
from service.state import ServiceState

MITRA = Path(sys.executable).with_name("mitra")
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "MITRA_"))},
    "LC_ALL": "C.UTF-8",
}


@pytest.fixture(scope="session")
def data(bundled: Catalog) -> Path:
    """The folder of the 240 bundled companies."""
    return bundled.folder


@pytest.fixture(scope="session")
def mitra(data: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Run the real command over the bundled companies, or over another folder."""

    def run(*arguments: object, folder: Path = data) -> subprocess.CompletedProcess:
        return subprocess.run(
            [MITRA, "--data", folder, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            env=ENVIRONMENT,
            check=False,
            timeout=60,
        )

    return run


@pytest.fixture(scope="session")
def serving() -> Callable[..., contextmanager]:
    """Start a process that serves, and give it with the address that it announces."""

    @contextmanager
    def start(*command: object) -> Iterator[tuple[subprocess.Popen, str]]:
        process = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=ENVIRONMENT,
        )
        try:
            announced = process.stderr.readline()
            url = re.search(r"http://\S+", announced)
            assert url, announced + process.stderr.read()
            yield process, url[0]
        finally:
            process.kill()
            process.communicate()

    return start


@pytest.fixture(scope="session")
def base_url(serving, data: Path) -> Iterator[str]:
    """The address of a real server over the bundled companies."""
    with serving(MITRA, "--data", data, "serve", "--port", 0) as (process, url):
        # A server whose log nobody reads would stop at a full pipe, and every test with it.
        reader = Thread(target=lambda: sys.stderr.writelines(process.stderr))
        reader.start()
        yield url
        process.kill()
        reader.join()


@pytest.fixture(scope="session")
def client(base_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base_url, timeout=60) as opened:
        yield opened


class Shared:
    """A service that two organisations share, each with a private and a public company."""

    def __init__(self, catalog, database):
        self.catalog = catalog
        self.keys = KeyStore(database)
        self.app = create_app(ServiceState(catalog, self.keys, IdempotentRequests(database)))

    def key(self, scope="search", organisation=None, **options):
        return self.keys.create("test", [scope], organisation=organisation, **options)[1]

    def ask(self, method, path, key=None, **request):
        return asyncio.run(self.asking(method, path, key, **request))

    async def asking(self, method, path, key=None, **request):
        """Ask within an event loop: a service lives in one, so whoever asks at once does it there."""
        headers = {"Authorization": f"Bearer {getattr(key, 'text', key)}"} if key else {}
        headers |= request.pop("headers", {})
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://mitra") as client:
            return await client.request(method, path, headers=headers, **request)

    def search(self, key, query="stamping", **body):
        return self.ask("POST", "/v1/search", key, json={"query": query, **body})

    def found(self, key, **body):
        answer = self.search(key, **body)
        assert answer.status_code == 200, answer.text
        return {result["id"] for result in answer.json()["results"]}


@pytest.fixture
def shared(catalog, make_company, tmp_path):
    catalog.put(
        make_company("K-PUBLIC", organisation="Kadin", contact="Bu Sari"),
        make_company("K-PRIVATE", organisation="Kadin", city="Bandung"),
        make_company("J-PUBLIC", organisation="JETRO", country="JP"),
        make_company("J-PRIVATE", organisation="JETRO", country="JP", contact="Sato"),
        make_company("N"),
    )
    for company_id in ("K-PRIVATE", "J-PRIVATE"):
        catalog.organisations.disclose_company(company_id, "private")
    database = ServiceDatabase(tmp_path)
    yield Shared(catalog, database)
    database.close()


@pytest.fixture
def frozen(monkeypatch):
    """A clock that stands still in the middle of a minute, until it is told to go on."""

    class Clock:
        now = 1_800_000_030.0

    monkeypatch.setattr("limits.storage.memory.time.time", lambda: Clock.now)
    return Clock

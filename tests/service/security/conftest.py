"""Services to be attacked: one in this process, and one as it runs for others."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.protection.guard import Guard
from service.protection.limits import Limits
from service.state import ServiceState

DEBUG_SERVER = Path(__file__).with_name("debug_server.py")
PATIENCE = 60


class Service:
    """A service of several organisations in this process."""

    def __init__(self, catalog, database, limits=None, hosts=None):
        self.catalog = catalog
        self.keys = KeyStore(database)
        self.state = ServiceState(catalog, self.keys, guard=Guard(limits or Limits()))
        self.app = create_app(self.state, hosts=hosts)

    def key(self, scope="search", organisation=None, **options):
        return self.keys.create("test", [scope], organisation=organisation, **options)[1].text

    def operations(self):
        """Method, path and scope of every operation."""
        for path, item in self.app.openapi()["paths"].items():
            for method, operation in item.items():
                yield method.upper(), re.sub(r"\{\w+\}", "N", path), operation["x-scope"]

    def ask(self, method, path, key=None, *, address="203.0.113.9", **request):
        [answer] = self.ask_all([(method, path, request)], key, address=address)
        return answer

    def ask_all(self, requests, key=None, *, address="203.0.113.9"):
        """Ask one after the other."""

        async def send():
            transport = httpx.ASGITransport(self.app, False, client=(address, 40000))
            async with httpx.AsyncClient(transport=transport, base_url="http://mitra") as client:
                answers = []
                for method, path, request in requests:
                    headers = {"Authorization": f"Bearer {key}"} if key else {}
                    headers |= request.get("headers", {})
                    options = {**request, "headers": headers}
                    answers.append(await client.request(method, path, **options))
                return answers

        return asyncio.run(send())

    def search(self, key, query="stamping", **body):
        return self.ask("POST", "/v1/search", key, json={"query": query, **body})


@pytest.fixture
def make_service(catalog, make_company, tmp_path):
    """Make a service with a public and a private company, a contact, and limits of its own."""
    catalog.put(
        make_company("N", organisation="Kadin", contact="Bu Sari"),
        make_company("PRIVATE", organisation="Kadin", contact="Pak Budi"),
        make_company("OTHER", organisation="JETRO", country="JP"),
    )
    catalog.organisations.disclose_company("PRIVATE", "private")
    opened = []

    def make(limits=None, hosts=None):
        database = ServiceDatabase(tmp_path)
        opened.append(database)
        return Service(catalog, database, limits, hosts)

    yield make
    for database in opened:
        database.close()


@pytest.fixture
def service(make_service):
    return make_service()


class Running:
    """A process that serves with keys, its log at debug level in a file."""

    def __init__(self, url, process, log, search_key, admin_key):
        self.url = url
        self.process = process
        self.log = log
        self.search_key = search_key
        self.admin_key = admin_key

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.search_key}"}

    @property
    def resident(self):
        """Bytes of memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024


@contextmanager
def _run_service(folder, *arguments):
    database = ServiceDatabase(folder)
    keys = KeyStore(database)
    search = keys.create("search", ["search"], origins=["https://portal.example"])[1].text
    admin = keys.create("admin", ["admin"])[1].text
    database.close()
    log = folder / "log.txt"
    command = [sys.executable, DEBUG_SERVER, "--data", folder, "serve", "--port", 0, *arguments]
    with log.open("w") as errors:
        process = subprocess.Popen(
            list(map(str, command)), stderr=errors, env={**os.environ, "LC_ALL": "C.UTF-8"}
        )
    try:
        until = time.monotonic() + PATIENCE
        while not (announced := re.search(r"http://\S+", log.read_text("utf-8"))):
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until
            time.sleep(0.05)
        yield Running(announced[0], process, log, search, admin)
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="session")
def run_service():
    """Run `mitra serve` with keys over a folder, until the end of the block."""
    return _run_service


@pytest.fixture(scope="session")
def running(bundled, tmp_path_factory, run_service) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("running") / "data"
    shutil.copytree(bundled.folder, folder)
    limits = ("--requests-per-minute", 100_000, "--searches-per-minute", 100_000)
    with run_service(folder, *limits) as started:
        yield started

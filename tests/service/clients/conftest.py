import http.server
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import httpx
import pytest

from service.access.key_store import KeyStore
from service.database import ServiceDatabase

MITRA = Path(sys.executable).with_name("mitra")
CLIENTS = Path(__file__).parents[3] / "clients"

EVENT = {
    "name": "Temu Bisnis",
    "place": "Balai Sidang, Bekasi",
    "date": "2027-02-17",
    "time_zone": "Asia/Jakarta",
    "tables": 3,
    "sessions": [{"name": "morning", "start": "09:00", "end": "11:00"}],
    "sides": {
        "a": {"name": "Indonesia", "filters": {"country": "ID"}, "capacity": 3},
        "b": {"name": "Japan", "filters": {"country": "JP"}, "capacity": 3},
    },
    "solver": {"seconds": 5},
}


@dataclass
class Service:
    """A real service with keys over a copy of the bundled companies."""

    url: str
    key: str
    searching: str
    process: subprocess.Popen

    @property
    def document(self) -> dict:
        return httpx.get(f"{self.url}/openapi.json", timeout=60).json()

    @property
    def operations(self) -> set[str]:
        """The ids of all operations that the service has now."""
        paths = self.document["paths"].values()
        return {operation["operationId"] for path in paths for operation in path.values()}


@pytest.fixture(scope="module")
def start(data: Path, serving, tmp_path_factory) -> Callable:
    """Start such a service; options go to `mitra serve`."""

    @contextmanager
    def begin(*options: object) -> Iterator[Service]:
        folder = tmp_path_factory.mktemp("clients") / "catalog"
        shutil.copytree(data, folder)
        database = ServiceDatabase(folder)
        keys = KeyStore(database)
        _, admin = keys.create("clients", ["admin"])
        _, searching = keys.create("page", ["search"], origins=["http://localhost:9"])
        database.close()
        command = (MITRA, "--data", folder, "serve", "--port", 0, *options)
        with serving(*command) as (process, url):
            reader = Thread(target=lambda: sys.stderr.writelines(process.stderr))
            reader.start()
            yield Service(url, admin.text, searching.text, process)
            process.kill()
            reader.join()

    return begin


@pytest.fixture(scope="module")
def service(start) -> Iterator[Service]:
    with start() as running:
        yield running


@pytest.fixture(scope="session")
def committed() -> dict:
    """The document that the clients were made of."""
    return json.loads((CLIENTS / "openapi.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def event() -> dict:
    """Settings of a small event, as `planEvent` takes them."""
    return EVENT


@dataclass
class Script:
    """What a server answers, one after the other: status, headers, body; None breaks off."""

    url: str
    answers: list = field(default_factory=list)
    asked: list = field(default_factory=list)


@pytest.fixture
def server():
    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            script.asked.append(
                (self.command, self.path, dict(self.headers), body, time.monotonic())
            )
            answer = script.answers.pop(0)
            if answer is None:
                return
            status, headers, content = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _answer  # noqa: N815 - the names of the protocol

        def log_message(self, *_):
            pass

    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script = Script(f"http://127.0.0.1:{served.server_port}")
    thread = threading.Thread(target=served.serve_forever, args=(0.02,))
    thread.start()
    yield script
    served.shutdown()
    thread.join()
    served.server_close()

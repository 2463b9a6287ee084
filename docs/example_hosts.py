"""The examples of hosts in docs/examples/widget, as sites of this machine around a service.

The tests open them in a browser, and `python docs/widget_screenshots.py` draws them.
"""

import functools
import http.server
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from service.access.key_store import KeyStore
from service.access.keys import Key, Secret
from service.database import ServiceDatabase

EXAMPLES = Path(__file__).parent / "examples" / "widget"

# As the examples write them.
ADDRESS = "https://mitra.example.or.id"
KEY = "mitra_0a1b2c3d4e_the-search-key-that-mitra-keys-create-shows"
KEY_ID = "0a1b2c3d4e"


@dataclass(frozen=True, slots=True)
class Sites:
    """A service with a key, and sites that embed it; addresses without a slash at the end.

    `php` is None where the machine has no PHP.
    """

    service: str
    host: str
    php: str | None
    key: Key
    secret: Secret


class _Host(http.server.SimpleHTTPRequestHandler):
    """A site with its own service and key in the examples. `?lang=` changes the language of a page."""

    def __init__(self, *arguments: object, changes: dict[str, str], **more: object) -> None:
        self._changes = changes
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        """Answer with a file of the examples, or with nothing."""
        asked = urlsplit(self.path)
        path = EXAMPLES / asked.path.lstrip("/")
        if not path.is_file():
            self.send_response(204)
            self.end_headers()
            return
        text = path.read_text("utf-8")
        for old, new in self._changes.items():
            text = text.replace(old, new)
        if language := parse_qs(asked.query).get("lang"):
            text = re.sub(r'<html lang="[\w-]+"', f'<html lang="{language[0]}"', text)
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def open_sites(data: Path, serving: Sequence[object]) -> Iterator[Sites]:
    """Serve the catalogue in `data` with a key for the sites, and the sites around it.

    `serving`: the command that serves and announces its address on standard error.
    """
    with ExitStack() as stack:
        changes: dict[str, str] = {}
        host = stack.enter_context(_hosting(changes))
        php_port = _free_port() if shutil.which("php") else None
        php = f"http://127.0.0.1:{php_port}" if php_port else None
        with closing(ServiceDatabase(data)) as database:
            origins = [host, php] if php else [host]
            key, secret = KeyStore(database).create("portal", ["search"], origins=origins)
        service = stack.enter_context(_serving(serving))
        changes |= {ADDRESS: service, KEY: secret.text, KEY_ID: key.id}
        if php_port:
            stack.enter_context(_php(php_port, service, secret, data / "portal.key"))
        yield Sites(service, host, php, key, secret)


@contextmanager
def _hosting(changes: dict[str, str]) -> Iterator[str]:
    handler = functools.partial(_Host, changes=changes)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def _serving(command: Sequence[object]) -> Iterator[str]:
    with _process(command, stderr=subprocess.PIPE, encoding="utf-8") as started:
        address = re.search(r"http://[^\s/]+", started.stderr.readline())
        # A server whose log nobody reads would stop at a full pipe.
        reader = Thread(target=started.stderr.read)
        reader.start()
        yield address[0]
        started.kill()
        reader.join()


@contextmanager
def _php(port: int, service: str, secret: Secret, key_file: Path) -> Iterator[None]:
    key_file.write_text(secret.text)
    environment = {
        "PATH": os.environ["PATH"],
        "MITRA_SERVER": service,
        "MITRA_KEY_FILE": str(key_file),
    }
    command = ("php", "-S", f"127.0.0.1:{port}", "-t", EXAMPLES / "php")
    with _process(command, env=environment, stderr=subprocess.DEVNULL) as started:
        while started.poll() is None:
            with socket.socket() as tried:
                if not tried.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.05)
        yield


@contextmanager
def _process(command: Sequence[object], **options: object) -> Iterator[subprocess.Popen]:
    with subprocess.Popen(list(map(str, command)), **options) as started:  # noqa: S603 - our own
        try:
            yield started
        finally:
            started.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]

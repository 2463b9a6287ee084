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

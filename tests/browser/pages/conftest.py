"""A service with its pages, and windows in which nothing may happen that should not."""

import re
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert, select

from recommender import Catalog
from service.database import ServiceDatabase
from service.database import jobs as job_table

MITRA = Path(sys.executable).with_name("mitra")
WIDE = {"width": 1280, "height": 900}
RUNNING = "1" * 32
"""A job that is at work for ever, in nobody's hands."""

EVENT = """\
name = "Temu Bisnis (fiktif)"
place = "Balai Sidang, Bekasi"
date = 2027-02-17
time_zone = "Asia/Jakarta"
tables = 3
[[sessions]]
name = "pagi"
start = 09:00:00
end = 11:00:00
[sides.a]
name = "Indonesia"
filters = { country = "ID" }
capacity = 4
meetings = { fewest = FEWEST }
[sides.b]
name = "日本"
filters = { country = "JP" }
capacity = 4
[[interpreters]]
name = "Rina"
languages = ["id", "ja"]
[solver]
seconds = 5
"""


@contextmanager
def _serving(folder):
    """A real service over a folder."""
    process = subprocess.Popen(
        [MITRA, "--data", folder, "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    announced = process.stderr.readline()
    address = re.search(r"http://\S+", announced)
    assert address, announced + process.stderr.read()
    # A server whose log nobody reads would stop at a full pipe.
    reading = threading.Thread(target=lambda: sys.stderr.writelines(process.stderr))
    reading.start()
    yield address[0]
    process.terminate()
    process.wait()
    reading.join()
    process.stderr.close()


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Run a service of its own over a folder; gives its address."""
    return _serving


@pytest.fixture(scope="session")
def event_plan() -> Callable[[str], str]:
    """The file of an event in which each Indonesian company is to have so many meetings."""
    return lambda fewest: EVENT.replace("FEWEST", fewest)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, bundled: Catalog):
    """A copy of the bundled companies, which an import may change."""
    copied = tmp_path_factory.mktemp("pages") / "data"
    subprocess.run(["cp", "-r", bundled.folder, copied], check=True)
    return copied


@pytest.fixture(scope="module")
def served(folder, serving):
    """A service over it."""
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def jobs(served, folder, event_plan):
    """Addresses of jobs: a report and an event that are done, one that failed, and one at work."""
    with httpx.Client(base_url=served, timeout=60) as client:
        report = {"kind": "similarity", "from": {"tier": "1"}, "to": {"country": "JP"}, "top": 1}
        event, impossible = (tomllib.loads(event_plan(fewest)) for fewest in ("1", "100"))
        for one in (event, impossible):
            one["date"] = one["date"].isoformat()
            for session in one["sessions"]:
                session |= {name: session[name].isoformat() for name in ("start", "end")}
        asked = {
            "report": client.post("/v1/reports", json=report),
            "event": client.post("/v1/events", json=event),
            "failed": client.post("/v1/events", json=impossible),
        }
        ids = {name: answer.json()["id"] for name, answer in asked.items()}
        until = time.monotonic() + 300
        while time.monotonic() < until:
            states = {
                name: client.get(f"/v1/jobs/{job}").json()["state"] for name, job in ids.items()
            }
            if not {"queued", "running"} & {*states.values()}:
                break
            time.sleep(0.5)
    assert states == {"report": "done", "event": "done", "failed": "failed"}
    with closing(ServiceDatabase(folder)) as database, database.writing() as connection:
        same = select(job_table).where(job_table.c.id == ids["report"])
        row = connection.execute(same).one()._asdict()
        at_work = {"id": RUNNING, "state": "running", "done": 0.4, "seconds_left": 100, "files": {}}
        connection.execute(insert(job_table).values(row | at_work | {"finished_at": None}))
    return {name: f"/jobs/{job}" for name, job in (ids | {"running": RUNNING}).items()}


@dataclass
class Watch:
    """What happened in the browser that should not, and what it asked for."""

    base: str
    events: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    expected: int = 0
    """Answers with an error status that a test asks for: the console tells of each."""

    def over(self, page) -> None:
        def said(message):
            failed = "Failed to load resource" in message.text
            if not (failed and self.expected):
                self.events.append(f"console: {message.text}")
            self.expected -= failed

        def requested(request):
            self.requests.append(request.url)
            if not request.url.startswith(self.base):
                self.events.append(f"request: {request.url}")

        page.on("console", said)
        page.on("request", requested)
        page.on("pageerror", lambda error: self.events.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.events.append("dialog"), dialog.dismiss()))


@pytest.fixture(scope="session")
def watching() -> type[Watch]:
    """Watch windows that show a service."""
    return Watch


@pytest.fixture
def watch(served):
    watched = Watch(served)
    yield watched
    assert watched.events == []


@pytest.fixture
def opened(browser, watch, served):
    """Open an address in a new window."""
    contexts = []

    def open_page(address, language="en", scheme="light", viewport=None, **options):
        context = browser.new_context(
            base_url=served,
            viewport=viewport or WIDE,
            color_scheme=scheme,
            locale=language,
            accept_downloads=True,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def preview(tmp_path) -> Callable[..., None]:
    """Bring the page of an import to its preview."""
    file = tmp_path / "companies.csv"
    file.write_text(
        "id,nama,deskripsi,negara,catatan\n"
        "P-1,PT Peramban,Kami membuat roda gigi untuk pompa.,ID,x\n"
        "P-2,PT Kosong,,ID,\n"
    )

    def bring(page) -> None:
        page.set_input_files("#file", file)
        page.locator("main form button.main").click()
        page.wait_for_selector(".figures")

    return bring


@pytest.fixture(scope="session")
def tab_to() -> Callable[..., None]:
    """Press Tab until an element of a selector has the focus."""

    def press(page, selector, most=60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement?.matches(s)", selector):
                return
        raise AssertionError(f"{selector} is not reached by Tab")

    return press

"""Draws the service's pages as people see them.

    python docs/page_screenshots.py [NAME …]

Needs Chromium, fonts for Japanese, and the packages of `mitra[dev]`. Writes docs/screenshots/pages-*.png,
all of them or those that are named. Keys on them belong to a service that is gone.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from embeddings import InterfaceLanguage
from recommender import Catalog
from recommender.bundled import bundled_files

FOLDER = Path(__file__).parent / "screenshots"
SAMPLES = Path(__file__).parent / "samples"
CHROMIUM = "/usr/bin/chromium"
MITRA = Path(sys.executable).with_name("mitra")
COLOURS = 64
JOB_MILLISECONDS = 300_000

ROWS = """\
id,nama,deskripsi,negara,karyawan
P-1,PT Roda Gigi Nusantara,Kami membuat roda gigi untuk pompa dan mesin pertanian.,ID,85
P-2,PT Tanpa Keterangan,,ID,12
P-3,名古屋歯車工業,産業機械向けの精密歯車を製造しています。,JP,42
P-3,名古屋歯車工業,産業機械向けの精密歯車を製造しています。,JP,forty
"""
"""A file with rows that cannot be imported; the companies are fictional."""

Steps = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page in a window of this size, after `steps` have been taken on it.

    `address` may name a job that `_jobs` has made, in braces.
    """

    name: str
    address: str
    language: InterfaceLanguage
    scheme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = (1280, 900)
    steps: Steps = lambda _: None


PHONE = (390, 844)


def _look_at_file(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "perusahaan.csv"
        file.write_text(ROWS, "utf-8")
        page.set_input_files("#file", file)
        page.locator("main form button.main").click()
        page.wait_for_selector(".figures")


def _import_file(page: Page) -> None:
    _look_at_file(page)
    page.locator("button[value=import]").click()
    page.wait_for_selector("select", state="detached")


def _mistaken_event(page: Page) -> None:
    page.fill("[id='sessions.0.end']", "08:00")
    page.fill("[id='sides.a.capacity']", "500")
    page.locator("main form button.main").click()
    page.wait_for_selector("[role=alert]")


def _wrong_file(page: Page) -> None:
    text = (SAMPLES / "event.toml").read_text("utf-8").replace("tables = 8", 'tables = "eight"')
    _send_event(page, text)
    page.wait_for_selector(".source")


def _make_key(page: Page) -> None:
    page.fill("#name", "Portal Kadin")
    page.check("[name=scope][value=search]")
    page.fill("#origins", "https://portal.example.or.id")
    page.locator("main form button.main").click()
    page.wait_for_selector("#secret")


SHOTS = (
    # First, as long as it is at work.
    Shot("report-at-work-ja", "{running}", "ja", size=(1280, 700)),
    Shot("start-en", "/", "en"),
    Shot("search-ja", "/?q=自動車部品のプレス加工&country=ID", "ja"),
    Shot("search-id-phone", "/?q=pemasok komponen otomotif di Aichi", "id", size=PHONE),
    Shot("company-id", "/companies/JP-001", "id", size=(1280, 1500)),
    Shot("compare-en-dark", "/compare?one=ID-001&two=JP-001", "en", "dark", (1280, 1100)),
    Shot("sectors-ja", "/sectors", "ja"),
    Shot("reports-id", "/reports", "id", size=(1280, 700)),
    Shot("report-form-ja", "/reports/similarity?from.country=ID", "ja", size=(1280, 1400)),
    Shot("report-form-id-phone", "/reports/potential", "id", "dark", PHONE),
    Shot("report-id", "{report}", "id", size=(1280, 700)),
    Shot("events-ja-dark", "/events", "ja", "dark", (1280, 700)),
    Shot("event-form-id", "/events/plan", "id", size=(1280, 1800)),
    Shot("event-mistakes-en", "/events/plan", "en", size=(1280, 800), steps=_mistaken_event),
    Shot("event-file-ja", "/events/plan", "ja", size=(1280, 700), steps=_wrong_file),
    Shot("event-ja", "{event}", "ja", size=(1280, 1300)),
    Shot("event-id-phone", "{event}", "id", "dark", PHONE),
    Shot("event-replanned-en", "{replanned}", "en", size=(1280, 1300)),
    Shot("event-failed-id", "{failed}", "id", size=(1280, 800)),
    Shot("import-en", "/import", "en", size=(1280, 700)),
    Shot("import-preview-ja", "/import", "ja", size=(1280, 1300), steps=_look_at_file),
    Shot("import-report-id", "/import", "id", size=(1280, 800), steps=_import_file),
    Shot("error-ja-phone", "/nothing-here", "ja", size=PHONE),
    Shot("docs-en", "/docs", "en"),
)

WITH_KEYS = (
    Shot("keys-id", "/keys", "id", size=(1280, 700)),
    Shot("key-form-ja", "/keys/new", "ja", size=(1280, 1100)),
    Shot("key-made-en", "/keys/new", "en", size=(1280, 800), steps=_make_key),
    Shot("key-en-dark", "{portal}", "en", "dark", (1280, 1100)),
)
"""Of a service that has keys, for whoever is signed in."""

SIGN_IN = Shot("sign-in-id", "/sign-in", "id", size=(1280, 700))


def main(wanted: list[str]) -> None:
    """Write the pictures, all or those of these names."""
    FOLDER.mkdir(exist_ok=True)
    shots, with_keys, sign_in = (
        [shot for shot in listed if not wanted or shot.name in wanted]
        for listed in (SHOTS, WITH_KEYS, [SIGN_IN])
    )
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary) / "data"
        with Catalog.open(folder) as catalog, bundled_files() as paths:
            for path in paths:
                catalog.import_file(path)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with _served(folder) as base:
            needed = any("{" in shot.address for shot in shots)
            jobs = _jobs(browser, base) if needed else {}
            for shot in shots:
                _draw(browser, base, shot, jobs)
        key = _keys(folder)
        with _served(folder) as base:
            for shot in sign_in:
                _draw(browser, base, shot, {})
            for shot in with_keys:
                _draw(browser, base, shot, {"portal": f"/keys/{key['portal']}"}, key["admin"])
        browser.close()


def _draw(
    browser: Browser, base: str, shot: Shot, places: Mapping[str, str], key: str | None = None
) -> None:
    page = browser.new_page(
        base_url=base,
        viewport={"width": shot.size[0], "height": shot.size[1]},
        color_scheme=shot.scheme,
        locale=shot.language,
        timezone_id="Asia/Jakarta",
    )
    if key:
        page.goto("/sign-in")
        page.fill("#key", key)
        page.keyboard.press("Enter")
        page.wait_for_selector("form.session")
    page.goto(shot.address.format(**places))
    shot.steps(page)
    path = FOLDER / f"pages-{shot.name}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    page.close()


def _send_event(page: Page, text: str) -> None:
    """Send settings of an event as a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "event.toml"
        file.write_text(text, "utf-8")
        page.set_input_files("#file", file)
        page.locator(".other-way button").click()
        page.wait_for_load_state()


def _jobs(browser: Browser, base: str) -> dict[str, str]:
    """Have reports and events made, and wait for them; the last one stays at work."""
    page = browser.new_page(base_url=base, locale="id")
    found = {}

    def done(name: str) -> None:
        page.wait_for_selector(".state.done, .state.failed", timeout=JOB_MILLISECONDS)
        found[name] = page.url.removeprefix(base)

    page.goto("/reports/similarity?from.country=ID&to.country=JP&top=5")
    page.locator("main form button.main").click()
    done("report")
    text = (SAMPLES / "event.toml").read_text("utf-8")
    page.goto("/events/plan")
    _send_event(page, text)
    done("event")
    page.locator("details:has([name=cancelled]) summary").first.click()
    page.locator("[name=cancelled]").first.check()
    page.locator("form[action$=replan] button").click()
    page.wait_for_url(lambda url: not url.endswith(found["event"]))
    done("replanned")
    page.goto("/events/plan")
    _send_event(page, text.replace("fewest = 2, most = 3", "fewest = 9, most = 9"))
    done("failed")
    page.goto("/reports/similarity")
    page.locator("main form button.main").click()
    page.wait_for_selector("progress:not([value='0.0'], [value='0'])", timeout=JOB_MILLISECONDS)
    page.wait_for_timeout(3_000)  # until it says how long it will take
    found["running"] = page.url.removeprefix(base)
    page.close()
    return found


def _keys(folder: Path) -> dict[str, str]:
    """Make some keys: that of whoever runs the service, and the id of a portal's."""

    def make(*options: str) -> str:
        command = [str(MITRA), "--data", str(folder), "keys", "create", "--json", *options]
        made = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
        return str(json.loads(made.stdout)["key"])

    portal = ("--origin", "https://portal.example.or.id", "--daily-requests", "20000")
    admin = make("--scope", "admin", "--name", "Pengelola")
    searching = make("--scope", "search", "--name", "Portal", *portal)
    make("--scope", "reports", "--name", "JETRO Jakarta", "--organisation", "JETRO")
    make("--scope", "write", "--name", "Kadin Jabar", "--organisation", "Kadin Jawa Barat")
    return {"admin": admin, "portal": searching.split("_")[1]}


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A service over a catalogue."""
    command = [str(MITRA), "--data", str(folder), "serve", "--port", "0"]
    log = folder.parent / "log"
    with log.open("w") as written:  # not a pipe, which would fill up
        process = subprocess.Popen(command, stderr=written)  # noqa: S603 - our own command
    try:
        yield _announced(process, log)
    finally:
        process.terminate()
        process.wait()


def _announced(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address that a service says it answers at."""
    while process.poll() is None:
        if address := re.search(r"http://\S+", log.read_text("utf-8")):
            return address[0]
        time.sleep(0.1)
    raise RuntimeError(log.read_text("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])

"""The pages of the service in a real browser: by keyboard, in three languages, in light and dark."""

import json
import re
import subprocess
import sys
import threading
import time
import tomllib
import zipfile
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import openpyxl
import pytest
from sqlalchemy import insert, select

from recommender import Catalog
from service.database import ServiceDatabase
from service.database import jobs as job_table

pytestmark = pytest.mark.slow

LANGUAGES = ("id", "ja", "en")
SCHEMES = ("light", "dark")
MITRA = Path(sys.executable).with_name("mitra")
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}

PAGES = {
    "start": "/",
    "search": "/?q=pemasok+komponen+otomotif+di+Aichi&tier=2",
    "weak": "/?q=pemasok+komponen+otomotif&page=2",
    "empty": "/?q=baja&country=JP&sector=96",
    "company": "/companies/ID-001",
    "compare": "/compare?one=ID-001&two=JP-001",
    "sectors": "/sectors",
    "import": "/import",
    "keys": "/keys",
    "reports": "/reports",
    "report form": "/reports/similarity?from.country=ID&to.sector=29&to.city=Nagoya",
    "duplicates form": "/reports/duplicates",
    "events": "/events",
    "event form": "/events/plan",
    "docs": "/docs",
    "error": "/companies/NONE",
    "unknown": "/nothing/here",
}
ERRORS = {"error", "unknown"}
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
def serving(folder):
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory, bundled: Catalog):
    """A copy of the bundled companies, which an import may change."""
    copied = tmp_path_factory.mktemp("pages") / "data"
    subprocess.run(["cp", "-r", bundled.folder, copied], check=True)
    return copied


@pytest.fixture(scope="module")
def served(folder):
    """A service over it."""
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def jobs(served, folder):
    """Addresses of jobs: a report and an event that are done, one that failed, and one at work."""
    with httpx.Client(base_url=served, timeout=60) as client:
        report = {"kind": "similarity", "from": {"tier": "1"}, "to": {"country": "JP"}, "top": 1}
        event, impossible = (
            tomllib.loads(EVENT.replace("FEWEST", fewest)) for fewest in ("1", "100")
        )
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


@pytest.fixture(scope="module")
def with_keys(tmp_path_factory, bundled: Catalog):
    """A service that has keys, and one of whoever runs it."""
    folder = tmp_path_factory.mktemp("keys") / "data"
    subprocess.run(["cp", "-r", bundled.folder, folder], check=True)
    command = [MITRA, "--data", folder, "keys", "create", "--scope", "admin", "--json"]
    made = subprocess.run(command, check=True, capture_output=True)
    with serving(folder) as address:
        yield address, json.loads(made.stdout)["key"]


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


def preview(page, tmp_path):
    """Bring a page to the preview of an import."""
    file = tmp_path / "companies.csv"
    file.write_text(
        "id,nama,deskripsi,negara,catatan\n"
        "P-1,PT Peramban,Kami membuat roda gigi untuk pompa.,ID,x\n"
        "P-2,PT Kosong,,ID,\n"
    )
    page.set_input_files("#file", file)
    page.locator("main form button.main").click()
    page.wait_for_selector(".figures")


@pytest.mark.parametrize("name", [*PAGES, "preview"])
def test_a_page_has_no_barriers_that_a_program_can_find(opened, watch, tmp_path, name):
    from axe_playwright_python.sync_playwright import Axe

    for language, scheme in product(LANGUAGES, SCHEMES):
        watch.expected = name in ERRORS
        page = opened(PAGES.get(name, "/import"), language, scheme)
        if name == "preview":
            preview(page, tmp_path)
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
        found = Axe().run(page, options=options)
        assert found.violations_count == 0, f"{language} {scheme} {found.generate_report()}"
        page.context.close()


@pytest.mark.parametrize("name", [*PAGES, "preview"])
def test_a_page_fits_a_narrow_window(opened, watch, tmp_path, name):
    for language in LANGUAGES:
        watch.expected = name in ERRORS
        page = opened(PAGES.get(name, "/import"), language, viewport=NARROW)
        if name == "preview":
            preview(page, tmp_path)
        width = "() => document.documentElement.scrollWidth"
        assert page.evaluate(width) <= NARROW["width"], language
        small = page.evaluate(
            """() => [...document.querySelectorAll("a, button, select, summary")]
              .filter(e => e.checkVisibility() && !e.closest(".hidden, p, td, dd, .answers, .skip"))
              .filter(e => e.getBoundingClientRect().height < 24)
              .map(e => e.outerHTML.slice(0, 80))"""
        )
        assert small == [], language
        page.context.close()


@pytest.mark.parametrize("name", ["report", "event", "failed", "running"])
def test_the_page_of_a_job_has_no_barriers_and_fits_a_narrow_window(opened, jobs, name):
    from axe_playwright_python.sync_playwright import Axe

    for language, scheme in product(LANGUAGES, SCHEMES):
        page = opened(jobs[name], language, scheme)
        for details in page.locator("main details").all():
            details.locator("summary").click()
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
        found = Axe().run(page, options=options)
        assert found.violations_count == 0, f"{language} {scheme} {found.generate_report()}"
        page.set_viewport_size(NARROW)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        page.context.close()


MISTAKEN = {"name": "", "sessions.0.end": "08:00", "sides.a.capacity": "x"}


def test_mistakes_in_the_form_of_an_event_have_no_barriers_and_lead_to_their_fields(opened, watch):
    from axe_playwright_python.sync_playwright import Axe

    for language, scheme in product(LANGUAGES, SCHEMES):
        watch.expected = 1
        page = opened("/events/plan", language, scheme)
        for name, text in MISTAKEN.items():
            page.fill(f"[name='{name}']", text)
        page.locator("main form button.main").click()
        page.wait_for_selector("[role=alert]")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{language} {scheme} {found.generate_report()}"
        page.locator("[role=alert] a").last.click()
        assert page.evaluate("document.activeElement.id") == "sides.a.capacity"
        page.context.close()


def tab_to(page, selector, most=60):
    """Press Tab until an element of a selector has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement?.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


QUERIES = {
    "id": ("pemasok komponen otomotif", "Jepang"),
    "ja": ("自動車部品のプレス加工", "日本"),
    "en": ("stamped metal parts for cars", "Japan"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_search_to_export_by_keyboard_alone(opened, language):
    query, japan = QUERIES[language]
    page = opened("/", language)
    page.keyboard.press("Tab") if page.evaluate("document.activeElement.id") != "q" else None
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.insert_text(query)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    tab_to(page, ".facets a[href*='country=JP']")
    assert japan in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**country=JP*")
    tab_to(page, ".results h3 a")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/companies/*")
    assert page.locator("h1").text_content() == name
    page.go_back()  # the key for it is the browser's own, not the page's
    page.wait_for_url("**country=JP*")
    tab_to(page, ".export a[href*='.csv']")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    rows = Path(started.value.path()).read_text("utf-8-sig")
    assert name in rows
    assert started.value.suggested_filename == "mitra.csv"


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_asking_for_a_report_to_its_file_by_keyboard_alone(opened, language):
    page = opened("/sectors", language)
    tab_to(page, "header a[href='/reports']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports")
    tab_to(page, "a[href='/reports/similarity']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/similarity")
    for box in ("from.tier'][value='1", "to.country'][value='JP"):
        tab_to(page, f"[name='{box}']")
        page.keyboard.press("Space")
    tab_to(page, "main form button.main")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/*")
    # The page follows the job by itself.
    page.wait_for_selector(".files", timeout=120_000)
    tab_to(page, ".files a[href$='.xlsx']")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "similarity.xlsx"
    assert "xl/workbook.xml" in zipfile.ZipFile(started.value.path()).namelist()


def test_a_report_is_asked_for_and_opened_without_scripts(opened, watch):
    page = opened("/reports/potential", java_script_enabled=False)
    page.check("[name='from.country'][value='ID']")
    page.check("[name='to.country'][value='JP']")
    page.locator("main form button.main").click()
    page.wait_for_url("**/jobs/*")
    page.wait_for_selector(".files", timeout=120_000)
    with page.expect_popup() as opening:
        page.locator(".files a[target=_blank]").click()
    watch.over(opening.value)
    opening.value.reload()
    assert opening.value.locator("h1").is_visible()
    assert opening.value.url.startswith(watch.base)


def test_a_job_at_work_is_followed_and_ended_by_a_button(opened):
    page = opened("/reports/similarity")
    page.locator("main form button.main").click()
    page.wait_for_url("**/jobs/*")
    page.wait_for_selector("progress:not([value='0.0'], [value='0'])", timeout=60_000)
    assert "%" in page.locator("#progress-text").inner_text()
    page.locator(".following button").click()
    page.wait_for_selector(".state.cancelled")
    assert page.locator("progress").count() == 0


def test_an_event_is_planned_from_a_file_opened_and_planned_again(opened, watch, tmp_path):
    page = opened("/events/plan", "ja")
    file = tmp_path / "acara.toml"
    file.write_text(EVENT.replace("FEWEST", "= 1"))
    watch.expected = 1
    page.set_input_files("#file", file)
    page.locator(".other-way button").click()
    page.wait_for_selector(".source mark")
    assert page.locator(".source mark").inner_text().startswith("14 ")
    file.write_text(EVENT.replace("FEWEST", "1"))
    page.set_input_files("#file", file)
    page.locator(".other-way button").click()
    page.wait_for_url("**/jobs/*")
    page.wait_for_selector(".files", timeout=180_000)
    planned = page.url
    for link in page.locator(".files a[target=_blank]").all():
        with page.expect_popup() as opening:
            link.click()
        watch.over(opening.value)
        opening.value.wait_for_url(link.evaluate("a => a.href"))
        opening.value.reload()
        assert "Temu Bisnis" in opening.value.locator("body").inner_text()
        opening.value.close()
    page.locator("details:has([name=cancelled]) summary").first.click()
    away = page.locator("[name=cancelled]").first
    name = page.locator("label:has([name=cancelled]) bdi").first.inner_text()
    away.check()
    page.locator("form[action$=replan] button").click()
    page.wait_for_url(lambda url: url != planned and "/jobs/" in url)
    page.wait_for_selector(".figures", timeout=180_000)
    guests = page.locator("label:has([name=cancelled]) bdi").all_inner_texts()
    assert guests
    assert name not in guests


def test_an_edited_workbook_is_checked_and_what_cannot_be_held_is_listed(opened, jobs, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(jobs["event"], "id")
    with page.expect_download() as started:
        page.locator(".files a[href$='event.xlsx']").click()
    right, wrong = tmp_path / "event.xlsx", tmp_path / "edited.xlsx"
    started.value.save_as(right)
    book = openpyxl.load_workbook(right)
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[2]])
    book.save(wrong)
    for workbook in (wrong, right):
        before = page.url
        page.set_input_files("#workbook", workbook)
        page.locator("form[action$=check] button").click()
        page.wait_for_url(lambda url, before=before: url != before and "/jobs/" in url)
        page.wait_for_selector("#checked", timeout=180_000)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        rows = page.locator("table[lang=id] tbody td:first-child").all_inner_texts()
        timetable = page.locator(".files a[href$='timetable.html']").count()
        if workbook == wrong:
            assert str(sheet.max_row) in rows
            assert not timetable
            assert page.locator("form[action$=replan]").count() == 0
        else:
            assert rows == []
            assert timetable


def test_a_key_is_made_on_a_page_without_barriers(browser, with_keys):
    from axe_playwright_python.sync_playwright import Axe

    base, key, *_ = with_keys
    for language, scheme in product(LANGUAGES, SCHEMES):
        context = browser.new_context(base_url=base, locale=language, color_scheme=scheme)
        watch, page = Watch(base), context.new_page()
        watch.over(page)
        page.goto("/sign-in?next=/keys")
        page.fill("#key", key)
        page.keyboard.press("Enter")
        page.wait_for_selector("main a.button")
        barriers = Axe().run(page)
        assert barriers.violations_count == 0, barriers.generate_report()
        page.locator("main a.button").click()
        page.wait_for_url("**/keys/new")
        barriers = Axe().run(page)
        assert barriers.violations_count == 0, barriers.generate_report()
        page.check("[name=scope][value=search]")
        page.fill("#origins", "https://portal.example")
        page.locator("main form button.main").click()
        page.wait_for_selector("#secret")
        barriers = Axe().run(page)
        assert barriers.violations_count == 0, barriers.generate_report()
        made = page.input_value("#secret")
        page.locator(f"main a[href*='/keys/{made.split('_')[1]}']").click()
        page.wait_for_selector("dl.lines")
        barriers = Axe().run(page)
        assert barriers.violations_count == 0, barriers.generate_report()
        page.set_viewport_size(NARROW)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        assert watch.events == []
        context.close()


def test_the_first_tab_leads_past_the_navigation(opened):
    page = opened("/sectors")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_focus_is_seen(opened):
    page = opened("/?q=baja")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e),
              r = e.getBoundingClientRect();
              return [s.outlineStyle, parseFloat(s.outlineWidth), r.bottom > 0 && r.top < innerHeight] }"""
        )
        assert seen[0] == "solid"
        assert seen[1] >= 2
        assert seen[2]


def test_the_state_survives_reloading_going_back_and_sending_the_address_on(opened):
    page = opened("/")
    page.fill("#q", "pemasok baja di Aichi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    page.locator(".facets a[href*='language=ja']").first.click()
    page.wait_for_url("**language=ja*")
    address, shown = page.url, page.locator("main").inner_text()
    page.reload()
    assert page.locator("main").inner_text() == shown
    page.locator(".results h3 a").first.click()
    page.wait_for_url("**/companies/*")
    page.go_back()
    assert page.url == address
    assert page.locator("main").inner_text() == shown
    assert page.input_value("#q") == "pemasok baja di Aichi"
    page.go_back()
    assert "language=ja" not in page.url
    assert opened(address).locator("main").inner_text() == shown


def test_the_language_is_switched_without_losing_the_search(opened):
    page = opened("/?q=baja&country=JP", "id")
    page.locator("a[hreflang=ja]").click()
    page.wait_for_url("**lang=ja*")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["baja"], "country": ["JP"], "lang": ["ja"]}
    page.fill("#q", "鉄")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=%E9%89%84*")
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.locator(".chip").count() >= 1


def test_composing_japanese_sends_nothing_until_it_is_sent(opened, watch):
    page = opened("/", "ja")
    page.focus("#q")
    before = len(watch.requests)
    session = page.context.new_cdp_session(page)
    for text in ("じ", "じど", "じどう", "自動", "自動車"):
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    # The Enter key that ends a composition, as browsers tell of it.
    for composing, code in ((True, 229), (False, 229)):
        sent = page.evaluate(
            """([isComposing, keyCode]) => document.querySelector("#q").dispatchEvent(
              new KeyboardEvent("keydown", {key: "Enter", isComposing, keyCode, bubbles: true,
                                            cancelable: true}))""",
            [composing, code],
        )
        assert sent is False
    session.send("Input.insertText", {"text": "自動車部品"})
    page.wait_for_timeout(700)
    assert len(watch.requests) == before
    assert page.input_value("#q") == "自動車部品"
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    searches = [url for url in watch.requests[before:] if "q=" in url]
    assert len(searches) == 1


def test_the_pages_work_without_scripts(opened, tmp_path):
    page = opened("/", java_script_enabled=False)
    page.fill("#q", "komponen stamping")
    page.locator("button.main").click()
    page.locator(".results h3 a").first.click()
    page.locator(".compare a").first.click()
    assert page.locator(".profiles article").count() == 2


def test_a_file_is_imported_and_its_companies_are_found(opened, tmp_path):
    page = opened("/import")
    preview(page, tmp_path)
    assert page.locator("select").count() == 5
    assert page.locator("tbody tr:has-text('deskripsi') select").input_value() == "description"
    page.locator("button[value=import]").click()
    page.wait_for_selector("h1:has-text('Import done')")
    assert page.locator("table").inner_text().count("deskripsi") == 1
    page.goto("/?q=roda gigi untuk pompa")
    assert page.locator(".results h3").first.inner_text() == "PT Peramban"


def test_a_longer_import_says_that_it_is_at_work_and_is_sent_once(opened, watch, tmp_path):
    page = opened("/import", "ja")
    page.evaluate(
        """() => document.querySelector("form[data-busy]").addEventListener("submit", event => {
          window.defaulted = [...(window.defaulted ?? []), event.defaultPrevented];
          event.preventDefault();
        })"""
    )
    file = tmp_path / "x.csv"
    file.write_text("id,name\n")
    page.set_input_files("#file", file)
    for _ in range(2):
        page.locator("main form button.main").click()
    assert page.evaluate("window.defaulted") == [False, True]
    assert page.locator(".busy").inner_text() == "処理中です…"


def test_japanese_lines_break_as_japanese_typesetters_break_them(opened):
    page = opened("/", "ja")
    style = page.evaluate(
        """() => { const s = getComputedStyle(document.querySelector("h1"));
          return [s.lineBreak, s.wordBreak, getComputedStyle(document.body).lineBreak] }"""
    )
    assert style == ["strict", "auto-phrase", "strict"]


def test_paper_has_the_content_without_the_controls(opened):
    page = opened("/companies/ID-001")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("h1").is_visible()


def test_signing_in_by_keyboard_on_a_page_without_barriers(browser, with_keys):
    from axe_playwright_python.sync_playwright import Axe

    base, key = with_keys
    for language, scheme in product(LANGUAGES, SCHEMES):
        context = browser.new_context(base_url=base, locale=language, color_scheme=scheme)
        watch, page = Watch(base), context.new_page()
        watch.over(page)
        page.goto("/?q=baja")
        assert "/sign-in?next=" in page.url
        assert Axe().run(page).violations_count == 0
        tab_to(page, "#key")
        page.keyboard.insert_text(key)
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=baja")
        assert page.locator(".results h3").count() == 10
        assert page.evaluate("document.cookie") == ""
        page.locator("form.session button").click()
        page.wait_for_url("**/sign-in?*")
        assert watch.events == []
        context.close()

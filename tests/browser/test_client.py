"""The JavaScript client in a page of another origin: a search, an error, a job followed to its end."""

import functools
import http.server
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.access.key_store import KeyStore
from service.database import ServiceDatabase

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "how-to" / "clients.md").read_text("utf-8")
MODULE = ROOT / "clients" / "javascript" / "built" / "mitra-client.js"
MITRA = Path(sys.executable).with_name("mitra")
pytestmark = pytest.mark.slow


def snippet(name):
    [found] = re.findall(rf"<!-- {re.escape(name)} -->\n```\w+\n(.*?)```", GUIDE, re.DOTALL)
    return found


@dataclass
class Sites:
    """A service, a portal whose pages use it, and keys for these pages."""

    service: str
    portal: str
    searching: str
    reporting: str


class _Quiet(http.server.SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self):
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def sites(bundled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("client")
    data, pages = folder / "data", folder / "pages"
    shutil.copytree(bundled.folder, data)
    pages.mkdir()
    shutil.copy(MODULE, pages)
    handler = type("Host", (_Quiet,), {})
    host = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(pages))
    )
    portal = f"http://127.0.0.1:{host.server_port}"
    database = ServiceDatabase(data)
    keys = KeyStore(database)
    _, searching = keys.create("page", ["search"], origins=[portal])
    _, reporting = keys.create("staff", ["reports"], organisation="Kadin", origins=[portal])
    database.close()
    command = [MITRA, "--data", data, "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
    service = re.search(r"http://\S+", process.stderr.readline())[0]
    readers = [
        threading.Thread(target=lambda: sys.stderr.writelines(process.stderr)),
        threading.Thread(target=host.serve_forever, args=(0.05,)),
    ]
    for reader in readers:
        reader.start()
    handler.policy = f"default-src 'none'; script-src 'self'; connect-src {service}"
    (pages / "index.html").write_text(snippet("page"), "utf-8")
    script = snippet("partners.js").replace("https://mitra.example.or.id", service)
    (pages / "partners.js").write_text(script.replace("mitra_0a1b…", searching.text), "utf-8")
    (pages / "empty.html").write_text("<!doctype html><title>x</title>", "utf-8")
    yield Sites(service, portal, searching.text, reporting.text)
    process.kill()
    host.shutdown()
    for reader in readers:
        reader.join()
    process.wait()
    process.stderr.close()
    host.server_close()


@pytest.fixture
def opened(browser, sites):
    """Open a page of the portal; fail if it says or asks anything that it should not."""
    context = browser.new_context()
    page, events = context.new_page(), []

    def requested(request):
        if not request.url.startswith((sites.portal, sites.service)):
            events.append(request.url)

    page.on("request", requested)
    page.on("pageerror", lambda error: events.append(str(error)))
    page.on("dialog", lambda dialog: (events.append("dialog"), dialog.dismiss()))

    def open_page(name="empty.html"):
        page.goto(f"{sites.portal}/{name}")
        return page

    yield open_page
    context.close()
    assert events == []


def run(page, sites, line, key=""):
    """Run a line of JavaScript with a client, and give what comes of it."""
    script = """async ([url, key, line]) => {
        const client = await import("/mitra-client.js");
        const mitra = new client.MitraClient(url, { key, language: "ja" });
        try { return await LINES[line](mitra, client); }
        catch ({ name, code, status, title, instance }) { return { name, code, status, title, instance }; }
    }"""
    lines = """{
        search: (mitra) => mitra.search({ query: "komponen otomotif", limit: 3 }),
        unknown: (mitra) => mitra.getCompany("NONE"),
        put: (mitra) => mitra.putCompany("X", { name: "x", description: "x", country: "ID" }),
        tag: (mitra) => mitra.companyAndTag("ID-001"),
        known: async (mitra) => {
            const [, tag] = await mitra.companyAndTag("ID-001");
            return { answer: await mitra.getCompany("ID-001", { ifNoneMatch: tag }) };
        },
        stopped: async (mitra) => {
            const stop = new AbortController();
            const answer = mitra.search({ query: "komponen" }, { signal: stop.signal });
            stop.abort();
            return await answer;
        },
        follow: async (mitra) => {
            const asked = { kind: "similarity", from: { region: "Jawa Barat" }, to: { country: "JP" } };
            const { id } = await mitra.makeReport({ ...asked, top: 1, formats: ["csv"] });
            const seen = [];
            for await (const job of mitra.follow(id)) seen.push(job);
            const file = await mitra.downloadReport(id, "similarity.csv");
            return { seen, text: await file.text() };
        },
    }"""
    made = script.replace("LINES", f"({lines})")
    return page.evaluate(made, [sites.service, key or sites.searching, line])


def test_the_page_of_the_guide_shows_partners_in_their_own_language(opened):
    page = opened("index.html")
    page.locator("li").first.wait_for()
    assert page.locator("li").count() == 5
    assert set(page.locator("li").evaluate_all("all => all.map((one) => one.lang)")) <= {"id", "en"}


def test_a_page_of_another_origin_searches(opened, sites):
    answer = run(opened(), sites, "search")
    assert [result["rank"] for result in answer["results"]] == [1, 2, 3]


def test_a_problem_is_an_error_in_the_language_of_the_page(opened, sites):
    problem = run(opened(), sites, "unknown")
    assert (problem["name"], problem["code"], problem["status"]) == (
        *("ProblemError", "unknown-company"),
        404,
    )
    assert re.search("[ぁ-ん]", problem["title"])
    assert problem["instance"].startswith("urn:uuid:")


def test_a_key_for_searching_changes_nothing(opened, sites):
    assert run(opened(), sites, "put")["status"] == 403


def test_a_wrong_key_is_refused_in_a_page_as_elsewhere(opened, sites):
    problem = run(opened(), sites, "search", sites.searching[:-4] + "AAAA")
    # Without a valid key the service lets no page read its answer, the refusal neither.
    assert problem["code"] in {"key-invalid", "unreachable"}


def test_the_version_of_a_company_can_be_read_and_asked_about(opened, sites):
    company, tag = run(opened(), sites, "tag")
    assert company["id"] == "ID-001"
    assert tag.startswith('"')
    assert run(opened(), sites, "known") == {"answer": None}


def test_whoever_stops_waiting_is_told_so(opened, sites):
    assert run(opened(), sites, "stopped")["name"] == "AbortError"


def test_a_job_is_followed_to_its_end_and_downloaded(opened, sites):
    made = run(opened(), sites, "follow", sites.reporting)
    assert made["seen"][-1]["state"] == "done"
    assert "partner_id" in made["text"]

"""The JavaScript client: made of these sources, small, and right in Node.js; in pages see tests/browser."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mitra_client import models

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "clients" / "javascript"
BUILT = FOLDER / "built"
MODULE = BUILT / "mitra-client.js"
MAX_COMPRESSED = 8_000

node = pytest.mark.skipif(not shutil.which("node"), reason="needs Node.js 20; pages run it too")


def digest(paths, base):
    made = hashlib.sha256()
    for named, content in sorted((name(path, base), path.read_bytes()) for path in paths):
        made.update(f"{named}\0{len(content)}\0".encode() + content)
    return made.hexdigest()


def name(path, base):
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else f"../{path.name}"


def sources():
    own = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"]
    paths = [FOLDER / one for one in own] + list((FOLDER / "src").iterdir())
    return [*paths, ROOT / "clients" / "openapi.json"]


def test_the_module_and_its_types_were_made_of_these_sources():
    head = MODULE.read_text("utf-8").partition("\n")[0]
    types = BUILT / "types"
    declarations = [*(types / "src").iterdir(), *(types / "made").iterdir()]
    said = (
        f"made of sources {digest(sources(), FOLDER)}, with types {digest(declarations, types)} */"
    )
    assert head.endswith(said), "run: make clients"


@pytest.mark.skipif(
    not (FOLDER / "node_modules").is_dir() or not shutil.which("node"),
    reason="needs what `make clients` installs; the hash of the sources is checked in any case",
)
def test_building_again_makes_the_same_files(tmp_path):
    subprocess.run(["node", "build.mjs", tmp_path], cwd=FOLDER, check=True, timeout=120)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*s")}
    kept = {path.relative_to(BUILT): path.read_bytes() for path in BUILT.rglob("*.*s")}
    assert made == kept


def test_it_has_the_version_of_the_service_and_of_the_other_client(committed):
    from mitra_client import VERSION

    package = json.loads((FOLDER / "package.json").read_text("utf-8"))
    assert package["version"] == VERSION == committed["info"]["version"]


def test_nothing_that_it_is_made_from_says_where_it_was_fetched():
    locked = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    assert all("resolved" not in package for package in locked.values())
    assert all("integrity" in package for path, package in locked.items() if path)


def test_it_needs_no_other_package_and_is_small():
    package = json.loads((FOLDER / "package.json").read_text("utf-8"))
    assert "dependencies" not in package
    text = MODULE.read_text("utf-8")
    assert not re.search(r"^import\b|\brequire\(|\bimport\(", text, re.MULTILINE)
    assert not re.search(r"\beval\(|new Function|innerHTML", text)
    assert len(gzip.compress(text.encode(), mtime=0)) <= MAX_COMPRESSED


def test_every_operation_is_a_method_with_types(committed):
    declared = (BUILT / "types" / "made" / "operations.d.ts").read_text("utf-8")
    methods = set(re.findall(r"^    (\w+)\(", declared, re.MULTILINE))
    operations = {
        one["operationId"] for path in committed["paths"].values() for one in path.values()
    }
    assert methods == operations
    for operation in operations:
        assert re.search(rf"^  {operation}\(", MODULE.read_text("utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def answers(service, event):
    command = ["node", Path(__file__).with_name("calls.mjs"), service.url, service.key]
    command += [service.searching.split("_")[1], json.dumps(event)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@node
def test_every_operation_answers_what_the_document_says(answers, service):
    document = service.document
    operations = {
        one["operationId"]: one for path in document["paths"].values() for one in path.values()
    }
    assert set(answers) == set(operations)
    forms = 0
    for name, operation in operations.items():
        good = (
            one for status, one in operation["responses"].items() if status in {"200", "201", "202"}
        )
        content = next(good, {}).get("content", {})
        form = content.get("application/json", {}).get("schema", {}).get("$ref")
        if form:
            getattr(models, form.rpartition("/")[2]).model_validate(answers[name])
            forms += 1
    assert forms > len(operations) / 2
    assert answers["deleteCompany"] is None
    assert answers["putCompany"]["id"] == "商工 1&x"
    assert answers["downloadReport"]["bytes"] == answers["downloadReport"]["expected"] > 0
    assert [one["kind"] for one in answers["followJob"]] == ["end"]
    assert "mitra_requests_total" in answers["metrics"]
    assert {one["country"] for one in answers["search"]["results"]} == {"JP"}


PROBLEM = b'{"type":"urn:x","title":"Busy.","status":503,"detail":"Wait.","code":"queue-full"}'
HEALTH = b'{"status":"ok","generation":1}'
OK = (200, {}, HEALTH)


@pytest.fixture
def run(server):
    """Run a line of JavaScript with a client of a server whose answers are given."""

    def do(line, *answers):
        server.answers[:] = answers
        command = ["node", Path(__file__).with_name("patience.mjs"), server.url, line]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return do


def busy(status=503, after=None):
    return status, {} if after is None else {"Retry-After": str(after)}, PROBLEM


@node
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_when_it_says(run, server, status):
    assert run("return mitra.health()", busy(status, 1), OK) == {"answer": json.loads(HEALTH)}
    first, second = (asked[-1] for asked in server.asked)
    assert 1 <= second - first < 3


@node
def test_it_is_not_waited_for_longer_than_there_is_patience(run, server):
    said = run("return mitra.health()", busy(after=6))
    assert (said["name"], said["code"], said["retryAfter"]) == ("ProblemError", "queue-full", 6)
    assert len(server.asked) == 1


@node
def test_where_no_answer_came_only_what_may_be_repeated_is_sent_again(run, server):
    assert "answer" in run("return mitra.health()", None, OK)
    assert run("return mitra.search({ query: 'baja' })", None)["code"] == "unreachable"
    assert len(server.asked) == 3


@node
def test_an_import_is_sent_again_under_the_same_key(run, server):
    run("return mitra.importCompanies('{}', 'application/jsonl')", None, busy(409, 1), OK)
    keys = {
        {name.lower(): value for name, value in asked[2].items()}["idempotency-key"]
        for asked in server.asked
    }
    assert (len(server.asked), len(keys)) == (3, 1)


@node
@pytest.mark.parametrize("answer", [(502, {}, b"<h1>Bad</h1>"), (200, {}, b"<h1>Welcome</h1>")])
def test_an_answer_of_something_before_the_service_is_a_problem_too(run, answer):
    said = run("return mitra.health()", answer)
    assert (said["code"], said["status"]) == ("unexpected-answer", answer[0])


@node
def test_the_key_goes_to_nobody_that_an_answer_names(run, server):
    answers = [(307, {"Location": f"{server.url}/elsewhere"}, b"")] * 5
    assert run("return mitra.health()", *answers)["name"] == "ProblemError"
    assert {asked[1] for asked in server.asked} == {"/healthz"}


@node
def test_whoever_stops_waiting_is_told_so(run, server):
    line = "const stop = new AbortController(); setTimeout(() => stop.abort(), 200);"
    said = run(f"{line} return mitra.health({{ signal: stop.signal }})", busy(after=4), OK)
    assert said["name"] == "AbortError"
    assert len(server.asked) == 1


@node
@pytest.mark.parametrize("name", ["..", ".", "", "a//b"])
def test_an_id_leads_to_no_other_path(run, server, name):
    assert run(f"return mitra.getCompany({json.dumps(name)})")["name"] == "RangeError"
    assert server.asked == []

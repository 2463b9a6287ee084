"""Reports over HTTP, from a real process: asked for, followed, downloaded, each organisation for itself."""

import csv
import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import polars as pl
import pytest

pytestmark = pytest.mark.slow

MITRA = Path(sys.executable).with_name("mitra")
SIDES = {"from": {"country": "ID"}, "to": {"country": ["JP"]}}
COMPANIES = 90
FORMATS = ("html", "xlsx", "csv", "parquet")


@pytest.fixture(scope="module")
def made(service, tmp_path_factory):
    """A report that the other office had made, with contacts, and its files."""
    with service.office("other") as office:
        events = list(office.follow(office.ask(contacts=True)["id"]))
        job = events[-1][2]
        yield events, job, office.download(job, tmp_path_factory.mktemp("made"))


def listed(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_it_is_followed_from_the_queue_to_the_end(made):
    events, job, _ = made
    kinds, ids, jobs = zip(*events, strict=True)
    assert kinds == ("progress",) * (len(kinds) - 1) + ("end",)
    assert list(ids) == sorted(set(ids))
    shares = [each["done"] for each in jobs]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert job["state"] == "done"
    assert job["started_at"] <= job["finished_at"] < job["kept_until"]
    assert {f"similarity.{name}" for name in FORMATS} <= {file["name"] for file in job["files"]}


def test_after_a_break_the_end_comes_again(service, made):
    events, job, _ = made
    with service.office("other") as office:
        again = list(office.follow(job["id"], **{"Last-Event-ID": str(events[0][1])}))
        assert again[-1] == events[-1]
        assert list(office.follow(job["id"], **{"Last-Event-ID": "x" * 100}))[-1] == events[-1]


def test_its_numbers_are_those_of_the_command_line(service, tmp_path):
    arguments = ["--from", "country=ID", "--to", "country=JP", "--top", "2", "--output", tmp_path]
    command = [MITRA, "--data", service.folder, "report", "similarity", *arguments]
    subprocess.run(command, check=True, capture_output=True, env={"LC_ALL": "C.UTF-8", "PATH": ""})
    with service.office("operator") as office:
        job = office.finished(office.ask(**SIDES)["id"])
        got = office.download(job, tmp_path / "http")
    one, other = (json.loads((path / "similarity.json").read_text()) for path in (tmp_path, got))
    changing = ("created_at", "files")
    assert all(one[name] == other[name] for name in one.keys() - changing)
    for name in one["files"]:
        if name.endswith(".csv"):
            assert (got / name).read_bytes() == (tmp_path / name).read_bytes()
        if name.endswith(".parquet"):
            assert pl.read_parquet(got / name).equals(pl.read_parquet(tmp_path / name))
    books = [openpyxl.load_workbook(path / "similarity.xlsx") for path in (tmp_path, got)]
    for sheet in books[0].sheetnames[:-1]:
        here, there = (list(book[sheet].iter_rows(values_only=True)) for book in books)
        assert here == there
    rows = [
        re.findall(r"<td.*?</td>", (p / "similarity.html").read_text()) for p in (tmp_path, got)
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) > 100


def test_another_organisation_gets_nothing_of_what_one_hides(service, made):
    """All companies were compared with all, and the report is of everything that the other sees."""
    _, _, folder = made
    seen = {row["id"] for row in listed(folder / "similarity-companies.csv")}
    assert len(seen) == COMPANIES - len(service.hidden)
    # A longer id may begin like a shorter one.
    hidden = re.compile("|".join(rf"{re.escape(one)}(?!\w)" for one in service.hidden))
    for path in folder.iterdir():
        if path.suffix == ".parquet":
            text = pl.read_parquet(path).write_csv()
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            text = repr([list(sheet.iter_rows(values_only=True)) for sheet in book])
        else:
            text = path.read_text("utf-8-sig")
        assert not hidden.findall(text), path.name
    assert hidden.findall(" ".join(service.hidden))


def test_contacts_are_those_that_the_owner_of_the_report_may_see(made):
    _, _, folder = made
    rows = listed(folder / "similarity-companies.csv")
    shown = {row["id"] for row in rows if row["contact"]}
    assert 0 < len(shown) < len(rows)
    assert all(row["contact"].endswith(row["id"]) for row in rows if row["contact"])
    pairs = listed(folder / "similarity.csv")
    assert {row["partner_id"] for row in pairs if row["partner_contact"]} <= shown


def test_a_job_does_not_exist_for_others(service, made):
    _, job, _ = made
    paths = [f"/v1/jobs/{job['id']}", f"/v1/jobs/{job['id']}/events", job["files"][0]["url"]]
    with service.office("hiding") as office:
        for path in paths:
            assert office.client.get(path).status_code == 404
        assert office.client.delete(paths[0]).status_code == 404
        assert job["id"] not in {one["id"] for one in office.client.get("/v1/jobs").json()["jobs"]}
    with service.office("reader") as office:
        assert {office.client.get(path).status_code for path in paths} == {403}
    with service.office("operator") as office:
        assert {office.client.get(path).status_code for path in paths} == {200}


def test_the_keys_of_an_organisation_share_its_jobs(service):
    with service.office("hiding") as one, service.office("hiding too") as other:
        job = one.ask(formats=["csv"])
        assert other.job(job["id"])["id"] == job["id"]
        assert other.client.get("/v1/jobs").json()["jobs"][0]["id"] == job["id"]
        assert other.client.delete(f"/v1/jobs/{job['id']}").json()["state"] == "cancelled"


@pytest.mark.parametrize(
    "name",
    [
        "nothing.csv",
        "../../service.db",
        "%2e%2e/%2e%2e/service.db",
        "..%2f..%2fservice.db",
        "%2fetc%2fpasswd",
        "similarity.csv%00.html",
        "CON",
        ".mitra-parts",
        "",
    ],
)
def test_names_that_the_job_has_not_written_lead_nowhere(service, made, name):
    _, job, _ = made
    with service.office("other") as office:
        answer = office.client.get(f"/v1/reports/{job['id']}/{name}")
        assert answer.status_code == 404
        assert answer.json()["code"] in {"no-such-file", "no-such-path"}


def test_a_file_is_to_be_saved_and_runs_nothing(service, made):
    _, job, _ = made
    with service.office("other") as office:
        for file in job["files"][:4]:
            headers = office.client.get(file["url"]).headers
            assert headers["content-disposition"] == f'attachment; filename="{file["name"]}"'
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
            assert "no-store" in headers["cache-control"]


def test_many_ranges_cost_no_more_than_the_file(service, made):
    _, job, folder = made
    whole = (folder / "similarity.csv").read_bytes()
    url = f"/v1/reports/{job['id']}/similarity.csv"
    # 16 KiB are what the server takes of headers.
    ranges = {
        "bytes=0-," + "0-," * 5_000: 200,
        "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 3_000, 2)): 200,
        "bytes=-1": 200,
        f"bytes={len(whole)}-": 200,
        "bytes=5-4": 200,
        "bytes=" + "9" * 5000 + "-": 200,
        "lines=1-2": 200,
        "bytes=10-19": 206,
        f"bytes={len(whole) - 7}-": 206,
    }
    with service.office("other") as office:

        def quickest(headers):
            took = []
            # Of many, so that it tells what it costs and not what else the machine does.
            while len(took) < 3 or (min(took) > 0.1 and len(took) < 20):
                begun = time.perf_counter()
                answer = office.client.get(url, headers=headers)
                took.append(time.perf_counter() - begun)
            return answer, min(took)

        for given, status in ranges.items():
            answer, took = quickest({"Range": given})
            assert answer.status_code == status, given[:30]
            assert took < 0.1
            if status == 200:
                assert answer.content == whole
        assert answer.content == whole[-7:]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"kind": "similarity", "from": {"country": "XX"}}, 422, "unknown-filter-value"),
        ({"kind": "similarity", "from": {"colour": "red"}}, 422, "unknown-filter"),
        ({"kind": "similarity", "from": {"ids": "/etc/passwd"}}, 422, "unknown-filter"),
        (
            {"kind": "similarity", "from": {"country": "JP", "language": "id"}},
            *(422, "empty-selection"),
        ),
        ({"kind": "similarity", "top": 0}, 422, "invalid-request"),
        ({"kind": "similarity", "top": 10**9}, 422, "invalid-request"),
        ({"kind": "similarity", "formats": []}, 422, "invalid-request"),
        ({"kind": "similarity", "formats": ["exe"]}, 422, "invalid-request"),
        ({"kind": "similarity", "memory": 1}, 422, "invalid-request"),
        ({"kind": "all"}, 422, "invalid-request"),
        ({}, 422, "invalid-request"),
        ([], 422, "invalid-request"),
        ({"kind": "duplicates"}, 403, "operator-only"),
    ],
)
def test_what_cannot_be_made_is_refused_at_once(service, body, status, code):
    with service.office("other") as office:
        answer = office.client.post("/v1/reports", json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_report_speaks_the_language_that_was_asked_for(service, tmp_path):
    with service.office("operator") as office:
        asked = {"kind": "potential", "formats": ["html"], "language": "ja", **SIDES}
        answer = office.client.post("/v1/reports", json=asked)
        job = office.finished(answer.json()["id"])
        page = (office.download(job, tmp_path) / "potential.html").read_text("utf-8")
    assert '<html lang="ja"' in page
    assert [file["name"] for file in job["files"]] == ["potential.html", "potential.json"]


def test_whoever_runs_the_service_has_duplicates_looked_for(service, tmp_path):
    with service.office("operator") as office:
        asked = {"kind": "duplicates", "formats": ["csv"], "merge_from": 0.99}
        job = office.finished(office.client.post("/v1/reports", json=asked).json()["id"])
        folder = office.download(job, tmp_path)
    assert {path.name for path in folder.iterdir()} == {
        "duplicates.csv",
        "duplicates.json",
        "duplicates-review.xlsx",
    }


def test_a_job_that_nobody_can_do_says_why_in_the_readers_language(service):
    """What the filters choose is known only when the report is made."""
    with service.office("other") as office:
        only = {"organisation": "Kadin Jabar"}
        answer = office.client.post("/v1/reports", json={"kind": "similarity", "from": only})
        assert answer.status_code == 422
        assert "Kadin" not in answer.text.replace("Kadin Jabar", "").replace("kadin jabar", "")

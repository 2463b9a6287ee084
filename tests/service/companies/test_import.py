"""Files over HTTP: every row accounted for, sent again without harm, refused with a reason."""

import itertools
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import httpx
import polars as pl
import pytest
import xlsxwriter

from recommender import Catalog
from service import idempotency
from service.database import ServiceDatabase
from service.idempotency import IdempotentRequests
from service.routes import importing
from service.routes.importing import MAX_IMPORT

pytestmark = pytest.mark.slow

PATH = "/v1/companies/import"
NDJSON = {"Content-Type": "application/x-ndjson"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = [
    {"id": "P-1", "name": "PT Satu", "country": "ID", "description": "Kami membuat baut."},
    {"id": "P-2", "name": "二号株式会社", "country": "JP", "description": "金型を作っています。"},
]


def lines(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def csv(*rows):
    cells = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return "\n".join(cells).encode()


LINES = lines(*ROWS)


@pytest.fixture
def kadin(shared):
    key = shared.key("write", "Kadin")

    def send(content=LINES, headers=NDJSON, **request):
        return shared.ask("POST", PATH, key, content=content, headers=headers, **request)

    return send


def test_companies_line_by_line_become_the_keys_own(shared, kadin):
    assert kadin().json() == {
        "dry_run": False,
        "read": 2,
        "saved": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": [],
        "not_listed": 0,
    }
    assert shared.catalog.get("P-2").organisation == "Kadin"
    changed = {**ROWS[0], "city": "Bekasi"}
    counts = kadin(lines(changed, ROWS[1])).json()
    assert (counts["saved"], counts["updated"], counts["unchanged"]) == (0, 1, 1)


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_rows_that_cannot_be_saved_are_told_and_the_others_saved(shared, kadin, language):
    foreign, wrong = {**ROWS[0], "id": "J-PUBLIC"}, {**ROWS[0], "id": "P-3", "country": "Mars"}
    body = lines(ROWS[0], foreign) + b"{\n" + lines(wrong)
    answer = kadin(body, {**NDJSON, "Accept-Language": language}).json()
    assert (answer["read"], answer["saved"]) == (4, 1)
    told = sorted((one["row"], one["column"], one["code"]) for one in answer["rejected"])
    assert told == [
        (2, "id", "company-of-another"),
        (3, None, "not-json"),
        (4, "country", "country-code"),
    ]
    assert all(one["reason"] and one["remedy"] for one in answer["rejected"])
    reasons = {"en": "ISO 3166", "id": "ISO 3166", "ja": "ISO 3166"}
    assert any(reasons[language] in one["reason"] + one["remedy"] for one in answer["rejected"])
    assert shared.catalog.get("J-PUBLIC").organisation == "JETRO"


def test_a_dry_run_saves_nothing(shared, kadin):
    assert kadin(params={"dry_run": True}).json()["saved"] == 2
    assert len(shared.catalog) == 5


def xlsx(path):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([list(ROWS[0]), *(row.values() for row in ROWS)]):
            sheet.write_row(number, 0, cells)
    return path.read_bytes()


def parquet(path):
    pl.DataFrame(ROWS).write_parquet(path)
    return path.read_bytes()


FILES = {
    "text/csv": lambda _: csv(*ROWS),
    "text/csv; charset=Shift_JIS": lambda _: csv(*ROWS).decode().encode("cp932"),
    "text/tab-separated-values": lambda _: csv(*ROWS).replace(b",", b"\t"),
    "application/jsonl": lambda _: lines(*ROWS),
    XLSX: xlsx,
    "application/vnd.apache.parquet": parquet,
}


@pytest.mark.parametrize("media_type", FILES)
def test_a_file_is_read_by_its_media_type(shared, kadin, tmp_path, media_type):
    content = FILES[media_type](tmp_path / "file")
    answer = kadin(content, {"Content-Type": media_type})
    assert (answer.status_code, answer.json()["saved"]) == (200, 2), answer.text
    assert shared.catalog.get("P-2").name == "二号株式会社"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("members.csv", "text/csv"),
        ("members.csv", "application/vnd.ms-excel"),
        ("../../etc/MEMBERS.CSV", "application/octet-stream"),
        ("C:\\members\u202e.csv", "text/plain"),
        ("名簿.csv", "application/octet-stream"),
        ("x" * 200, "text/csv"),
    ],
)
def test_a_file_in_a_form_is_read_whatever_its_name(shared, name, media_type):
    key = shared.key("write", "Kadin")
    disposition = f'form-data; name="file"; filename="{name}"'
    body = (
        f"--x\r\nContent-Disposition: {disposition}\r\nContent-Type: {media_type}\r\n\r\n".encode()
        + csv(*ROWS)
        + b"\r\n--x--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = shared.ask("POST", PATH, key, content=body, headers=headers)
    assert (answer.status_code, answer.json().get("saved")) == (200, 2), answer.text


@pytest.mark.parametrize(
    "parts",
    [
        [("other", ("a.csv", csv(*ROWS), "text/csv"))],
        [("file", ("a.csv", csv(*ROWS), "text/csv"))] * 2,
        [("file", ("a.csv", csv(*ROWS), "text/csv")), ("note", (None, b"x"))],
        [("file", (None, csv(*ROWS)))],
        [(f"n{number}", (None, b"x")) for number in range(3000)],
    ],
)
def test_a_form_holds_one_file_and_nothing_else(shared, parts):
    answer = shared.ask("POST", PATH, shared.key("write", "Kadin"), files=parts)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-form")


@pytest.mark.parametrize("body", [b"", b"--x", b"--x\r\n\r\n", b"x" * 100_000])
def test_a_form_that_cannot_be_read_is_refused(shared, body):
    for content_type in ("multipart/form-data; boundary=x", "multipart/form-data"):
        headers = {"Content-Type": content_type}
        key = shared.key("write", "Kadin")
        answer = shared.ask("POST", PATH, key, content=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad-form")


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "application/zip", ""])
def test_another_kind_of_file_is_refused(kadin, media_type):
    answer = kadin(headers={"Content-Type": media_type})
    assert (answer.status_code, answer.json()["code"]) == (415, "unknown-media-type")
    assert "application/x-ndjson" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b"", "text/csv", "empty-file"),
        (b"a,b\n1,2\n", "text/csv", "missing-column"),
        (b"[]", "application/x-ndjson", "json-array"),
        (b"PK\x03\x04 no workbook", XLSX, "damaged-file"),
        (csv(*ROWS), XLSX, "not-what-its-name-says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", XLSX, "not-what-its-name-says"),
        (b"PAR1 none PAR1", "application/vnd.apache.parquet", "damaged-file"),
    ],
)
def test_what_is_no_such_file_is_told_without_our_paths(kadin, content, media_type, code):
    answer = kadin(content, {"Content-Type": media_type})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert "upload." in answer.json()["title"]
    assert "mitra-upload" not in answer.text
    assert "--map" not in answer.text


def test_columns_are_named_in_the_address(shared, kadin):
    content = csv({"Pelaku": "PT Tiga", "Cerita": "Kami membuat ring.", "id": "P-3"})
    csv_type = {"Content-Type": "text/csv"}
    told = kadin(content, csv_type)
    assert "mapping=" in told.json()["detail"]
    wanted = {"mapping": ["Pelaku=name", "Cerita=description"], "default": "country=ID"}
    assert kadin(content, csv_type, params=wanted).json()["saved"] == 1
    assert shared.catalog.get("P-3").name == "PT Tiga"
    for wrong in ({"mapping": "Pelaku"}, {"default": "=ID"}):
        assert kadin(content, csv_type, params=wrong).json()["code"] == "bad-pair"
    for wrong, code in {"nama=nam": "no-such-field", "Nama=name": "mapped-column-missing"}.items():
        assert kadin(content, csv_type, params={"mapping": wrong}).json()["code"] == code
    # A misspelt option must not become a real import.
    assert kadin(content, csv_type, params={"dryrun": "1"}).status_code == 422


def test_what_stops_halfway_says_what_is_saved(shared, kadin, monkeypatch):
    monkeypatch.setattr(importing, "MAX_ROWS", 100)
    rows = [{**ROWS[0], "id": f"P-{number}"} for number in range(101)]
    assert kadin(lines(*rows[:100])).json()["saved"] == 100
    answer = kadin(lines(*(row | {"city": "Bogor"} for row in rows)))
    assert (answer.status_code, answer.json()["code"]) == (422, "import-stopped")
    assert "after 100 saved companies" in answer.json()["title"]
    assert "more than 100 rows" in answer.json()["title"]
    assert "mitra-upload" not in answer.text
    assert [shared.catalog.get(f"P-{number}").city for number in (0, 99)] == ["Bogor"] * 2


@pytest.fixture
def slow_clock(monkeypatch):
    """A clock that goes on by one second whenever an import looks at it."""
    seconds = itertools.count()
    monkeypatch.setattr("recommender.importing.importer.monotonic", lambda: next(seconds))


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_an_import_that_takes_too_long_keeps_what_it_has_saved_and_says_where_it_stopped(
    shared, kadin, monkeypatch, slow_clock, language
):
    monkeypatch.setattr(importing, "MAX_IMPORT_SECONDS", 70)
    rows = [{**ROWS[0], "id": f"P-{number}"} for number in range(100)]
    again = {**NDJSON, "Idempotency-Key": "one", "Accept-Language": language}
    answer = kadin(lines(*rows), again)
    assert (answer.status_code, answer.json()["code"]) == (422, "import-stopped")
    assert "70" in answer.json()["title"]  # 70 companies were saved
    assert "71" in answer.json()["title"]  # the row that was not read any more
    assert len(shared.catalog) == 5 + 70
    # What failed is not kept under its key: the rest may be sent with the same request.
    monkeypatch.setattr(importing, "MAX_IMPORT_SECONDS", 1_000)
    counts = kadin(lines(*rows), again).json()
    assert (counts["unchanged"], counts["saved"]) == (70, 30)


def test_endless_mistakes_are_counted_and_not_all_listed(kadin):
    answer = kadin(b"x\n" * 5000).json()
    assert (answer["read"], len(answer["rejected"]), answer["not_listed"]) == (5000, 1000, 4000)


def test_too_large_a_body_is_refused_before_it_is_read(shared, kadin):
    headers = {**NDJSON, "Content-Length": str(MAX_IMPORT + 1)}
    answer = kadin(b"{", headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    # Who is not admitted learns nothing of sizes.
    for key, status in ((None, 401), (shared.key("read", "Kadin"), 403)):
        answer = shared.ask("POST", PATH, key, content=b"{", headers=headers)
        assert answer.status_code == status


# sent again


def again(key, **headers):
    return {**NDJSON, "Idempotency-Key": key, **headers}


def test_the_same_request_is_answered_and_not_done_again(shared, kadin):
    first = kadin(headers=again('"one"'))
    shared.catalog.delete("P-1")
    for header in ('"one"', "one", " one "):
        answer = kadin(headers=again(header))
        assert (answer.status_code, answer.json()) == (200, first.json())
    assert first.json()["saved"] == 2
    assert kadin(headers=again("two")).json()["saved"] == 1


def test_a_key_serves_one_request_of_one_organisation(shared, kadin):
    kadin(headers=again("one"))
    for request in ({"content": lines(ROWS[0])}, {"params": {"dry_run": True}}):
        answer = kadin(headers=again("one"), **request)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")
    jetro = shared.key("write", "JETRO")
    rows = lines({**ROWS[0], "id": "P-9"})
    answer = shared.ask("POST", PATH, jetro, content=rows, headers=again("one"))
    assert answer.json()["saved"] == 1


def test_what_failed_may_be_tried_again(kadin):
    assert kadin(b"", again("one")).status_code == 422
    assert kadin(headers=again("one")).json()["saved"] == 2


@pytest.mark.parametrize("key", ["", '""', "a b", "x" * 256, '"'])
def test_what_is_no_key_is_refused(kadin, key):
    answer = kadin(headers=again(key))
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-idempotency-key")


def test_a_request_that_is_being_done_is_not_begun_twice(shared, kadin, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    really = importing._import

    def slowly(*arguments, **options):
        begun.set()
        assert go_on.wait(20)
        return really(*arguments, **options)

    monkeypatch.setattr(importing, "_import", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(kadin, headers=again("one"))
        assert begun.wait(20)
        second = kadin(headers=again("one"))
        go_on.set()
        assert first.result().json()["saved"] == 2
    assert (second.status_code, second.json()["code"]) == (409, "still-being-done")
    assert int(second.headers["retry-after"]) > 0
    assert kadin(headers=again("one")).json()["saved"] == 2


def test_what_a_run_left_undone_is_done_by_the_next(tmp_path):
    database = ServiceDatabase(tmp_path)

    def killed():
        raise KeyboardInterrupt

    try:
        before = IdempotentRequests(database)
        before._run = "a run that could not tidy up"
        with pytest.raises(KeyboardInterrupt):
            before.answer("key", "one", "same", lambda: _killed(before, killed))
        assert IdempotentRequests(database).answer("key", "one", "same", lambda: "done") == "done"
        assert IdempotentRequests(database).answer("key", "one", "same", lambda: "x") == "done"
    finally:
        database.close()


def _killed(requests, killed):
    requests._run = "gone"
    killed()


def test_an_answer_is_kept_for_a_day(tmp_path, monkeypatch):
    database = ServiceDatabase(tmp_path)
    try:
        requests = IdempotentRequests(database)
        now = idempotency._now()
        assert requests.answer("key", "one", "same", lambda: "first") == "first"
        for hours, answer in ((23, "first"), (25, "second")):
            moment = now + timedelta(hours=hours)
            monkeypatch.setattr(idempotency, "_now", lambda moment=moment: moment)
            assert requests.answer("key", "one", "same", lambda: "second") == answer
    finally:
        database.close()


# a real server


def test_a_real_server_takes_a_file_in_pieces_and_stops_at_the_limit(
    serving, tmp_path, embedder, make_company
):
    mitra = Path(sys.executable).with_name("mitra")
    with Catalog.open(tmp_path / "data", embedder=embedder) as catalog:
        catalog.put(make_company("A"))
    with (
        serving(mitra, "--data", tmp_path / "data", "serve", "--port", 0) as (_, url),
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        rows = [{**ROWS[0], "id": f"P-{number}"} for number in range(300)]
        pieces = (lines(row) for row in rows)
        answer = client.post(PATH, content=pieces, headers=again("one"))
        assert answer.json()["saved"] == 300
        answer = client.post(PATH, content=lines(*rows), headers=again("one"))
        assert answer.json()["saved"] == 300
        endless = (b"x" * 2**20 for _ in range(60))
        try:
            answer = client.post(PATH, content=endless, headers=NDJSON)
            assert answer.status_code == 413
        except httpx.WriteError:  # the server has answered and closed meanwhile
            pass
        assert client.get("/healthz").status_code == 200

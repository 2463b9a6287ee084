"""Files on the web: what is fetched from whom, and what becomes of it. A real server on this machine."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest

from embeddings import MitraError
from service.public_addresses import AddressError, Network
from service.sync import download as downloading
from service.sync.download import Allowance, download
from service.sync.errors import SyncError
from service.sync.run import Wanted, synchronise
from service.sync.settings import SyncSettings

pytestmark = pytest.mark.slow


class Loopback(Network):
    """As the internet, but the server of a test may be connected to; every host name leads there."""

    def addresses(self, host, port):
        return [host if host[0].isdigit() else "127.0.0.1"]

    def permits(self, address):
        return address == ip_address("127.0.0.1") or super().permits(address)


class Web:
    """A server that answers each path with what a test has put there, and notes the requests."""

    def __init__(self) -> None:
        self.answers = {}
        self.requests = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                web.requests.append((self.path, dict(self.headers)))
                answer = web.answers.get(self.path)
                if callable(answer):
                    self.close_connection = True
                    answer(self)
                    return
                status, headers, body = answer or (404, {}, b"")
                self.send_response(status)
                for name, value in {"Content-Length": len(body), **headers}.items():
                    self.send_header(name, str(value))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def url(self, path, host="portal.example"):
        return f"http://{host}:{self.port}{path}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def web():
    served = Web()
    yield served
    served.close()


@pytest.fixture
def fetch(tmp_path):
    def run(url, *, hosts=("portal.example",), token=None, **limits):
        target = tmp_path / "fetched"
        download(url, target, Allowance(hosts, Loopback(), **limits), token)
        return target.read_bytes()

    return run


def refused(fetch, *arguments, **options) -> str:
    with pytest.raises(MitraError) as caught:
        fetch(*arguments, **options)
    for language in ("id", "ja", "en"):
        assert caught.value.message(language)
        assert caught.value.remedy(language)
    return caught.value.code


def test_a_file_is_fetched(web, fetch):
    web.answers["/list.csv?x=1"] = (200, {}, b"id,name\n")
    assert fetch(web.url("/list.csv?x=1")) == b"id,name\n"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://portal.example/",
        "ftp://portal.example/x.csv",
        "data:text/csv,id",
        "//portal.example/x.csv",
        "http:///x.csv",
        "http://portal.example:port/x.csv",
        "http://portal.example/\r\nX-Header: 1",
        "http://portal.example/a b",
    ],
)
def test_what_is_no_web_address_is_not_fetched(fetch, url):
    assert refused(fetch, url) == "sync-bad-address"


@pytest.mark.parametrize(
    "url",
    [
        "http://evil.example/",
        "http://portal.example@evil.example/",
        "http://evil.example/?portal.example",
        "http://portal.example.evil.example/",
        "http://127.0.0.1/",
    ],
)
def test_hosts_that_are_not_listed_are_not_asked(fetch, url):
    assert refused(fetch, url) == "sync-host-not-allowed"


@pytest.mark.parametrize("host", ["169.254.169.254", "10.0.0.1"])
def test_a_listed_host_that_leads_to_a_private_address_is_not_asked(fetch, host):
    assert refused(fetch, f"http://{host}/", hosts=(host,)) == "address-not-public"


def test_a_redirect_is_followed_within_the_list(web, fetch):
    web.answers["/old"] = (302, {"Location": "/new"}, b"")
    web.answers["/new"] = (301, {"Location": web.url("/newer", "files.example")}, b"")
    web.answers["/newer"] = (200, {}, b"x")
    assert fetch(web.url("/old"), hosts=("portal.example", "files.example")) == b"x"


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://evil.example/", "sync-host-not-allowed"),
        ("http://169.254.169.254/latest/meta-data", "sync-host-not-allowed"),
        ("//evil.example/", "sync-host-not-allowed"),
        ("file:///etc/passwd", "sync-bad-address"),
        ("gopher://portal.example/", "sync-bad-address"),
        ("http://10.0.0.1/", "address-not-public"),
    ],
)
def test_every_hop_of_a_redirect_is_checked(web, fetch, location, code):
    web.answers["/"] = (302, {"Location": location}, b"")
    assert refused(fetch, web.url("/"), hosts=("portal.example", "10.0.0.1")) == code


def test_redirects_without_end_are_given_up(web, fetch):
    web.answers["/"] = (302, {"Location": "/"}, b"")
    assert refused(fetch, web.url("/")) == "sync-too-many-redirects"
    assert len(web.requests) == downloading.MAX_REDIRECTS + 1


def test_a_token_goes_to_the_first_host_alone(web, fetch):
    web.answers["/a"] = (302, {"Location": web.url("/b", "files.example")}, b"")
    web.answers["/b"] = (200, {}, b"x")
    fetch(web.url("/a"), hosts=("portal.example", "files.example"), token="rahasia")  # noqa: S106
    sent = [headers.get("Authorization") for _, headers in web.requests]
    assert sent == ["Bearer rahasia", None]


def test_other_answers_than_a_file_are_told(web, fetch):
    web.answers["/closed"] = (401, {}, b"")
    assert refused(fetch, web.url("/closed")) == "sync-http-status"
    web.answers["/nowhere"] = (302, {}, b"")
    web.answers["/nonsense"] = lambda handler: handler.wfile.write(b"nonsense\r\n\r\n")
    assert refused(fetch, web.url("/nonsense")) == "sync-unreachable-host"
    assert refused(fetch, "http://portal.example:1/") == "sync-unreachable-host"


def test_one_byte_too_many_is_too_much_announced_or_not(web, fetch):
    web.answers["/announced"] = (200, {}, b"x" * 2**20)

    def unannounced(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (2**20, b"x" * 2**20))

    web.answers["/chunked"] = unannounced
    for path in ("/announced", "/chunked"):
        assert len(fetch(web.url(path), largest=2**20)) == 2**20
        assert refused(fetch, web.url(path), largest=2**20 - 1) == "sync-too-large"


def test_a_file_that_is_cut_off_is_not_taken_for_whole(web, fetch):
    web.answers["/cut"] = (200, {"Content-Length": 100}, b"id,name\n")
    web.answers["/cut"] = lambda handler: handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nid,name\n"
    )
    assert refused(fetch, web.url("/cut")) == "sync-cut-off"


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\nid,na"])
def test_a_server_that_drips_is_given_up_at_the_limit(web, fetch, start):
    ended = threading.Event()

    def drip(handler):
        try:
            handler.wfile.write(start)
            while not ended.wait(0.05):
                handler.wfile.write(b"x")
        except OSError:
            pass

    web.answers["/"] = drip
    began = time.monotonic()
    try:
        assert refused(fetch, web.url("/"), seconds=0.5) == "sync-too-slow"
        assert time.monotonic() - began < 10
    finally:
        ended.set()


ROWS = [
    {"no": 1, "nama": "PT Uji Satu", "tentang": "Kami membuat baut."},
    {"no": 2, "nama": "PT Uji Dua", "tentang": "Kami membuat mur."},
]
CSV = "no,nama,tentang\n" + "".join(f"{r['no']},{r['nama']},{r['tentang']}\n" for r in ROWS)
LINES = "".join(f"{json.dumps(row)}\n" for row in ROWS)


def settings(url, **changed):
    file = {"url": url, "allowed_hosts": ["portal.example"], **changed}
    columns = {"no": "id", "nama": "name", "tentang": "description"}
    defaults = {"country": "ID"}
    values = {"name": "export", "file": file, "columns": columns, "defaults": defaults}
    return SyncSettings.model_validate(values)


def synced(catalog, tmp_path: Path, made: SyncSettings, **wanted):
    return synchronise(catalog, made, tmp_path, Wanted(**wanted), network=Loopback())


@pytest.mark.parametrize(
    ("path", "headers", "body", "kind"),
    [
        ("/members.csv", {}, CSV, None),
        ("/members.json", {}, json.dumps(ROWS), None),
        ("/members.ndjson", {}, LINES, None),
        ("/export", {"Content-Type": "text/csv; charset=utf-8"}, CSV, None),
        ("/wp-json/members", {"Content-Type": "application/json"}, json.dumps(ROWS), None),
        ("/export.php", {"Content-Type": "text/html"}, CSV.replace(",", "\t"), "tsv"),
    ],
)
def test_every_format_is_recognised_and_synced(web, catalog, tmp_path, path, headers, body, kind):
    web.answers[path] = (200, headers, body.encode())
    report = synced(catalog, tmp_path, settings(web.url(path), format=kind))
    assert (report.rows.saved, report.rejected) == (2, [])
    assert catalog.get("2").name == "PT Uji Dua"
    assert synced(catalog, tmp_path, settings(web.url(path), format=kind)).rows.unchanged == 2


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/x", CSV, "sync-unknown-format"),
        ("/x.json", "<html>", "sync-not-json"),
        ("/x.json", "[" * 100_000, "sync-not-json"),
        ("/x.json", json.dumps({"items": ROWS}), "sync-no-json-list"),
        ("/x.json", "[1, null, {}]", "sync-no-such-column"),
        ("/x.csv", "", "empty-file"),
        ("/x.csv", "nomor,nama,tentang\n", "sync-no-such-column"),
        ("/x.csv", "<html>nothing here</html>\n", "sync-no-such-column"),
    ],
)
def test_a_file_that_is_none_is_told_and_nothing_deleted(web, catalog, tmp_path, path, body, code):
    web.answers["/good.csv"] = (200, {}, CSV.encode())
    synced(catalog, tmp_path, settings(web.url("/good.csv")))
    web.answers[path] = (200, {}, body.encode())
    with pytest.raises(MitraError) as caught:
        synced(catalog, tmp_path, settings(web.url(path)), delete_vanished=True)
    assert caught.value.code == code
    assert len(catalog) == 2


def test_a_row_that_cannot_be_read_keeps_what_seems_to_have_vanished(web, catalog, tmp_path):
    rows = [CSV, *(f"{n},PT Uji {n},Kami membuat roda.\n" for n in range(3, 8))]
    web.answers["/x.csv"] = (200, {}, "".join(rows).encode())
    synced(catalog, tmp_path, settings(web.url("/x.csv")))
    rows[-1] = "7;PT Uji 7\n"
    web.answers["/x.csv"] = (200, {}, "".join(rows).encode())
    report = synced(catalog, tmp_path, settings(web.url("/x.csv")), delete_vanished=True)
    assert (report.vanished, report.kept) == (["7"], "unreadable-rows")
    assert len(catalog) == 7


def test_a_private_address_is_refused_by_the_sync_itself(web, catalog, tmp_path):
    web.answers["/x.csv"] = (200, {}, CSV.encode())
    made = settings(web.url("/x.csv", "127.0.0.1"), allowed_hosts=["127.0.0.1"])
    with pytest.raises(AddressError):
        synchronise(catalog, made, tmp_path, Wanted())
    assert web.requests == []


def test_the_token_is_read_from_where_it_is_kept(web, catalog, tmp_path):
    (tmp_path / "token").write_text("rahasia\n", "utf-8")
    web.answers["/x.csv"] = (200, {}, CSV.encode())
    synced(catalog, tmp_path, settings(web.url("/x.csv"), token={"file": "token"}))
    assert web.requests[0][1]["Authorization"] == "Bearer rahasia"
    with pytest.raises(SyncError) as caught:
        synced(catalog, tmp_path, settings(web.url("/x.csv"), token={"file": "absent"}))
    assert caught.value.code == "sync-no-secret-file"

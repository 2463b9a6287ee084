"""Importing through a browser: preview, columns, report; whose files are whose."""

import io
import os
import re
import time

import openpyxl
import pytest

from embeddings import INTERFACE_LANGUAGES
from service.app import create_app
from service.body_limit import MAX_BODY
from service.database import ServiceDatabase
from service.pages.uploads import FOLDER, KEPT, MAX_UPLOAD
from service.state import ServiceState
from service.webhooks.notice import NOTICE_TYPES
from service.webhooks.outbox import Outbox
from service.webhooks.webhook_store import WebhookStore

pytestmark = pytest.mark.slow

ROWS = (
    b"kode,nama,kegiatan pokok pabrik,negara,catatan\n"
    b"A-1,PT Satu,Kami membuat komponen baja,ID,baik\n"
    b"A-2,PT Dua,,ID,\n"
    b"A-3,PT Tiga,Kami mengemas ikan beku,Atlantis,\n"
)


def sent(visitor, content=ROWS, name="daftar.csv", language="en", **data):
    address = f"/import?lang={language}"
    return visitor.post(address, address, data, files={"file": (name, content)})


def reference(answer) -> str:
    return re.search(r'name="upload" value="([^"]+)"', answer.text)[1]


def again(visitor, first, language="en", **data):
    address = f"/import?lang={language}"
    return visitor.post(address, address, {"upload": reference(first), **data})


MAPPING = {"map kegiatan pokok pabrik": "description", "map kode": "id"}


def test_a_file_is_looked_at_before_anything_is_saved(operator, catalog):
    first = sent(operator)
    # The importer does not know this heading: it asks, and shows the columns.
    assert first.status_code == 422
    assert "description" in first.text
    second = again(operator, first, **MAPPING)
    assert second.status_code == 200
    assert len(catalog) == 0
    assert "Nothing has been saved" in second.text
    assert "Import now (1)" in second.text
    assert "Atlantis" in second.text


@pytest.mark.parametrize(
    ("language", "wrong", "todo"),
    [
        ("id", "Deskripsi kosong.", "nama, deskripsi, dan negara"),
        ("ja", "企業概要が空です。", "企業名、企業概要、国"),
        ("en", "Description is empty.", "name, description and country"),
    ],
)
def test_a_row_that_is_rejected_says_so_in_the_words_of_the_page(operator, language, wrong, todo):
    answer = sent(operator, "id,nama,deskripsi,negara\nA,PT A,,ID\n", language=language)
    [said] = re.findall(r"<td>([^<]+)</td><td>([^<]+)</td></tr>", answer.text)
    assert said[0] == wrong
    assert todo in said[1]


def test_then_it_is_imported_and_every_rejected_row_is_reported(operator, catalog):
    second = again(operator, sent(operator), **MAPPING)
    done = again(operator, second, step="import", **MAPPING)
    assert done.status_code == 200
    [company] = catalog
    assert (company.id, company.name, company.extra) == ("A-1", "PT Satu", {"catatan": "baik"})
    rows = re.findall(r'<tr><td class="number">(\d+)</td><td><bdi>(.*?)</bdi>', done.text)
    assert rows == [("3", "kegiatan pokok pabrik"), ("4", "negara")]
    assert not list((catalog.folder / FOLDER).iterdir())
    gone = again(operator, second, step="import", **MAPPING)
    assert gone.status_code == 422
    assert "Choose the file again" in gone.text


def test_a_workbook_and_json_lines_are_taken_too(operator, catalog):
    book = openpyxl.Workbook()
    book.active.append(["id", "name", "description", "country"])
    book.active.append(["W-1", "株式会社一", "精密部品の加工を行っています。", "JP"])
    stream = io.BytesIO()
    book.save(stream)
    first = sent(operator, stream.getvalue(), "会社.xlsx")
    assert again(operator, first, step="import").status_code == 200
    line = '{"id": "J-1", "name": "PT Jay", "description": "Kami membuat roti", "country": "ID"}\n'
    first = sent(operator, line.encode(), "x.jsonl")
    assert again(operator, first, step="import").status_code == 200
    assert {company.id for company in catalog} == {"W-1", "J-1"}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_what_is_wrong_with_a_file_is_said_in_the_language_under_the_name_it_has(
    operator, catalog, language
):
    for content, name in (
        (b"MZ\x90", "program.exe"),
        (b"", "kosong.csv"),
        (b"PK\x03\x04xx", "rusak.xlsx"),
        (b"id,name\n1,2\n", "kurang.csv"),
    ):
        answer = sent(operator, content, name, language)
        assert answer.status_code == 422
        assert name in answer.text
        assert str(catalog.folder) not in answer.text
        assert "Traceback" not in answer.text


def test_two_columns_cannot_stand_for_one_field(operator, catalog):
    answer = again(operator, sent(operator), **MAPPING, **{"map catatan": "description"})
    assert answer.status_code == 422
    assert "Two columns stand for the same field: Description." in answer.text


NAMES = [
    "../../etc/x.csv",
    "..\\..\\x.csv",
    "/etc/passwd.csv",
    "a\0b.csv",
    "CON.csv",
    "x" * 999 + ".csv",
    "<b>.csv",
]


def test_the_name_of_a_file_is_only_shown(operator, catalog, tmp_path):
    before = {path for path in tmp_path.rglob("*") if FOLDER not in path.parts}
    for name in NAMES:
        assert sent(operator, name=name).status_code in {200, 422}
    after = {path for path in tmp_path.rglob("*") if FOLDER not in path.parts}
    assert after - before <= {path for path in after if catalog.folder in path.parents}
    kept = [path.name for path in (catalog.folder / FOLDER).iterdir()]
    assert kept
    assert all(re.fullmatch(r"[0-9a-f-]{36}\.(csv|unknown)", name) for name in kept)


def test_a_file_belongs_to_whoever_sent_it(site):
    theirs, other = (site.visitor("write", organisation=name) for name in ("Kadin", "JETRO"))
    first = sent(theirs)
    stolen = other.post("/import", "/import", {"upload": reference(first), **MAPPING})
    assert stolen.status_code == 422
    forged = reference(first)[:-4] + "AAAA"
    assert theirs.post("/import", "/import", {"upload": forged}).status_code == 422
    assert again(theirs, first, **MAPPING).status_code == 200


def test_an_organisation_imports_only_its_own_companies(site):
    visitor = site.visitor("write", organisation="Kadin")
    rows = (
        b"id,name,description,country\n"
        b"NEW,PT Baru,Kami membuat roti,ID\n"
        b"J-PRIVATE,PT Rebut,Kami membuat roti,ID\n"
    )
    done = again(visitor, sent(visitor, rows), step="import")
    assert site.catalog.get("NEW").organisation == "Kadin"
    assert site.catalog.get("J-PRIVATE").name == "秘密商事"
    assert "秘密商事" not in done.text


def test_a_file_is_forgotten_after_an_hour(operator, catalog):
    first = sent(operator)
    [kept] = (catalog.folder / FOLDER).iterdir()
    old = time.time() - KEPT.total_seconds() - 1
    os.utime(kept, (old, old))
    sent(operator, name="b.csv")
    assert not kept.exists()
    assert again(operator, first, **MAPPING).status_code == 422


def test_a_file_that_is_too_large_is_refused_in_words(operator, catalog):
    answer = sent(operator, b"x" * (MAX_UPLOAD + 1), language="ja")
    assert answer.status_code == 413
    assert "大きすぎ" in answer.text
    far = sent(operator, b"x" * (MAX_UPLOAD + MAX_BODY + 1))
    assert far.status_code == 413
    assert not list((catalog.folder / FOLDER).glob("*"))


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"--x\r\n"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--\r\n",
        ),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 10_000),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * 3_000 + b"--x--\r\n",
        ),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(50_000))),
        ("application/json", b"{}"),
        ("text/plain", b"form_token=x"),
    ],
)
def test_a_form_that_no_browser_sends_is_refused(operator, content_type, body):
    headers = {"Content-Type": content_type}
    answer = operator.ask("POST", "/import", content=body, headers=headers)
    assert answer.status_code in {400, 403}
    assert "<h1" in answer.text


def test_an_import_on_the_page_is_told_to_webhooks_when_it_is_done(operator, catalog, tmp_path):
    database = ServiceDatabase(tmp_path)
    webhooks, outbox = WebhookStore(database), Outbox(database)
    webhooks.set("http://127.0.0.1:9/", None, NOTICE_TYPES, private_address="127.0.0.1")
    operator.app = create_app(ServiceState(catalog, None, outbox=outbox))
    looked_at = again(operator, sent(operator), **MAPPING)
    assert outbox.due((), 8) == []
    again(operator, looked_at, step="import", **MAPPING)
    [told] = outbox.due((), 8)
    database.close()
    assert '"way": "page", "read": 3, "saved": 1' in told.body

"""Webhooks of a real service: told once more after a crash, and in nobody's way."""

import json
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from service.access.key_store import KeyStore
from service.database import ServiceDatabase

MITRA = Path(sys.executable).with_name("mitra")
HEADERS = {"Content-Type": "application/x-ndjson"}
pytestmark = pytest.mark.slow


def line(number):
    company = {"id": f"W-{number}", "name": f"PT Uji {number}", "country": "ID"}
    return json.dumps({**company, "description": f"Kami membuat baut nomor {number}."})


class Office:
    """A catalogue of its own, the command, and services over it."""

    def __init__(self, folder, mitra, serving):
        self.folder = folder
        self._mitra = mitra
        self._serving = serving
        database = ServiceDatabase(folder)
        keys = KeyStore(database)
        self.keys = {
            name: keys.create(name, ["write", "reports"], organisation=name)[1].text
            for name in ("Kadin", "JETRO")
        }
        database.close()

    def command(self, *arguments):
        return self._mitra("webhooks", *arguments, folder=self.folder)

    def set(self, url, *options):
        options = ("--private-address", "127.0.0.1", *options)
        done = self.command("set", url, *options, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def listed(self):
        return json.loads(self.command("list", "--json").stdout)["webhooks"]

    def listed_as(self, state):
        """The only webhook, once it is listed as that: what came of an attempt is entered after it."""
        end = time.monotonic() + 20
        while (found := self.listed()[0])["state"] != state:
            assert time.monotonic() < end, found
        return found

    @contextmanager
    def running(self):
        command = (MITRA, "--data", self.folder, "serve", "--port", 0)
        with self._serving(*command) as (process, url), httpx.Client(base_url=url) as client:
            client.timeout = 60
            yield process, client

    def imports(self, client, organisation, *numbers, **headers):
        body = "\n".join(map(line, numbers))
        headers = {**HEADERS, "Authorization": f"Bearer {self.keys[organisation]}", **headers}
        answer = client.post("/v1/companies/import", content=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def office(data, tmp_path, mitra, serving):
    folder = tmp_path / "catalog"
    shutil.copytree(data, folder)
    return Office(folder, mitra, serving)


def test_an_import_and_a_report_are_told_to_their_organisation(office, portal):
    kadin = office.set(portal.url, "--organisation", "Kadin")
    office.set(portal.url.replace("/hook", "/jetro"), "--organisation", "JETRO")
    with office.running() as (_, client):
        office.imports(client, "Kadin", 1, 2)
        office.imports(client, "Kadin", 3, **{"Idempotency-Key": "once"})
        office.imports(client, "Kadin", 3, **{"Idempotency-Key": "once"})
        client.headers["Authorization"] = f"Bearer {office.keys['Kadin']}"
        asked = {"kind": "similarity", "from": {"country": "JP"}, "to": {"region": "Jawa Barat"}}
        job = client.post("/v1/reports", json={**asked, "top": 1, "formats": ["csv"]}).json()["id"]
        received = portal.wait(3, 60)
        files = len(client.get(f"/v1/jobs/{job}").json()["files"])
    assert all(each.is_signed_with(kadin["secret"]) for each in received)
    assert {each.path for each in received} == {"/hook?from=mitra"}
    first, second, report = sorted(received, key=lambda each: each.document["type"])
    assert {first.document["data"]["saved"], second.document["data"]["saved"]} == {1, 2}
    counts = {"updated": 0, "unchanged": 0, "rejected": 0, "deleted": 0, "way": "http"}
    assert counts.items() <= first.document["data"].items()
    assert report.document["type"] == "report.done"
    assert report.document["data"] == {"job": job, "kind": "similarity", "files": files}
    assert b"PT Uji" not in b"".join(each.body for each in received)


def test_without_a_webhook_there_is_no_row_and_no_delivery(office):
    with office.running() as (process, client):
        office.imports(client, "Kadin", 1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert not (office.folder / "webhooks.lock").exists()
    assert office.listed() == []


def test_what_a_killed_service_had_not_delivered_is_told_after_its_restart(office, portal):
    office.set(portal.url, "--organisation", "Kadin")
    portal.slow.clear()
    with office.running() as (process, client):
        office.imports(client, "Kadin", 1)
        [first] = portal.wait(1)
        process.kill()
        process.wait()
    portal.slow.set()
    with office.running():
        _, again = portal.wait(2)
        time.sleep(1.5)
    assert again.id == first.id
    assert again.body == first.body
    assert len(portal.received) == 2
    [listed] = office.listed()
    assert (listed["state"], listed["waiting"], listed["given_up"]) == ("on", 0, 0)


def test_a_receiver_that_does_not_answer_delays_nobody(office, portal):
    office.set(portal.url, "--organisation", "Kadin")
    quick = portal.url.replace("/hook", "/quick")
    portal.slow.clear()
    with office.running() as (process, client):
        office.imports(client, "Kadin", 1)
        portal.wait(1)
        began = time.monotonic()
        office.imports(client, "Kadin", 2)
        answer = client.post(
            "/v1/search",
            json={"query": "baut"},
            headers={"Authorization": f"Bearer {office.keys['JETRO']}"},
        )
        assert answer.status_code == 200
        assert time.monotonic() - began < 5
        office.set(quick, "--organisation", "JETRO")
        office.imports(client, "JETRO", 3)
        portal.wait(2, 5)
        assert portal.received[-1].path.startswith("/quick")
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert time.monotonic() - began < 8


def test_what_failed_is_tried_again_and_told_in_the_list_and_the_figures(office, portal):
    office.set(portal.url, "--organisation", "Kadin")
    portal.answers += [500]
    with office.running() as (_, client):
        office.imports(client, "Kadin", 1)
        portal.wait(1)
        failing = office.listed_as("failing")
        assert (failing["waiting"], failing["failure"]) == (1, "500")
        first, again = portal.wait(2, 30)
        assert first.id == again.id
        assert office.listed_as("on")["waiting"] == 0


def test_a_sync_is_told_where_it_changed_anything(office, portal, tmp_path, mitra):
    office.set(portal.url, "--organisation", "Kadin", "--event", "import.done")
    with sqlite3.connect(tmp_path / "portal.db") as connection:
        connection.execute("CREATE TABLE member (id, name, description, country)")
        row = ("S-1", "PT Sinkron", "Kami membuat mur dan baut.", "ID")
        connection.execute("INSERT INTO member VALUES (?, ?, ?, ?)", row)
    connection.close()
    (tmp_path / "portal.toml").write_text(
        'name = "portal"\norganisation = "Kadin"\n[database]\nurl = "sqlite:///portal.db"\n'
        'query = "SELECT * FROM member"\n'
    )
    with office.running():
        for _ in range(2):
            done = mitra("sync", tmp_path / "portal.toml", folder=office.folder)
            assert done.returncode == 0, done.stderr
        [told] = portal.wait(1)
        time.sleep(1)
    assert len(portal.received) == 1
    assert told.document["data"]["way"] == "sync"
    assert told.document["data"]["saved"] == 1


def test_the_command_sets_lists_tests_and_removes(office, portal):
    shown = office.command("set", portal.url, "--private-address", "127.0.0.1")
    assert shown.returncode == 0
    secret = shown.stdout.strip()
    assert secret.startswith("whsec_")
    [listed] = office.listed()
    assert secret not in json.dumps(listed)
    assert (listed["organisation"], listed["state"]) == (None, "on")
    assert office.command("test", listed["id"]).returncode == 0
    assert portal.received[0].is_signed_with(secret)
    assert portal.received[0].document["type"] == "webhook.test"
    portal.answers.append(404)
    refused = office.command("test", listed["id"])
    assert (refused.returncode, "404" in refused.stderr) == (1, True)
    again = office.command(
        "set", portal.url, "--private-address", "127.0.0.1", "--event", "import.done"
    )
    assert (again.returncode, again.stdout) == (0, "")
    assert office.listed()[0]["events"] == ["import.done"]
    anew = office.command("set", portal.url, "--private-address", "127.0.0.1", "--new-secret")
    assert anew.stdout.strip() not in {"", secret}
    assert office.command("remove", listed["id"]).returncode == 0
    assert listed["id"] not in office.command("list").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "https://127.0.0.1/hook"), "127.0.0.1"),
        (("set", "http://portal.example/hook"), "https"),
        (("set", "https://portal.example/", "--event", "import.begun"), "import.begun"),
        (("set", "https://portal.example/", "--organisation", " "), ""),
        (("set", "http://127.0.0.1/", "--private-address", "here"), "here"),
        (("remove", "nothing"), "nothing"),
        (("test", "nothing"), "nothing"),
    ],
)
def test_what_the_command_refuses(mitra, arguments, said):
    done = mitra("webhooks", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr

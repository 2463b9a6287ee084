"""What is told: imports that were done and jobs that are over, once each, to whom they belong."""

import asyncio
import json

import httpx
import pytest
from sqlalchemy import update

from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase, jobs
from service.idempotency import IdempotentRequests
from service.jobs.job import Failure
from service.jobs.job_store import MAX_INTERRUPTIONS, JobStore, new_id
from service.jobs.owners import owner_named
from service.state import ServiceState
from service.webhooks.notice import NOTICE_TYPES
from service.webhooks.outbox import Outbox, Outcome
from service.webhooks.webhook_store import WebhookStore

ROW = {"name": "PT Uji", "country": "ID", "description": "Kami membuat baut."}


class Office:
    def __init__(self, catalog, database):
        self.database = database
        self.outbox = Outbox(database)
        keys = KeyStore(database)
        self.keys = {
            name: keys.create("x", ["write"], organisation=name)[1].text
            for name in ("Kadin", "JETRO")
        }
        self.keys["operator"] = keys.create("x", ["admin"])[1].text
        requests = IdempotentRequests(database)
        self.app = create_app(ServiceState(catalog, keys, requests, outbox=self.outbox))
        webhooks = WebhookStore(database)
        for name in ("Kadin", None):
            url = f"http://127.0.0.1:9/{name}"
            webhooks.set(url, name, NOTICE_TYPES, private_address="127.0.0.1")

    def imports(self, who, *ids, query="", **headers):
        lines = "\n".join(json.dumps({"id": one, **ROW}) for one in ids)
        headers |= {
            "Authorization": f"Bearer {self.keys[who]}",
            "Content-Type": "application/x-ndjson",
        }

        async def send():
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://mitra") as client:
                path = f"/v1/companies/import{query}"
                return await client.post(path, content=lines, headers=headers)

        return asyncio.run(send()).status_code

    def told(self):
        """Who was told what since the last time."""
        found = []
        while due := self.outbox.due((), 8):
            for delivery in due:
                found.append((delivery.webhook.organisation, json.loads(delivery.body)))
                self.outbox.ended(delivery, Outcome())
        return found


@pytest.fixture
def office(catalog, tmp_path):
    database = ServiceDatabase(tmp_path)
    yield Office(catalog, database)
    database.close()


def test_an_import_is_told_to_its_organisation(office):
    assert office.imports("Kadin", "K-1", "K-2") == 200
    [(who, said)] = office.told()
    assert (who, said["type"]) == ("Kadin", "import.done")
    counts = {"read": 2, "saved": 2, "updated": 0, "unchanged": 0, "rejected": 0, "deleted": 0}
    assert said["data"] == {"way": "http", **counts}
    assert office.imports("operator", "O-1") == 200
    assert [who for who, _ in office.told()] == [None]
    assert office.imports("JETRO", "J-1") == 200
    assert office.told() == []


def test_what_was_only_tried_or_failed_is_not_told(office):
    assert office.imports("Kadin", "K-1", query="?dry_run=true") == 200
    assert office.imports("Kadin", "K-1", query="?mapping=x") == 422
    assert office.told() == []


def test_an_import_that_is_sent_again_is_told_once(office):
    for _ in range(3):
        assert office.imports("Kadin", "K-1", **{"Idempotency-Key": "once"}) == 200
    assert len(office.told()) == 1


def test_no_text_of_a_company_is_told(office):
    assert office.imports("Kadin", "RAHASIA-1") == 200
    [(_, said)] = office.told()
    assert not {"RAHASIA-1", *ROW.values()} & set(json.dumps(said).split('"'))


# Jobs


@pytest.fixture
def store(office):
    return JobStore(office.database)


@pytest.fixture
def begun(store):
    """A job that runs."""

    def one(kind="similarity", organisation="Kadin"):
        store.submit(kind, {}, "en", owner_named(organisation), None, new_id())
        return store.take()

    return one


def test_a_report_that_is_done_is_told_once(store, begun, office):
    job = begun()
    assert store.finish(job.id, {"similarity.csv": 10, "similarity.xlsx": 20})
    assert not store.finish(job.id, {})
    [(who, said)] = office.told()
    assert (who, said["type"]) == ("Kadin", "report.done")
    assert said["data"] == {"job": job.id, "kind": "similarity", "files": 2}


@pytest.mark.parametrize("kind", ["event-plan", "event-check", "event-replan"])
def test_a_step_of_an_event_is_told_as_such(store, begun, office, kind):
    store.finish(begun(kind).id, {})
    store.fail(begun(kind).id, Failure.named("job-died"))
    assert [said["type"] for _, said in office.told()] == ["event.done", "event.failed"]


def test_why_there_is_no_report_is_told(store, begun, office):
    job = begun()
    store.fail(job.id, Failure.named("job-too-long"))
    [(_, said)] = office.told()
    assert said["type"] == "report.failed"
    assert said["data"] == {"job": job.id, "kind": "similarity", "code": "job-too-long"}


def test_a_job_that_its_owner_cancels_is_not_told_but_one_whose_key_ends_is(store, begun, office):
    store.cancel(begun().id)
    assert office.told() == []
    store.cancel(begun().id, Failure.named("job-key-ended"))
    [(_, said)] = office.told()
    assert said["data"]["code"] == "job-key-ended"


def test_a_job_that_is_given_up_after_crashes_is_told(store, begun, office):
    job, other = begun(), begun(organisation="JETRO")
    with office.database.writing() as connection:
        often = {"interrupted": MAX_INTERRUPTIONS}
        connection.execute(update(jobs).where(jobs.c.id == job.id).values(often))
    store.recover()
    [(who, said)] = office.told()
    assert (who, said["data"]["code"]) == ("Kadin", "job-interrupted")
    found = store.find(job.id)
    assert (found.state, found.seconds_left) == ("failed", None)
    assert found.finished_at is not None
    assert store.find(other.id).state == "queued"


def test_a_job_that_goes_on_later_is_not_told(store, begun, office):
    store.put_back(begun().id)
    store.recover()
    assert office.told() == []

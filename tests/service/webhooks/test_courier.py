"""Who is told when: one attempt of a webhook at a time, failing ones in nobody's way."""

import threading
import time
from collections import Counter

import pytest

from service.database import ServiceDatabase
from service.jobs.owners import owner_named
from service.webhooks import outbox as outboxes
from service.webhooks.courier import MAX_AT_ONCE, Courier
from service.webhooks.notice import NOTICE_TYPES, Notice
from service.webhooks.outbox import Outbox, Outcome
from service.webhooks.webhook_store import MAX_WEBHOOKS, WebhookStore

DONE = Notice("report.done", {"job": "1"})
pytestmark = pytest.mark.slow


class Receivers:
    """Stand-ins for receivers that answer when a test lets them, and how."""

    def __init__(self):
        self.lock = threading.Lock()
        self.now, self.most, self.told = Counter(), Counter(), []
        self.most_in_all = 0
        self.open = threading.Event()
        self.failing = set()

    def send(self, webhook, message_id, body):
        with self.lock:
            self.now[webhook.id] += 1
            self.most[webhook.id] = max(self.most[webhook.id], self.now[webhook.id])
            self.most_in_all = max(self.most_in_all, self.now.total())
            self.told.append(webhook.id)
        failing = webhook.id in self.failing
        if failing or not self.failing:
            self.open.wait(30)
        with self.lock:
            self.now[webhook.id] -= 1
        return Outcome("500") if failing else Outcome()

    def wait(self, count):
        until = time.monotonic() + 20
        while self.now.total() < count and time.monotonic() < until:
            time.sleep(0.02)
        assert self.now.total() >= count


@pytest.fixture
def database(tmp_path):
    opened = ServiceDatabase(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def receivers():
    made = Receivers()
    yield made
    made.open.set()


def hooks(database, count):
    store = WebhookStore(database)
    made = []
    for number in range(count):
        name = f"Kadin {number // MAX_WEBHOOKS}"
        url = f"http://127.0.0.1:9/{number}"
        made.append(store.set(url, name, NOTICE_TYPES, private_address="127.0.0.1")[0])
    return made


def tell(outbox, webhooks):
    for owner in {webhook.owner for webhook in webhooks}:
        outbox.note(owner, DONE)


def test_a_webhook_has_one_attempt_at_a_time_and_all_have_so_many(database, receivers, tmp_path):
    webhooks, outbox = hooks(database, MAX_AT_ONCE + 4), Outbox(database)
    tell(outbox, webhooks)
    tell(outbox, webhooks)
    ended = []
    with Courier(tmp_path, outbox, ended.append, receivers.send):
        receivers.wait(MAX_AT_ONCE)
        time.sleep(1)
        assert receivers.now.total() == MAX_AT_ONCE
        receivers.open.set()
        until = time.monotonic() + 20
        while len(ended) < 2 * len(webhooks) and time.monotonic() < until:
            time.sleep(0.05)
    assert ended == ["delivered"] * 2 * len(webhooks)
    assert receivers.most_in_all == MAX_AT_ONCE
    assert set(receivers.most.values()) == {1}


def test_receivers_that_fail_leave_room_for_the_others(database, receivers, tmp_path, monkeypatch):
    # The last one has an owner of its own.
    webhooks, outbox = hooks(database, 2 * MAX_WEBHOOKS + 1), Outbox(database)
    *bad, good = webhooks
    receivers.failing = {webhook.id for webhook in bad}
    tell(outbox, webhooks[:-1])
    for delivery in outbox.due((), 99):
        outbox.ended(delivery, Outcome("500"))
    later = outboxes._now() + outboxes.PAUSES[0] * 2
    monkeypatch.setattr(outboxes, "_now", lambda: later)
    with Courier(tmp_path, outbox, lambda _: None, receivers.send):
        receivers.wait(MAX_AT_ONCE // 2)
        time.sleep(1)
        assert receivers.now.total() == MAX_AT_ONCE // 2
        outbox.note(good.owner, DONE)
        until = time.monotonic() + 20
        while good.id not in receivers.told and time.monotonic() < until:
            time.sleep(0.05)
    assert good.id in receivers.told
    receivers.open.set()


def test_of_two_services_one_delivers(database, receivers, tmp_path):
    [webhook], outbox = hooks(database, 1), Outbox(database)
    receivers.open.set()
    with (
        Courier(tmp_path, outbox, lambda _: None, receivers.send),
        Courier(tmp_path, outbox, lambda _: None, receivers.send),
    ):
        for _ in range(5):
            outbox.note(owner_named("Kadin 0"), DONE)
            time.sleep(0.3)
        until = time.monotonic() + 20
        while len(receivers.told) < 5 and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
    assert receivers.told == [webhook.id] * 5


def test_the_end_of_a_service_waits_for_no_receiver(database, receivers, tmp_path):
    webhooks, outbox = hooks(database, 1), Outbox(database)
    tell(outbox, webhooks)
    with Courier(tmp_path, outbox, lambda _: None, receivers.send):
        receivers.wait(1)
        began = time.monotonic()
    assert time.monotonic() - began < 1.5
    assert len(outbox.due((), 8)) == 1


def test_a_fault_of_ours_is_an_attempt_and_not_one_without_end(database, tmp_path):
    webhooks, outbox = hooks(database, 1), Outbox(database)
    tell(outbox, webhooks)
    ended, tried = [], []

    def send(webhook, message_id, body):
        tried.append(message_id)
        raise ZeroDivisionError

    with Courier(tmp_path, outbox, ended.append, send):
        until = time.monotonic() + 20
        while not ended and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
    assert (ended, len(tried)) == (["failed"], 1)

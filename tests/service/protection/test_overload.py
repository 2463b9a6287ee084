"""More searches than can be answered, searches that never end, bodies that never come."""

import asyncio
import threading
import time

import httpx
import pytest
from anyio import to_thread

from recommender import Catalog
from service.app import create_app
from service.protection.body_time import BodyTime
from service.protection.guard import Guard
from service.protection.limits import Limits
from service.state import ServiceState

PATIENCE = 30
SEARCH = {"url": "/v1/search", "json": {"query": "baja"}}


class BlockedEmbedder:
    """The real model, which answers nothing before `released` is set."""

    def __init__(self, real):
        self._real = real
        self.name, self.dimension, self.fingerprint = real.name, real.dimension, real.fingerprint
        self.released = threading.Event()
        self.asked = threading.Semaphore(0)

    def encode(self, texts, kind):
        self.asked.release()
        assert self.released.wait(PATIENCE)
        return self._real.encode(texts, kind)


@pytest.fixture
def blocked(embedder):
    return BlockedEmbedder(embedder)


@pytest.fixture
def ask(bundled, blocked):
    """Run a conversation with a service of certain limits, over the bundled companies or a folder."""

    def run(conversation, limits, folder=bundled.folder):
        async def talk(app):
            to_thread.current_default_thread_limiter().total_tokens = 8
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                try:
                    return await conversation(client)
                finally:
                    blocked.released.set()

        with Catalog.open(folder, embedder=blocked) as catalog:
            state = ServiceState(catalog, None, guard=Guard(limits))
            return asyncio.run(talk(create_app(state))), state

    return run


def test_more_searches_than_can_wait_are_refused_within_100_ms_and_the_others_answered(
    ask, blocked
):
    async def conversation(client):
        kept = [asyncio.create_task(client.post(**SEARCH)) for _ in range(5)]
        for _ in range(2):
            assert await asyncio.to_thread(blocked.asked.acquire, timeout=PATIENCE)
        await client.get("/v1/companies/ID-001")  # not queued
        refused, times = [], []
        for _ in range(10):
            began = time.perf_counter()
            refused.append(await client.post(**SEARCH))
            times.append(time.perf_counter() - began)
        assert sorted(times)[len(times) // 2] < 0.1
        blocked.released.set()
        return refused, await asyncio.gather(*kept)

    (refused, kept), state = ask(conversation, Limits(at_once=2, waiting=3))
    for answer in refused:
        assert (answer.status_code, answer.json()["code"]) == (503, "queue-full")
        assert answer.headers["retry-after"] == "1"
    assert [answer.status_code for answer in kept] == [200] * 5
    assert (state.guard.queue.working, state.guard.queue.waiting) == (0, 0)


def test_a_company_that_is_saved_takes_a_place_in_the_same_queue(ask, blocked, tmp_path):
    company = {"name": "PT Uji", "country": "ID", "description": "Kami membuat baut."}
    put = {"url": "/v1/companies/NEW", "json": company}

    async def conversation(client):
        kept = asyncio.create_task(client.put(**put))
        assert await asyncio.to_thread(blocked.asked.acquire, timeout=PATIENCE)
        refused = [await client.put(**put), await client.post(**SEARCH)]
        blocked.released.set()
        return refused, await kept

    (refused, kept), _ = ask(conversation, Limits(at_once=1, waiting=0), tmp_path)
    assert [answer.json()["code"] for answer in refused] == ["queue-full"] * 2
    assert kept.status_code == 201


def test_a_search_that_never_ends_is_given_up(ask):
    async def conversation(client):
        return await client.post(**SEARCH)

    answer, _ = ask(conversation, Limits(at_once=1, waiting=0, seconds=0.2))
    assert (answer.status_code, answer.json()["code"]) == (503, "took-too-long")
    assert answer.headers["retry-after"]


@pytest.mark.parametrize("pieces", [[], [b'{"query"']])
def test_a_body_that_does_not_come_is_given_up_without_holding_a_place(
    catalog, monkeypatch, pieces
):
    monkeypatch.setattr("service.app.BodyTime", lambda app: BodyTime(app, 0.1))
    state = ServiceState(catalog, None, guard=Guard(Limits(at_once=1, waiting=0)))
    asked = iter(pieces)
    sent = []

    async def receive():
        assert state.guard.queue.working == 0
        for piece in asked:
            return {"type": "http.request", "body": piece, "more_body": True}
        return await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/search",
        "raw_path": b"/v1/search",
        "query_string": b"",
        "scheme": "http",
        "headers": [(b"content-type", b"application/json")],
        "client": ("203.0.113.9", 1),
    }
    asyncio.run(create_app(state)(scope, receive, send))
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]
    assert b"body-too-slow" in sent[1]["body"]

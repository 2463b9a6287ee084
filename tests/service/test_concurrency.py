"""Many requests at once: none is mixed up with another, none blocks the others."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from anyio import to_thread

from recommender import Catalog
from service.app import create_app
from service.protection.guard import Guard
from service.protection.limits import Limits
from service.state import ServiceState

THREADS = 16
SEARCHES = [
    {"query": query, "limit": limit, "filters": {"country": country}}
    for query in (
        "pemasok komponen otomotif",
        "jasa pelapisan logam",
        "精密金型の製作",
        "食品包装フィルム",
        "rattan furniture for hotels",
    )
    for limit, country in ((1, "ID"), (5, "JP"), (3, None), (5, ["ID", "JP"]))
]
THREADS_OF_SERVICE = 4
PATIENCE = 20


@pytest.mark.slow
def test_searches_at_once_answer_as_one_after_the_other(base_url):
    def search_all(first):
        with httpx.Client(base_url=base_url, timeout=60) as client:
            order = SEARCHES[first:] + SEARCHES[:first]
            answers = [client.post("/v1/search", json=search).json() for search in order]
            return answers[-first:] + answers[:-first] if first else answers

    expected = search_all(0)
    assert len({answer["query"] for answer in expected}) == 5
    with ThreadPoolExecutor(THREADS) as pool:
        for answers in pool.map(search_all, range(THREADS)):
            assert answers == expected


class BlockedEmbedder:
    """The real model, which answers nothing before `released` is set."""

    def __init__(self, real):
        self._real = real
        self.name, self.dimension, self.fingerprint = real.name, real.dimension, real.fingerprint
        self.released = threading.Event()
        self.waiting = threading.Semaphore(0)

    def encode(self, texts, kind):
        self.waiting.release()
        assert self.released.wait(PATIENCE)
        return self._real.encode(texts, kind)


@pytest.mark.parametrize("searches", [1, THREADS_OF_SERVICE + 2])
def test_health_answers_while_every_search_waits(bundled, embedder, searches):
    blocked = BlockedEmbedder(embedder)

    async def ask(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            post = {"url": "/v1/search", "json": {"query": "baja"}}
            tasks = [asyncio.create_task(client.post(**post)) for _ in range(searches)]
            to_thread.current_default_thread_limiter().total_tokens = THREADS_OF_SERVICE
            try:
                for _ in range(min(searches, THREADS_OF_SERVICE)):
                    assert await asyncio.to_thread(blocked.waiting.acquire, timeout=PATIENCE)
                health = await client.get("/healthz", timeout=PATIENCE)
                assert health.status_code == 200
                assert not any(task.done() for task in tasks)
            finally:
                blocked.released.set()
            return await asyncio.gather(*tasks)

    with Catalog.open(bundled.folder, embedder=blocked) as catalog:
        guard = Guard(Limits(at_once=THREADS_OF_SERVICE))
        answers = asyncio.run(ask(create_app(ServiceState(catalog, None, guard=guard))))
    assert [answer.status_code for answer in answers] == [200] * searches

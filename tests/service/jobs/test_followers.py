"""Many may follow a job, and the database hardly notices."""

import asyncio

import pytest

from service.database import ServiceDatabase
from service.errors import Refusal
from service.jobs import followers as module
from service.jobs.followers import MAX_FOLLOWERS, Followers
from service.jobs.job_store import JobStore, new_id


class CountingStore(JobStore):
    read = 0

    def find(self, job_id):
        self.read += 1
        return super().find(job_id)


@pytest.fixture
def store(tmp_path):
    database = ServiceDatabase(tmp_path)
    yield CountingStore(database)
    database.close()


@pytest.fixture
def job_id(store):
    return store.submit("similarity", {}, "en", "a", None, new_id()).id


async def listen(followers, job_id, after=0):
    with followers.place(job_id):
        return [(job.state, job.revision) async for job in followers.follow(job_id, after)]


def test_a_follower_sees_each_change_and_the_end(store, job_id, monkeypatch):
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.02)

    async def act():
        task = asyncio.create_task(listen(Followers(store, lambda: False), job_id))
        for change in (store.take, lambda: store.finish(job_id, {})):
            await asyncio.sleep(0.2)
            change()
        return await asyncio.wait_for(task, 5)

    assert asyncio.run(act()) == [("queued", 1), ("running", 2), ("done", 3)]


def test_after_a_break_only_what_is_new_comes_and_the_end_in_any_case(store, job_id):
    store.take()
    store.finish(job_id, {})
    for seen in (0, 2, 3, 99):
        told = asyncio.run(listen(Followers(store, lambda: False), job_id, seen))
        assert told == [("done", 3)]


def test_as_many_as_may_follow_cause_one_reading_a_look(store, job_id, monkeypatch):
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.5)

    async def act():
        followers = Followers(store, lambda: False)
        tasks = [asyncio.create_task(listen(followers, job_id)) for _ in range(MAX_FOLLOWERS)]
        await asyncio.sleep(0.1)
        with pytest.raises(Refusal) as refused, followers.place(job_id):
            pass
        assert refused.value.status_code == 503
        store.cancel(job_id)
        told = await asyncio.wait_for(asyncio.gather(*tasks), 20)
        with followers.place(job_id):
            return told

    told = asyncio.run(act())
    assert all(states[-1] == ("cancelled", 2) for states in told)
    assert store.read < 20


def test_it_ends_when_the_service_does(store, job_id):
    ending = iter([False, True])
    told = asyncio.run(listen(Followers(store, lambda: next(ending)), job_id))
    assert told == [("queued", 1)]


def test_a_job_that_is_removed_ends_it(store):
    assert asyncio.run(listen(Followers(store, lambda: False), new_id())) == []

"""The queue: in order, bounded, and every change of a job from a state that allows it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from service.database import ServiceDatabase, jobs
from service.errors import Refusal
from service.jobs.job import Failure
from service.jobs.job_store import (
    EVENT_KEPT_DAYS,
    KEPT_DAYS,
    MAX_INTERRUPTIONS,
    MAX_KEPT,
    MAX_WAITING,
    MAX_WAITING_OF_ONE,
    JobStore,
    kept_until,
    new_id,
)


@pytest.fixture
def database(tmp_path):
    opened = ServiceDatabase(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def store(database):
    return JobStore(database)


@pytest.fixture
def submit(store):
    def one(owner="organisation:kadin", kind="similarity"):
        return store.submit(kind, {"top": 3}, "en", owner, "0123456789", new_id())

    return one


def test_jobs_are_taken_in_the_order_in_which_they_came(store, submit):
    asked = [submit(owner) for owner in ("a", "b", "a")]
    taken = [store.take() for _ in range(4)]
    assert [job and job.id for job in taken] == [*(job.id for job in asked), None]
    assert {job.state for job in taken[:3]} == {"running"}
    assert taken[0].parameters == {"top": 3}
    assert taken[0].started_at is not None


def test_one_organisation_fills_its_part_of_the_queue_alone(store, submit):
    for _ in range(MAX_WAITING_OF_ONE):
        submit("a")
    with pytest.raises(Refusal) as refused:
        submit("a")
    assert (refused.value.status_code, refused.value.code) == (429, "jobs-too-many")
    assert int(refused.value.headers["Retry-After"]) > 0
    submit("b")
    store.take()
    submit("a")


def test_a_full_queue_takes_nothing_more(store, submit):
    for number in range(MAX_WAITING):
        submit(f"owner {number}")
    with pytest.raises(Refusal) as refused:
        submit("another")
    assert (refused.value.status_code, refused.value.code) == (503, "jobs-full")
    assert int(refused.value.headers["Retry-After"]) > 0
    assert len(store.of(None, 100)) == MAX_WAITING


def test_every_change_is_seen_by_its_revision(store, submit):
    job_id = submit().id
    seen = [store.find(job_id).revision]
    for change in (
        store.take,
        lambda: store.progress(job_id, 0.5, 12.5),
        lambda: store.finish(job_id, {"similarity.csv": 7}),
    ):
        change()
        seen.append(store.find(job_id).revision)
    assert seen == sorted(set(seen))
    done = store.find(job_id)
    assert (done.state, done.done, done.seconds_left) == ("done", 1, None)
    assert done.files == {"similarity.csv": 7}


def test_a_cancelled_job_stays_cancelled(store, submit):
    job_id = submit().id
    store.take()
    assert store.cancel(job_id)
    assert not store.finish(job_id, {"x": 1})
    store.fail(job_id, Failure.named("job-died"))
    store.progress(job_id, 0.9, None)
    store.put_back(job_id)
    assert not store.cancel(job_id)
    job = store.find(job_id)
    assert (job.state, job.files, job.failure) == ("cancelled", {}, None)


def test_a_job_says_why_it_failed_in_three_languages(store, submit):
    job_id = submit().id
    store.take()
    store.fail(job_id, Failure.named("job-too-long"))
    failure = store.find(job_id).failure
    assert failure.code == "job-too-long"
    assert len({*failure.title.values(), *failure.detail.values()}) == 6


def test_after_a_kill_a_job_begins_again_so_often_and_then_is_given_up(store, submit):
    job_id = submit().id
    for times in range(1, MAX_INTERRUPTIONS + 1):
        store.take()
        store.recover()
        job = store.find(job_id)
        assert (job.state, job.interrupted) == ("queued", times)
    store.take()
    store.recover()
    job = store.find(job_id)
    assert (job.state, job.failure.code) == ("failed", "job-interrupted")


def test_a_service_that_ends_in_order_counts_as_no_kill(store, submit):
    job_id = submit().id
    for _ in range(5):
        store.take()
        store.put_back(job_id)
    assert store.find(job_id).interrupted == 0


def finished(database, store, submit, days, kind="similarity", owner="a"):
    job_id = submit(owner, kind).id
    store.take()
    store.finish(job_id, {})
    then = (datetime.now(UTC) - timedelta(days=days)).replace(tzinfo=None)
    with database.writing() as connection:
        connection.execute(update(jobs).where(jobs.c.id == job_id).values(finished_at=then))
    return job_id


@pytest.mark.parametrize(
    ("kind", "days"), [("similarity", KEPT_DAYS), ("event-plan", EVENT_KEPT_DAYS)]
)
def test_a_job_is_kept_as_long_as_it_says(database, store, submit, kind, days):
    fresh = finished(database, store, submit, days - 0.1, kind)
    old = finished(database, store, submit, days + 0.1, kind)
    now = datetime.now(UTC)
    assert kept_until(store.find(old)) < now < kept_until(store.find(fresh))
    store.remove_old()
    assert store.find(fresh)
    assert store.find(old) is None


def test_of_too_many_jobs_the_oldest_go(database, store, submit):
    others = finished(database, store, submit, 6, owner="b")
    ids = [finished(database, store, submit, 5 - n / 1000) for n in range(MAX_KEPT + 3)]
    waiting = submit("a").id
    store.remove_old()
    kept = {job.id for job in store.of(None, 1000)}
    assert kept == {*ids[3:], others, waiting}

"""A job that is cancelled, a service that ends or is killed in the middle of one, a key that ends."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from service.jobs.job_files import FOLDER
from service.jobs.job_store import JobStore, new_id

pytestmark = pytest.mark.slow

SOON = 2
ALLOWED_SECONDS = 10
LONG_SECONDS = 120
"""For what takes moments on a machine that has nothing else to do."""


@pytest.fixture
def folder(shared_folder, tmp_path):
    """A catalogue of its own for each service that ends."""
    copy = tmp_path / "catalog"
    shutil.copytree(shared_folder[0], copy, ignore=shutil.ignore_patterns("service.db*", FOLDER))
    return copy


def processes(job_id):
    """The processes of a job, by number."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and job_id.encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_a_job_that_runs_is_cancelled_at_once_with_all_that_it_has_written(start, folder, within):
    with start(folder) as service, service.office("other") as office:
        job = office.running(office.ask()["id"])
        assert within(lambda: processes(job["id"]), LONG_SECONDS)
        begun = time.monotonic()
        answer = office.client.delete(f"/v1/jobs/{job['id']}")
        assert answer.json()["state"] == "cancelled"
        assert [kind for kind, _, _ in office.follow(job["id"])] == ["end"]
        assert within(lambda: not processes(job["id"]), SOON - (time.monotonic() - begun))
        assert within(lambda: not (folder / FOLDER / job["id"]).exists(), SOON)
        # What is over stays as it is.
        assert office.client.delete(f"/v1/jobs/{job['id']}").json() == answer.json()
        # The worker goes on.
        assert office.finished(office.ask(formats=["csv"])["id"])["state"] == "done"


def test_a_job_of_a_key_that_was_revoked_is_cancelled_whether_it_runs_or_waits(start, folder):
    with start(folder) as service, service.office("hiding") as office:
        running, waiting = office.ask()["id"], office.ask()["id"]
        office.running(running)
        key = service.keys.revoke(service.secrets["hiding"].split("_")[1])
        assert key.revoked_at
        with service.office("hiding too") as other:
            for job_id in (running, waiting):
                job = other.finished(job_id)
                assert (job["state"], job["failure"]["code"]) == ("cancelled", "job-key-ended")
        assert office.client.get(f"/v1/jobs/{running}").status_code == 401


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_service_and_the_job_goes_on_at_the_next_start(
    start, folder, within, number
):
    with start(folder) as service, service.office("other") as office:
        job_id = office.ask(formats=["csv"])["id"]
        events = office.follow(job_id)
        while next(events)[2]["state"] != "running":
            pass
        begun = time.monotonic()
        service.process.send_signal(number)
        assert all(kind == "progress" for kind, _, _ in events)
        assert service.process.wait(timeout=ALLOWED_SECONDS) == 0
        assert time.monotonic() - begun < ALLOWED_SECONDS
        assert within(lambda: not processes(job_id), SOON)
        assert "Traceback" not in service.process.stderr.read()
    with start(folder) as service, service.office("operator") as office:
        job = office.finished(job_id)
        assert job["state"] == "done"
        assert office.client.get(job["files"][0]["url"]).status_code == 200


def test_a_killed_service_takes_its_job_with_it_and_begins_it_again(start, folder, within):
    with start(folder) as service, service.office("other") as office:
        job_id = office.ask(formats=["csv"])["id"]
        assert within(lambda: len(processes(job_id)) == 1, LONG_SECONDS)
        service.process.kill()
        assert within(lambda: not processes(job_id), SOON)
    with start(folder) as service, service.office("operator") as office:
        job = office.finished(job_id)
        assert job["state"] == "done"
        assert JobStore(service.keys._database).find(job_id).interrupted == 1
        assert not list((folder / FOLDER / job_id).glob(".mitra*"))


def test_a_process_that_dies_ends_its_job_alone(start, folder, within):
    with start(folder) as service, service.office("other") as office:
        job_id = office.ask()["id"]
        assert within(lambda: processes(job_id), LONG_SECONDS)
        for process in processes(job_id):
            os.kill(process, signal.SIGKILL)
        job = office.finished(job_id)
        assert (job["state"], job["failure"]["code"]) == ("failed", "job-died")
        assert office.finished(office.ask(formats=["csv"])["id"])["state"] == "done"


def test_of_two_services_over_one_catalogue_one_does_the_jobs(start, folder, within):
    with start(folder) as first, start(folder) as second:
        with second.office("other") as office:
            job_id = office.ask(formats=["csv"])["id"]
            assert office.finished(job_id)["state"] == "done"
            assert not processes(job_id)
        with first.office("operator") as office:
            running = office.ask()["id"]
            assert within(lambda: len(processes(running)) == 1, LONG_SECONDS)
            first.process.kill()
        # The other one takes over.
        with second.office("operator") as office:
            assert office.finished(running)["state"] == "done"


def test_a_full_queue_is_told_with_a_time_to_come_back(start, folder):
    with start(folder) as service, service.office("other") as office:
        office.running(office.ask()["id"])
        refused = None
        for _ in range(10):
            answer = office.client.post("/v1/reports", json={"kind": "similarity"})
            if answer.status_code != 202:
                refused = answer
                break
        assert (refused.status_code, refused.json()["code"]) == (429, "jobs-too-many")
        assert int(refused.headers["retry-after"]) > 0
        store = JobStore(service.keys._database)
        number = 0
        while len([job for job in store.of(None, 100) if job.state == "queued"]) < 20:
            number += 1
            store.submit("similarity", {}, "en", f"organisation:{number}", None, new_id())
        with service.office("hiding") as other:
            answer = other.client.post("/v1/reports", json={"kind": "similarity"})
            assert (answer.status_code, answer.json()["code"]) == (503, "jobs-full")
            assert int(answer.headers["retry-after"]) > 0

"""The worker, when what it has to enter cannot be entered."""

import time

from recommender.errors import CatalogError
from service.access.key_store import KeyStore
from service.database import ServiceDatabase
from service.jobs.job_files import JobFiles
from service.jobs.job_store import JobStore, new_id
from service.jobs.worker import Worker

PATIENCE = 20


def test_a_job_whose_end_could_not_be_entered_begins_again(tmp_path, monkeypatch):
    database = ServiceDatabase(tmp_path)
    store = JobStore(database)
    job = store.submit("similarity", {}, "en", "organisation:kadin", "0123456789", new_id())
    attempts = []

    def do(_, taken):
        attempts.append(taken.id)
        if len(attempts) == 1:
            raise CatalogError("disk-full", path="service.db")
        store.finish(taken.id, {})

    monkeypatch.setattr(Worker, "_do", do)
    with Worker(tmp_path, store, JobFiles(tmp_path), KeyStore(database)):
        until = time.monotonic() + PATIENCE
        while store.find(job.id).state != "done" and time.monotonic() < until:
            time.sleep(0.02)
    assert (store.find(job.id).state, store.find(job.id).interrupted) == ("done", 1)
    assert attempts == [job.id] * 2
    database.close()

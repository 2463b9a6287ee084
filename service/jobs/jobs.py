"""The jobs of a service as its routes use them: each caller has its own."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

from embeddings import InterfaceLanguage
from service.access.caller import Caller
from service.access.key_store import KeyStore
from service.database import ServiceDatabase
from service.errors import Refusal
from service.jobs.followers import Followers
from service.jobs.job import Job, Kind
from service.jobs.job_files import JobFiles
from service.jobs.job_store import JobStore, new_id
from service.jobs.owners import may_see, owner_of
from service.jobs.worker import Worker

Prepare = Callable[[Path], object]
"""Puts what a job begins with into its folder."""


class Jobs(AbstractContextManager["Jobs"]):
    """Jobs of the catalogue in `folder`, done while in `with`."""

    def __init__(self, folder: Path, database: ServiceDatabase) -> None:
        self._store = JobStore(database)
        self._files = JobFiles(folder)
        self._worker = Worker(folder, self._store, self._files, KeyStore(database))
        self._ending = False
        self._running = ExitStack()
        self.followers = Followers(self._store, lambda: self._ending)

    def __enter__(self) -> Self:
        self._running.enter_context(self._worker)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop; the job in work goes on at the next start."""
        self._running.close()

    def begin_to_end(self) -> None:
        """Let those go who follow a job. May be called from a signal handler."""
        self._ending = True

    def submit(
        self,
        caller: Caller,
        kind: Kind,
        parameters: Mapping[str, Any],
        language: InterfaceLanguage,
        prepare: Prepare | None = None,
    ) -> Job:
        """Have something done. Raises Refusal where too much waits already."""
        job_id = new_id()
        key = caller.key.id if caller.key else None
        try:
            if prepare:
                prepare(self._files.folder(job_id))
            return self._store.submit(kind, parameters, language, owner_of(caller), key, job_id)
        except BaseException:
            self._files.remove(job_id)
            raise

    def get(self, caller: Caller, job_id: str) -> Job:
        """A job of the caller's. Raises Refusal (404), for those of others too."""
        job = self._store.find(job_id)
        if job is None or not may_see(caller, job):
            raise Refusal(HTTPStatus.NOT_FOUND, "no-such-job")
        return job

    def of(self, caller: Caller, limit: int) -> list[Job]:
        """The caller's newest jobs, the newest first; for whoever runs the service everybody's."""
        return self._store.of(None if caller.viewer.everything else owner_of(caller), limit)

    def cancel(self, caller: Caller, job_id: str) -> Job:
        """End a job at once; one that is over stays as it is. Raises Refusal (404)."""
        before = self.get(caller, job_id)
        if self._store.cancel(job_id) and before.state == "queued":
            # Of a running one the worker removes them, when its process has ended.
            self._files.remove(job_id)
        return self.get(caller, job_id)

    def folder(self, job: Job) -> Path:
        """Where the files of a job lie. Raises OSError."""
        return self._files.folder(job.id)

    def file(self, caller: Caller, job_id: str, name: str) -> Path:
        """A result of a job of the caller's. Raises Refusal (404)."""
        path = self._files.find(self.get(caller, job_id), name)
        if path is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "no-such-file")
        return path

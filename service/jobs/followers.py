"""Clients that follow jobs: however many they are, each job is read once a moment, in no search's thread."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from service.errors import Refusal
from service.jobs.job import Job
from service.jobs.job_store import JobStore

MAX_FOLLOWERS = 500
"""Clients that follow jobs at a time."""

LOOK_SECONDS = 0.5

_RETRY_SECONDS = 10


class Followers:
    """Those who follow jobs, on one event loop. `ending`: whether the service is about to end."""

    def __init__(self, jobs: JobStore, ending: Callable[[], bool]) -> None:
        self._jobs = jobs
        self._ending = ending
        self._following: Counter[str] = Counter()
        self._reading: dict[str, tuple[float, asyncio.Task[Job | None]]] = {}

    @contextmanager
    def place(self, job_id: str) -> Iterator[None]:
        """Hold a place for one more follower of a job. Raises Refusal (503) where there is none."""
        if self._following.total() >= MAX_FOLLOWERS:
            after = {"Retry-After": str(_RETRY_SECONDS)}
            raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "jobs-followed", after)
        self._following[job_id] += 1
        try:
            yield
        finally:
            self._following[job_id] -= 1
            if not self._following[job_id]:
                del self._following[job_id]
                self._reading.pop(job_id, None)

    async def follow(self, job_id: str, after: int) -> AsyncIterator[Job]:
        """A job each time that it has changed since the revision `after`, until it is over.

        The last one comes in any case. It ends early where the service ends or the job is removed.
        """
        while not self._ending():
            job = await self._current(job_id)
            if job is None:
                return
            if job.is_over or job.revision > after:
                yield job
                after = job.revision
            if job.is_over:
                return
            await asyncio.sleep(LOOK_SECONDS)

    async def _current(self, job_id: str) -> Job | None:
        """The job as it was at most half a look ago."""
        now = time.monotonic()
        begun, reading = self._reading.get(job_id, (0.0, None))
        if reading is None or now - begun > LOOK_SECONDS / 2:
            reading = asyncio.create_task(asyncio.to_thread(self._jobs.find, job_id))
            self._reading[job_id] = now, reading
        # One follower that goes away must not end the reading of the others.
        return await asyncio.shield(reading)

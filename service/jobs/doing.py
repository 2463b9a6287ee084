"""Doing one job, and saying on the way how far it is: what the process of a job is there for."""

import contextlib
import json
import time
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from recommender.catalog import Catalog
from recommender.errors import (
    FileError,
    FilterError,
    QueryError,
    ReportError,
    UnknownCompanyError,
)
from recommender.events.errors import EventError
from recommender.sight import ForbiddenError
from service.access.key_store import KeyStore
from service.database import ServiceDatabase
from service.jobs.job import Failure, Job, is_event
from service.jobs.job_files import JobFiles
from service.jobs.job_store import JobStore
from service.jobs.owners import viewer_of
from service.jobs.place import Place
from service.jobs.time_left import TimeLeft
from service.storage import is_full

_TOLD_EVERY_SECONDS = 0.5

MAX_CHECK_MEMORY = 4 * 1024**3
"""Bytes of a process that reads somebody's workbook."""

# What these say is about the request; anything else is about the machine, and for its operator.
_OWNERS_FAULT = (
    *(EventError, FileError, FilterError, ForbiddenError),
    *(QueryError, ReportError, UnknownCompanyError),
)


class Voice:
    """Says to the service how far the job is."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._left = TimeLeft()
        self._told = 0.0

    def progress(self, done: float) -> None:
        """Say which share is done, and how long the rest may take; not too often."""
        now = time.monotonic()
        if now - self._told >= _TOLD_EVERY_SECONDS:
            self._told = now
            self.say({"done": min(done, 1.0), "left": self._left.after(done, now)})

    def step(self, done: float) -> None:
        """Say that a step begins of which nobody knows how long it takes."""
        self.say({"done": done, "left": None})

    def say(self, line: Mapping[str, object]) -> None:
        """Say one line."""
        print(json.dumps(line), file=self._out, flush=True)


def do_job(folder: Path, job_id: str, out: TextIO) -> None:
    """Do a job over the catalogue in `folder`, and say on `out` what came of it."""
    voice = Voice(out)
    with (
        contextlib.closing(ServiceDatabase(folder)) as database,
        Catalog.open(folder, create=False) as catalog,
    ):
        job = JobStore(database).find(job_id)
        if job is None:
            return
        if job.kind == "event-check":
            _limit_memory(MAX_CHECK_MEMORY)
        viewer = viewer_of(job, KeyStore(database))
        if viewer is None:
            return  # the service ends such jobs itself
        voice.say(_outcome(catalog.seen_by(viewer), job, JobFiles(folder).folder(job_id), voice))


def _outcome(catalog: Catalog, job: Job, folder: Path, voice: Voice) -> dict[str, object]:
    try:
        names = _do(catalog, job, folder, voice)
        return {"files": {name: (folder / name).stat().st_size for name in names}}
    except _OWNERS_FAULT as error:
        if is_full(error):
            traceback.print_exc()
            return {"failure": asdict(Failure.named("no-space"))}
        return {"failure": asdict(Failure.of(error, str(folder)))}
    except Exception as error:  # noqa: BLE001 - the traceback belongs into the log, which standard error is
        traceback.print_exc()
        return {"failure": asdict(Failure.named("no-space" if is_full(error) else "job-failed"))}


def _do(catalog: Catalog, job: Job, folder: Path, voice: Voice) -> list[str]:
    """Do the job; the names of its results. What others do not need is loaded for it alone."""
    if is_event(job.kind):
        from service.jobs.making_events import make_event

        return make_event(
            catalog, job.kind, job.parameters, Place(folder, job.language, voice.step)
        )
    from service.jobs.making_reports import make_report

    place = Place(folder, job.language, voice.progress)
    return make_report(catalog, job.kind, job.parameters, place)


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ModuleNotFoundError:  # pragma: no cover - Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

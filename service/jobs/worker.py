"""The one worker of a catalogue: takes jobs from the queue and watches over the process that does each.

Of several services over the same catalogue one has the worker; the others' jobs wait for it too.
"""

import contextlib
import json
import logging
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

from embeddings import MitraError
from service.access.key_store import KeyStore
from service.jobs.job import Failure, Job
from service.jobs.job_files import JobFiles
from service.jobs.job_store import JobStore
from service.jobs.owners import viewer_of
from service.jobs.worker_lock import WorkerLock

MAX_RUN_SECONDS = 14_400
"""What a job may take."""

MAX_CHECK_SECONDS = 300
"""What reading and publishing somebody's workbook may take."""

LOOK_SECONDS = 0.25
"""How often it is looked whether a job has been cancelled, or a new one has come."""

_CLEAN_SECONDS = 3600

_log = logging.getLogger(__name__)


class Worker:
    """A thread that does the jobs of the catalogue in `folder`, one after the other, while in `with`."""

    def __init__(self, folder: Path, jobs: JobStore, files: JobFiles, keys: KeyStore) -> None:
        self._folder = folder
        self._jobs = jobs
        self._files = files
        self._keys = keys
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End within seconds; the job in work waits for the next start."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        with WorkerLock(self._folder) as lock:
            while not lock.acquire():
                if self._stopping.wait(LOOK_SECONDS):
                    return
            self._forever()

    def _forever(self) -> None:
        recovered = False
        cleaned = -float(_CLEAN_SECONDS)
        while not self._stopping.is_set():
            try:
                if not recovered:
                    self._jobs.recover()
                    recovered = True
                if time.monotonic() - cleaned > _CLEAN_SECONDS:
                    self._clean()
                    cleaned = time.monotonic()
                job = self._jobs.take()
                if job is not None:
                    self._do(job)
                    continue
            except (MitraError, OSError):
                # A full disk, or a busy database: the queue is still there when that is over, and what
                # was in work, whose end could not be entered, begins again.
                recovered = False
                _log.exception("jobs")
            self._stopping.wait(LOOK_SECONDS)

    def _clean(self) -> None:
        self._jobs.remove_old()
        self._files.remove_others(set(self._jobs.with_files()))

    def _do(self, job: Job) -> None:
        if viewer_of(job, self._keys) is None:
            self._jobs.cancel(job.id, Failure.named("job-key-ended"))
            return
        _log.info("job %s (%s) begins", job.id, job.kind)
        with _process(self._folder, job.id) as child:
            last = self._follow(job, child)
        if last is not None:
            self._end(job, last)
        now = self._jobs.find(job.id)
        _log.info("job %s: %s", job.id, now.state if now else "removed")
        if now is None or now.state in {"cancelled", "failed"}:
            self._files.remove(job.id)

    def _follow(self, job: Job, child: "_Child") -> dict[str, Any] | None:
        """Pass on what the process says; its last word, or None where it was not to go on."""
        allowed = MAX_CHECK_SECONDS if job.kind == "event-check" else MAX_RUN_SECONDS
        deadline = time.monotonic() + allowed
        while True:
            line = child.next_line(LOOK_SECONDS)
            if line and "done" in line:
                self._jobs.progress(job.id, line["done"], line["left"])
            elif line:
                return line
            if self._stopping.is_set():
                self._jobs.put_back(job.id)
                return None
            if viewer_of(job, self._keys) is None:
                self._jobs.cancel(job.id, Failure.named("job-key-ended"))
            now = self._jobs.find(job.id)
            if now is None or now.state != "running":
                return None
            if child.is_over:
                return {"failure": None}
            if time.monotonic() > deadline:
                self._jobs.fail(job.id, Failure.named("job-too-long"))
                return None

    def _end(self, job: Job, last: dict[str, Any]) -> None:
        if "files" in last:
            self._jobs.finish(job.id, last["files"])
        elif last["failure"]:
            self._jobs.fail(job.id, Failure(**last["failure"]))
        else:
            self._jobs.fail(job.id, Failure.named("job-died"))


class _Child:
    """The process of a job, and what it says."""

    def __init__(self, process: "subprocess.Popen[str]", out: IO[str]) -> None:
        self._process = process
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.is_over = False
        threading.Thread(target=self._listen, args=(out,), daemon=True).start()

    def next_line(self, seconds: float) -> dict[str, Any] | None:
        """What it says within some seconds, the newest where it says more; None for nothing."""
        try:
            text = self._lines.get(timeout=seconds)
        except queue.Empty:
            return None
        if text is None:
            self.is_over = True
            return None
        line: dict[str, Any] = json.loads(text)
        return line

    def _listen(self, out: IO[str]) -> None:
        with contextlib.suppress(OSError, ValueError):  # closed under our hands
            for line in out:
                self._lines.put(line)
        self._lines.put(None)


@contextmanager
def _process(folder: Path, job_id: str) -> Iterator[_Child]:
    """Start the process of a job, and have it gone afterwards."""
    # Not -m alone: that would import modules from wherever the service was started.
    command = [sys.executable, "-P", "-m", "service.jobs.child", str(folder), job_id]
    process = subprocess.Popen(  # noqa: S603 - our own module, with a number of our own making
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        # Ctrl+C is for the service, which then ends the job in order.
        start_new_session=True,
    )
    with process:
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            yield _Child(process, process.stdout)
        finally:
            process.kill()

"""The folder of each job, and which of its files may be sent to somebody."""

import re
import shutil
import time
from collections.abc import Collection
from pathlib import Path

from service.jobs.job import Job

FOLDER = "jobs"

_ID = re.compile(r"[0-9a-f]{32}")

# The folder of a job is there before the job: what it begins with lies in it.
_NEW_SECONDS = 3600


class JobFiles:
    """The files of jobs, in a folder beside the catalogue."""

    def __init__(self, catalog: Path) -> None:
        self._root = catalog / FOLDER

    def folder(self, job_id: str) -> Path:
        """Where the files of a job lie; made where it is missing. Raises OSError."""
        folder = self._root / job_id
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def find(self, job: Job, name: str) -> Path | None:
        """The result of a name; None for everything that the job has not written as a result.

        The name is looked for among the job's own, never on the disk, and a link is no result.
        """
        if name not in job.files:
            return None
        root = (self._root / job.id).resolve()
        path = root / name
        inside = path.resolve() == path and path.is_relative_to(root)
        return path if inside and path.is_file() else None

    def remove(self, job_id: str) -> None:
        """Delete the files of a job."""
        shutil.rmtree(self._root / job_id, ignore_errors=True)

    def remove_others(self, kept: Collection[str]) -> None:
        """Delete the folders of jobs that do not exist (any more)."""
        if not self._root.is_dir():
            return
        for folder in self._root.iterdir():
            if not _ID.fullmatch(folder.name) or folder.name in kept:
                continue
            try:
                age = time.time() - folder.stat().st_mtime
            except OSError:
                continue  # somebody else was quicker
            if age > _NEW_SECONDS:
                self.remove(folder.name)

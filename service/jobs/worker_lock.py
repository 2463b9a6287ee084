"""Which of several services over one catalogue does its jobs."""

import os
from pathlib import Path
from typing import Self

from service.jobs.job_files import FOLDER

try:
    import fcntl
except ModuleNotFoundError:  # pragma: no cover - Windows, where a second service is not foreseen
    fcntl = None  # type: ignore[assignment]

_FILE = ".worker"


class WorkerLock:
    """A lock on a file, which the system lets go with the process, however that ends."""

    def __init__(self, catalog: Path) -> None:
        self._folder = catalog / FOLDER
        self._file: int | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._folder / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def acquire(self) -> bool:
        """Take the lock if nobody has it."""
        if self._file is None or fcntl is None:
            return True
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

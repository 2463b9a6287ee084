"""Letting a child process read a file first, where reading it can end or fill up a whole process."""

import signal
import subprocess
import sys
from pathlib import Path

from recommender.errors import FileError

_LIMITS = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds} + 1))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
"""
_PATIENCE = 4
"""How often the seconds of computing pass before the child is stopped: others compute, too."""


def try_reading(path: Path, program: str, file_format: str, *, memory: int, seconds: int) -> None:
    """Run a program that reads a file, which is its standard input, to the end.

    It has so many bytes of memory and seconds of computing. Raises FileError where they are not
    enough, and where the program fails.
    """
    limits = _LIMITS.format(memory=memory, seconds=seconds)
    trial = [sys.executable, "-I", "-c", limits + program]
    with path.open("rb") as file:
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                trial, stdin=file, capture_output=True, check=False, timeout=_PATIENCE * seconds
            )
        except subprocess.TimeoutExpired as error:
            raise _takes_too_long(path, seconds) from error
    if done.returncode == -signal.SIGXCPU:
        raise _takes_too_long(path, seconds)
    if done.returncode != 0:
        raise FileError("damaged-file", path=path, format=file_format)


def _takes_too_long(path: Path, seconds: int) -> FileError:
    return FileError("reading-too-long", path=path, seconds=seconds)

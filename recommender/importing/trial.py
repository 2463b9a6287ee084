"""Letting a child process read a file first, where reading it can end or fill up a whole process."""

import subprocess
import sys
from pathlib import Path

_LIMITS = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
"""
_PATIENCE = 4
"""How often the seconds of computing pass before the child is stopped: others compute, too."""


def survives(path: Path, program: str, *, memory: int, seconds: int) -> bool:
    """Whether a program reads a file, which is its standard input, to the end without failing.

    It has so many bytes of memory and seconds of computing.
    """
    limits = _LIMITS.format(memory=memory, seconds=seconds)
    trial = [sys.executable, "-I", "-c", limits + program]
    with path.open("rb") as file:
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                trial, stdin=file, capture_output=True, check=False, timeout=_PATIENCE * seconds
            )
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0

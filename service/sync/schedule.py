"""Doing the same again and again in the foreground, until a signal asks to end."""

import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from service.sync.errors import SyncError

LEAST_SECONDS = 10
JITTER = 0.1
"""By which share a pause is longer or shorter, so that many portals don't come at the same moment."""

_INTERVAL = re.compile(r"(\d{1,5})\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_SLICE = 0.2


def interval_seconds(text: str) -> int:
    """Read an interval such as 15m or 1h. Raises SyncError."""
    found = _INTERVAL.fullmatch(text.strip().lower())
    seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
    if seconds < LEAST_SECONDS:
        raise SyncError("sync-interval", text=text, least=LEAST_SECONDS)
    return seconds


class Stop:
    """Whether SIGTERM has asked to end. What is running asks it now and then, and ends where it may."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        """Whether to end."""
        return self._asked

    def ask(self, *_: object) -> None:
        """Ask to end, as a signal's handler does."""
        self._asked = True

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Be asked by SIGTERM meanwhile."""
        previous = signal.signal(signal.SIGTERM, self.ask)
        try:
            yield
        finally:
            signal.signal(signal.SIGTERM, previous)

    def wait(self, seconds: float) -> None:
        """Wait, but no longer than until asked to end.

        In slices, because a handler must not touch a lock that the thread which it interrupts may hold.
        """
        until = time.monotonic() + seconds
        while not self._asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(_SLICE, left))


def repeat(once: Callable[[], None], seconds: float, stop: Stop) -> None:
    """Call `once` every so many seconds, from start to start, until `stop`."""
    while not stop():
        started = time.monotonic()
        once()
        pause = seconds * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - nothing to guess
        stop.wait(pause - (time.monotonic() - started))

"""One bounded queue in front of the work that takes a processor."""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from http import HTTPStatus
from time import perf_counter
from typing import Any, TypeVar

from service.errors import Refusal

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)

RETRY_SECONDS = 1
"""After how long a full queue has moved on."""


class WorkQueue:
    """So many at a time, so many waiting, in the order of coming; whoever comes then is sent away at once.

    Work that outlasts its time is given up on, but keeps its place until it has ended: threads cannot be
    stopped, and the processor is as busy as before. For one event loop.
    """

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._at_once = at_once
        self._longest = waiting
        self._seconds = seconds
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._given_up: set[asyncio.Task[Any]] = set()
        self.working = 0

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    async def enter(self) -> float:
        """Wait for a place, which `run` gives back; returns for how long (seconds).

        Raises Refusal (503) where too many wait already.
        """
        if self.working < self._at_once and not self._waiting:
            self.working += 1
            return 0.0
        if len(self._waiting) >= self._longest:
            raise _refusal("queue-full")
        arrived = perf_counter()
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()
            else:
                with suppress(ValueError):
                    self._waiting.remove(turn)
            raise
        return perf_counter() - arrived

    def leave(self) -> None:
        """Give a place back; whoever has waited longest takes it over."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self.working -= 1

    async def run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Do work in the place that was entered. Raises Refusal (503) when it takes too long."""
        task = asyncio.create_task(work)
        task.add_done_callback(lambda _: self.leave())
        done, _ = await asyncio.wait({task}, timeout=self._seconds)
        if done:
            return task.result()
        self._given_up.add(task)
        task.add_done_callback(self._ended)
        raise _refusal("took-too-long")

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._given_up.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("work that had been given up on failed", exc_info=error)


def _refusal(code: str) -> Refusal:
    retry = {"Retry-After": str(RETRY_SECONDS)}
    return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, code, retry)

"""Answering questions in processes of their own, which share what is in memory.

Python's lock lets the threads of one process use little more than one processor core. Processes that are
forked when everything is loaded share its memory until they change it, and each uses a core.
"""

import logging
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from embeddings import MitraError
from recommender.sight import Viewer
from recommender.view import View

P = ParamSpec("P")
Answer = TypeVar("Answer")

ENDING_SECONDS = 1
"""What all processes together get to end by themselves, when nobody asks them any more."""

_log = logging.getLogger(__name__)


class ProcessLostError(Exception):
    """The process that was to answer has ended, or there is none left."""


class AnsweringError(Exception):
    """Something unexpected in another process; the text is its traceback."""


class Answering(Protocol):
    """What answers in the processes: a catalogue that can be seen by a viewer."""

    def answer(
        self,
        viewer: Viewer,
        question: Callable[Concatenate[View, P], Answer],
        *arguments: P.args,
        **keywords: P.kwargs,
    ) -> Answer:
        """Ask a question of one state of the catalogue, as the viewer sees it."""


class Closable(Protocol):
    """What a process that is forked shall not hold open."""

    def close(self) -> None:
        """Release it."""


class Processes:
    """So many processes, each of which answers one question at a time. Threads may share them.

    One that ends before its time (killed for want of memory) is not replaced: a process with threads
    cannot safely be forked. Whoever was to be answered by it works that out in this process.
    """

    def __init__(self, answering: Answering, count: int, holding: Iterable[Closable] = ()) -> None:
        """Fork, which is to be done before this process starts threads.

        `holding`: what this process has open and the others shall not, a listening socket for one.
        """
        context = multiprocessing.get_context("fork")
        self._idle: LifoQueue[Connection | None] = LifoQueue()
        self._lock = threading.Lock()
        self._left = count
        self._processes = []
        ours: list[Closable] = list(holding)
        for _ in range(count):
            here, there = context.Pipe()
            ours.append(here)
            process = context.Process(
                target=_answer_all, args=(answering, there, ours), daemon=True
            )
            process.start()
            there.close()
            self._processes.append(process)
            self._idle.put(here)

    def run(
        self,
        viewer: Viewer,
        question: Callable[Concatenate[View, P], Answer],
        *arguments: P.args,
        **keywords: P.kwargs,
    ) -> Answer:
        """Ask a question, a function of a module, as a viewer; waits for a process that is free.

        Raises ProcessLostError, AnsweringError, and the MitraError that the question raises.
        """
        # The one that was asked last has most of what it needs in the cache.
        connection = self._idle.get()
        if connection is None:
            self._idle.put(None)
            raise ProcessLostError
        try:
            connection.send((viewer, question, arguments, keywords))
            answered, answer = connection.recv()
        except (EOFError, OSError) as error:
            _log.error("a process that answers searches has ended before its time")
            connection.close()
            self._lose_one()
            raise ProcessLostError from error
        except Exception:
            self._idle.put(connection)  # what cannot be sent leaves the process as it was
            raise
        self._idle.put(connection)
        if not answered:
            raise answer
        found: Answer = answer
        return found

    def _lose_one(self) -> None:
        with self._lock:
            self._left -= 1
            if not self._left:
                # Whoever waits for one is told, and passes it on.
                self._idle.put(None)

    def close(self) -> None:
        """End the processes: those that are free by themselves, those that still work at once."""
        with suppress(Empty):
            while True:
                if connection := self._idle.get_nowait():
                    connection.close()
        until = time.monotonic() + ENDING_SECONDS
        for process in self._processes:
            process.join(max(0.0, until - time.monotonic()))
            process.kill()
            process.join()


def _answer_all(answering: Answering, connection: Connection, others: Iterable[Closable]) -> None:
    """Answer until the other end is closed, or its process gone."""
    # Ctrl-C reaches all processes of a terminal; the first one decides when the others end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            viewer, question, arguments, keywords = connection.recv()
            connection.send(_tried(answering, viewer, question, arguments, keywords))
    # Nothing that belongs to the first process is to be put in order here.
    os._exit(0)


def _tried(
    answering: Answering,
    viewer: Viewer,
    question: Callable[..., Any],
    arguments: tuple[Any, ...],
    keywords: dict[str, Any],
) -> tuple[bool, Any]:
    try:
        return True, answering.answer(viewer, question, *arguments, **keywords)
    except MitraError as error:
        # A traceback does not pass; what caused the error is for the log.
        if error.__cause__ is not None:
            error.__cause__ = AnsweringError(str(error.__cause__))
        return False, error
    except Exception:  # noqa: BLE001 - it is raised where the question was asked
        return False, AnsweringError(traceback.format_exc())

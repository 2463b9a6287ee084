"""The best partners of many companies among many: all pairs are scored, block by block.

Exact: no index decides which pairs are looked at. Scores come as matrix products, and of each block
only what beats a source's worst partner so far is looked at closer, which soon is next to nothing.
Every core works on sources of its own with a single-threaded BLAS, so the result is the same to the
bit on any number of cores, and after a stop and a resumption.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import numpy as np
import numpy.typing as npt

from recommender.bulk.parts import Parts

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Progress = Callable[[float], None]

NOBODY = -1
"""Stands for a partner where there are fewer than asked for."""

MOST_SOURCES = MOST_TARGETS = 2_048
"""Sides of a block. Smaller blocks spend their time on packing, larger ones outgrow the caches."""

AT_A_TIME = 64
"""Sources that are scored for all targets at a time."""

MEMORY = 1 << 30
"""Bytes that the blocks in work take together, if nothing else is said."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """So many sources and targets are scored at a time."""

    sources: int
    targets: int


class Scorer(Protocol):
    """Says how well pairs of a source and a target go together."""

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of sources and of targets."""

    def unit_bytes(self, blocks: Blocks) -> int:
        """How much memory the work on one unit of sources takes."""

    def unit(self, sources: slice) -> Callable[[slice], Floats]:
        """Prepare some sources; returns what scores them for some targets, shape (s, t).

        A pair that is none has minus infinity. What is returned may be overwritten by the next call.
        """


@dataclass(frozen=True, slots=True)
class Best:
    """Of each source the best targets, best first: positions and scores, both of shape (n, k).

    Equal scores keep the order of the targets. Where there are fewer than k, `NOBODY` and minus
    infinity stand at the end.
    """

    targets: Ints
    scores: Floats


def blocks_within(memory: int, scorer: Scorer, workers: int) -> Blocks:
    """The largest blocks with which `workers` units take no more than `memory` bytes; at least 1 x 1."""
    blocks = Blocks(MOST_SOURCES, MOST_TARGETS)
    while workers * scorer.unit_bytes(blocks) > memory and blocks != Blocks(1, 1):
        # Many targets at a time are worth more than many sources: what a unit prepares is kept.
        if blocks.sources >= blocks.targets:
            blocks = Blocks(blocks.sources // 2, blocks.targets)
        else:
            blocks = Blocks(blocks.sources, blocks.targets // 2)
    return blocks


def best_pairs(
    scorer: Scorer,
    top: int,
    *,
    memory: int = MEMORY,
    workers: int | None = None,
    parts: Parts | None = None,
    progress: Progress | None = None,
) -> Best:
    """The `top` best targets of every source.

    `memory` (bytes) bounds the blocks in work, beside what the scorer holds itself; `workers` are
    threads, one a core by default. With `parts` finished units are kept on the disk and not made
    again; `progress` is told the share that is done, 0 to 1.
    """
    from threadpoolctl import threadpool_limits

    sources, targets = scorer.shape
    workers = workers or cores()
    blocks = blocks_within(memory, scorer, workers)
    best = Best(
        np.full((sources, top), NOBODY, np.int32), np.full((sources, top), -np.inf, np.float32)
    )
    done = 0
    with (
        threadpool_limits(limits=1, user_api="blas"),
        ThreadPoolExecutor(max_workers=workers, thread_name_prefix="all-pairs") as pool,
    ):
        waiting = units(sources, blocks.sources)
        work = _Work(scorer, top, targets, blocks, parts)
        running: dict[Future[Best], slice] = {}
        try:
            while True:
                for unit in islice(waiting, workers - len(running)):
                    running[pool.submit(work.of, unit)] = unit
                if not running:
                    return best
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    unit = running.pop(future)
                    found = future.result()
                    best.targets[unit], best.scores[unit] = found.targets, found.scores
                    done += unit.stop - unit.start
                    if progress:
                        progress(done / sources)
        except BaseException:
            work.stop()
            raise


def all_strengths(scorer: Scorer, progress: Progress | None = None) -> Floats:
    """The scores of all pairs, shape (n, m); 0 where there is none. For where they fit into memory."""
    sources, targets = scorer.shape
    scores = np.zeros((sources, targets), np.float32)
    for unit in units(sources, AT_A_TIME):
        scores[unit] = scorer.unit(unit)(slice(0, targets))
        if progress:
            progress(unit.stop / sources)
    scores[np.isneginf(scores)] = 0
    return scores


def unheard(_: float) -> None:
    """Progress that nobody follows."""


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def units(count: int, size: int) -> Iterator[slice]:
    """Cut `count` things into slices of at most `size`."""
    return (slice(start, min(start + size, count)) for start in range(0, count, size))


class _Work:
    """What a thread does: the best targets of a unit of sources."""

    def __init__(
        self, scorer: Scorer, top: int, targets: int, blocks: Blocks, parts: Parts | None
    ) -> None:
        self._scorer = scorer
        self._top = top
        self._targets = targets
        self._blocks = blocks
        self._parts = parts
        self._stopped = False

    def stop(self) -> None:
        """End soon: somebody has interrupted, or another thread has failed."""
        self._stopped = True

    def of(self, unit: slice) -> Best:
        """The best targets of some sources, from the disk if they are there."""
        kept = self._parts.load(unit) if self._parts is not None else None
        if kept is not None:
            return Best(*kept)
        scores = self._scorer.unit(unit)
        running = _RunningTop(unit.stop - unit.start, self._top)
        for block in units(self._targets, self._blocks.targets):
            if self._stopped:
                raise InterruptedError("all pairs: stopped")
            running.add(scores(block), block.start)
        found = running.best()
        if self._parts is not None:
            self._parts.save(unit, (found.targets, found.scores))
        return found


class _RunningTop:
    """The best targets so far of some sources.

    `_least` (n,) is what a target has to beat. Newcomers are gathered, and put into order only
    when there are as many as places, since ordering costs more than comparing.
    """

    def __init__(self, sources: int, top: int) -> None:
        self._top = top
        self._least = np.full(sources, -np.inf, np.float32)
        self._rows = np.empty(0, np.int32)
        self._targets = np.empty(0, np.int32)
        self._scores = np.empty(0, np.float32)
        self._new: list[tuple[Ints, Ints, Floats]] = []
        self._waiting = 0

    def add(self, scores: Floats, first: int) -> None:
        """Look at a block of scores, shape (n, t), of the targets from `first` on, in their order."""
        width = scores.shape[1]
        beats = scores > self._least[:, np.newaxis]
        if not self._rows.size and width > self._top:
            # In the first block nearly all would be newcomers: those below the k-th are none.
            kth = np.partition(scores, width - self._top, axis=1)[:, width - self._top]
            beats &= scores >= kth[:, np.newaxis]
        found = np.flatnonzero(beats)
        if not found.size:
            return
        rows, columns = np.divmod(found, width)
        self._new.append(
            (
                rows.astype(np.int32),
                (columns + first).astype(np.int32),
                scores.reshape(-1)[found],
            )
        )
        self._waiting += found.size
        if self._waiting >= len(self._least) * self._top or not self._rows.size:
            self._settle()

    def _settle(self) -> None:
        """Put the newcomers among the best, keep `top` of each source."""
        if not self._new:
            return
        rows = np.concatenate([self._rows, *(new[0] for new in self._new)])
        targets = np.concatenate([self._targets, *(new[1] for new in self._new)])
        scores = np.concatenate([self._scores, *(new[2] for new in self._new)])
        order = np.lexsort((targets, -scores, rows))
        rows = rows[order]
        place = np.arange(len(rows)) - np.searchsorted(rows, rows)
        kept = place < self._top
        order, place = order[kept], place[kept]
        self._rows, self._targets, self._scores = rows[kept], targets[order], scores[order]
        last = place == self._top - 1
        self._least[self._rows[last]] = self._scores[last]
        self._new, self._waiting = [], 0

    def best(self) -> Best:
        """The best of what has been added."""
        self._settle()
        count = len(self._least)
        best = Best(
            np.full((count, self._top), NOBODY, np.int32),
            np.full((count, self._top), -np.inf, np.float32),
        )
        place = np.arange(len(self._rows)) - np.searchsorted(self._rows, self._rows)
        best.targets[self._rows, place] = self._targets
        best.scores[self._rows, place] = self._scores
        return best

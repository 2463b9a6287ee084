"""The best of all pairs: exact, in bounded memory, the same after a stop and on any number of cores."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.bulk.all_pairs import (
    NOBODY,
    Best,
    Blocks,
    best_pairs,
    blocks_within,
)
from recommender.bulk.parts import Parts
from recommender.bulk.vector_scores import VectorScores


def numbered(sources: np.ndarray, targets: np.ndarray, first: int = 10_000) -> VectorScores:
    """Scores of two selections that have no company in common."""
    rows = (np.arange(len(sources)), first + np.arange(len(targets)))
    return VectorScores(sources, targets, rows[0], rows[1])


def vectors(count: int, seed: int, dimension: int = 8) -> np.ndarray:
    """Vectors with few different components, so that many scores are equal."""
    drawn = np.random.default_rng(seed).integers(-2, 3, (count, dimension))
    return drawn.astype(np.float32)


def by_sorting(scorer: VectorScores, top: int) -> Best:
    """The oracle: all scores at once, sorted; equal ones in the order of the targets."""
    scores = scorer.sources @ scorer.targets.T
    scores[scorer.source_rows[:, None] == scorer.target_rows[None, :]] = -np.inf
    order = np.argsort(-scores, axis=1, kind="stable")[:, :top]
    best = np.take_along_axis(scores, order, axis=1)
    short = top - order.shape[1]
    order = np.where(np.isneginf(best), NOBODY, order)
    return Best(
        np.pad(order, ((0, 0), (0, short)), constant_values=NOBODY),
        np.pad(best, ((0, 0), (0, short)), constant_values=-np.inf),
    )


def assert_same(found: Best, expected: Best) -> None:
    np.testing.assert_array_equal(found.targets, expected.targets)
    np.testing.assert_array_equal(found.scores, expected.scores)


@settings(max_examples=60, deadline=None)
@given(
    sources=st.integers(1, 40),
    targets=st.integers(1, 60),
    top=st.integers(1, 12),
    memory=st.sampled_from([1, 200, 2_000, 20_000, 1 << 20]),
    seed=st.integers(0, 1_000),
)
def test_the_best_are_those_that_sorting_all_pairs_finds(sources, targets, top, memory, seed):
    scorer = numbered(vectors(sources, seed), vectors(targets, seed + 1))
    found = best_pairs(scorer, top, memory=memory, workers=2)
    assert_same(found, by_sorting(scorer, top))


@settings(max_examples=30, deadline=None)
@given(count=st.integers(1, 50), top=st.integers(1, 8), seed=st.integers(0, 1_000))
def test_a_company_is_no_partner_of_its_own(count, top, seed):
    same = vectors(count, seed)
    scorer = VectorScores(same, same[::-1].copy(), np.arange(count), np.arange(count)[::-1])
    found = best_pairs(scorer, top, memory=500)
    assert_same(found, by_sorting(scorer, top))
    own = scorer.target_rows[found.targets]
    assert not ((own == scorer.source_rows[:, None]) & (found.targets != NOBODY)).any()


def test_where_there_are_fewer_partners_than_asked_for_nobody_stands_at_the_end():
    found = best_pairs(numbered(vectors(3, 0), vectors(2, 1)), 5)
    assert (found.targets[:, 2:] == NOBODY).all()
    assert (found.targets[:, :2] != NOBODY).all()


def test_the_result_is_the_same_to_the_bit_on_any_number_of_cores():
    generator = np.random.default_rng(3)
    made = generator.standard_normal((2, 300, 32)).astype(np.float32)
    scorer = numbered(made[0], made[1])
    one, three = (best_pairs(scorer, 7, memory=100_000, workers=workers) for workers in (1, 3))
    assert_same(one, three)


@pytest.mark.parametrize("memory", [1, 10_000, 1_000_000, 100_000_000])
def test_the_blocks_in_work_take_no_more_memory_than_is_allowed(memory):
    scorer = numbered(vectors(10, 0), vectors(10, 1))
    blocks = blocks_within(memory, scorer, workers=2)
    assert 2 * scorer.unit_bytes(blocks) <= memory or blocks == Blocks(1, 1)


@dataclass
class Counting:
    """Counts the units that are made."""

    scorer: VectorScores
    made: int = 0

    @property
    def shape(self):
        return self.scorer.shape

    def unit_bytes(self, blocks):
        return self.scorer.unit_bytes(blocks)

    def unit(self, sources):
        self.made += 1
        return self.scorer.unit(sources)


@pytest.fixture
def scorer() -> VectorScores:
    return numbered(vectors(64, 5), vectors(80, 6))


class StopError(Exception):
    pass


def stop_at(share: float):
    def told(done: float) -> None:
        if done >= share:
            raise StopError

    return told


MEMORY = 8 * 8 * 5
"""So small that there are many units."""


def test_what_was_finished_before_a_stop_is_not_made_again(tmp_path, scorer):
    whole = Counting(scorer)
    expected = best_pairs(whole, 4, memory=MEMORY, workers=1)
    assert whole.made > 4
    with pytest.raises(StopError):
        best_pairs(
            scorer,
            4,
            memory=MEMORY,
            workers=1,
            parts=Parts(tmp_path, {"a": 1}),
            progress=stop_at(0.5),
        )
    kept = Parts(tmp_path, {"a": 1})
    finished = len(kept)
    assert 0 < finished < whole.made
    rest = Counting(scorer)
    told = []
    found = best_pairs(rest, 4, memory=MEMORY, workers=1, parts=kept, progress=told.append)
    assert_same(found, expected)
    assert rest.made == whole.made - finished
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_damaged_part_is_made_again(tmp_path, scorer):
    parts = Parts(tmp_path, {"a": 1})
    expected = best_pairs(scorer, 4, memory=MEMORY, workers=1, parts=parts)
    files = sorted(parts.folder.glob("*.npz"))
    flipped = bytearray(files[0].read_bytes())
    flipped[len(flipped) // 2] ^= 1
    files[0].write_bytes(flipped)
    files[1].write_bytes(files[1].read_bytes()[:50])
    files[2].write_bytes(b"")
    again = Counting(scorer)
    found = best_pairs(again, 4, memory=MEMORY, workers=1, parts=Parts(tmp_path, {"a": 1}))
    assert_same(found, expected)
    assert again.made == 3


def test_parts_of_another_computation_are_not_used_and_not_kept(tmp_path, scorer):
    best_pairs(scorer, 4, memory=MEMORY, workers=1, parts=Parts(tmp_path, {"generation": 1}))
    parts = Parts(tmp_path, {"generation": 2})
    assert len(parts) == 0
    assert [folder.name for folder in tmp_path.iterdir()] == [parts.folder.name]


def test_parts_are_gone_when_they_are_no_longer_needed(tmp_path, scorer):
    parts = Parts(tmp_path / "parts", {"a": 1})
    best_pairs(scorer, 4, parts=parts)
    parts.remove()
    assert not list(tmp_path.iterdir())


def test_an_error_of_a_thread_reaches_the_caller():
    class Broken(Counting):
        def unit(self, sources):
            raise MemoryError("no more")

    with pytest.raises(MemoryError, match="no more"):
        best_pairs(Broken(numbered(vectors(9, 0), vectors(9, 1))), 2)


KILLED = """
import sys
from pathlib import Path
import numpy as np
from recommender.bulk.all_pairs import best_pairs
from recommender.bulk.parts import Parts
from recommender.bulk.vector_scores import VectorScores

made = np.random.default_rng(1).standard_normal((2, 4000, 64)).astype(np.float32)
scorer = VectorScores(made[0], made[1], np.arange(4000), np.arange(4000) + 4000)
folder = Path(sys.argv[1])
best = best_pairs(
    scorer, 10, memory=1 << 20, workers=2, parts=Parts(folder, {"a": 1}),
    progress=lambda share: print(share, flush=True),
)
np.savez(folder / "result.npz", targets=best.targets, scores=best.scores)
"""


@pytest.mark.slow
def test_killed_half_way_and_started_again_the_result_is_identical(tmp_path):
    def start(folder: Path) -> subprocess.Popen:
        folder.mkdir(exist_ok=True)
        command = [sys.executable, "-c", KILLED, str(folder)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)

    with start(tmp_path / "whole") as whole:
        whole.communicate()
    with start(tmp_path / "killed") as killed:
        for line in killed.stdout:
            if float(line) >= 0.5:
                killed.send_signal(signal.SIGKILL)
                break
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "killed" / "result.npz").exists()
    with start(tmp_path / "killed") as resumed:
        said, _ = resumed.communicate()
    assert resumed.returncode == 0
    assert said.splitlines()[-1] == "1.0"
    results = [np.load(tmp_path / name / "result.npz") for name in ("whole", "killed")]
    for name in ("targets", "scores"):
        np.testing.assert_array_equal(results[0][name], results[1][name])

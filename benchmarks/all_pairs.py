"""All pairs of 100,000 x 100,000 companies: how near to the machine's own speed, and in how much memory.

    python benchmarks/all_pairs.py

Random unit vectors of 256 dimensions, the ten best of each. The speed of the machine's matrix
product (numpy's BLAS on all cores, blocks of the same size) is measured in the same run, before and
after every run of ours; faiss.knn on a part of the sources, since it takes long. Memory is the
highest resident size of a process that does nothing else. Then a process is killed (SIGKILL) half
way and started again: the result has to be identical. Writes results/all-pairs.json and .md.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from real_companies import write_result

from recommender.bulk.all_pairs import MOST_SOURCES, MOST_TARGETS, best_pairs, cores
from recommender.bulk.parts import Parts
from recommender.bulk.vector_scores import VectorScores

DIMENSION = 256
TOP = 10
RUNS = 3
FAISS_SOURCES = 10_000
GIGA = 1e9


def main() -> None:
    """Measure, or be the process that is measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--companies", type=int, default=100_000)
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        work(given.worker, given.companies)
    else:
        measure(given.companies)


def measure(count: int) -> None:
    """All figures of the table."""
    ratios, speeds, products = [], [], []
    scorer = made(count)
    for _ in range(RUNS):
        before = product_speed()
        seconds = timed(lambda: best_pairs(scorer, TOP))
        product = (before + product_speed()) / 2
        speed = operations(count, count) / seconds
        speeds.append(speed)
        products.append(product)
        ratios.append(speed / product)
        print(f"{seconds:.1f} s, {speed / GIGA:.0f} of {product / GIGA:.0f} GFLOP/s")
    faiss = faiss_ratio(scorer)
    with tempfile.TemporaryDirectory() as folder:
        whole = run(Path(folder) / "whole", count)
        killed = run(Path(folder) / "killed", count, kill_at=0.5)
        resumed = run(Path(folder) / "killed", count)
        identical = same(Path(folder) / "whole", Path(folder) / "killed")
    result = {
        "companies": count,
        "dimension": DIMENSION,
        "top": TOP,
        "cores": cores(),
        "seconds": operations(count, count) / float(np.median(speeds)),
        "gflops": float(np.median(speeds)) / GIGA,
        "product_gflops": float(np.median(products)) / GIGA,
        "share_of_the_product": ratios,
        "faiss_share_of_the_product": faiss,
        "resident_gib": whole["resident"] / 2**30,
        "killed_at": killed["done"],
        "resumed_seconds_share": resumed["seconds"] / whole["seconds"],
        "identical": identical,
    }
    write_result("all-pairs", result, table(result))


def made(count: int) -> VectorScores:
    """Sources and targets, different ones."""
    generator = np.random.default_rng(20_261_129)
    sides = []
    for _ in range(2):
        vectors = generator.standard_normal((count, DIMENSION), dtype=np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        sides.append(vectors)
    rows = np.arange(2 * count)
    return VectorScores(sides[0], sides[1], rows[:count], rows[count:])


def operations(sources: int, targets: int) -> float:
    """Floating-point operations of a matrix product."""
    return 2.0 * sources * targets * DIMENSION


def timed(call: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def product_speed() -> float:
    """Operations a second of matrix products alone: one single-threaded BLAS on every core."""
    from threadpoolctl import threadpool_limits

    generator = np.random.default_rng(0)
    one = generator.standard_normal((MOST_SOURCES, DIMENSION), dtype=np.float32)
    other = generator.standard_normal((MOST_TARGETS, DIMENSION), dtype=np.float32)
    times = 100

    def multiply(_: int) -> None:
        out = np.empty((MOST_SOURCES, MOST_TARGETS), np.float32)
        for _ in range(times):
            np.matmul(one, other.T, out=out)

    with threadpool_limits(limits=1, user_api="blas"), ThreadPoolExecutor(cores()) as pool:
        seconds = timed(lambda: list(pool.map(multiply, range(cores()))))
    return cores() * times * operations(MOST_SOURCES, MOST_TARGETS) / seconds


def faiss_ratio(scorer: VectorScores) -> float:
    """What faiss.knn reaches of the matrix product's speed."""
    import faiss

    some = scorer.sources[:FAISS_SOURCES]
    before = product_speed()
    seconds = timed(lambda: faiss.knn(some, scorer.targets, TOP, metric=faiss.METRIC_INNER_PRODUCT))
    speed = operations(len(some), len(scorer.targets)) / seconds
    return speed / ((before + product_speed()) / 2)


def run(folder: Path, count: int, kill_at: float | None = None) -> dict[str, float]:
    """Run the whole in a process of its own, killed when so much is done."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, __file__, "--worker", str(folder), "--companies", str(count)]
    done, start = 0.0, time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:  # noqa: S603
        for line in process.stdout or ():
            about = json.loads(line)
            if "resident" in about:
                return {"seconds": time.perf_counter() - start, "resident": about["resident"]}
            done = about["done"]
            if kill_at and done >= kill_at:
                process.send_signal(signal.SIGKILL)
                break
    return {"done": done}


def work(folder: Path, count: int) -> None:
    """The process that is measured, and killed."""
    parts = Parts(folder / "parts", {"companies": count})
    best = best_pairs(
        made(count),
        TOP,
        parts=parts,
        progress=lambda share: print(json.dumps({"done": share}), flush=True),
    )
    np.savez(folder / "result.npz", targets=best.targets, scores=best.scores)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"resident": resident}), flush=True)


def same(one: Path, other: Path) -> bool:
    """Whether two processes have come to the same result, to the bit."""
    results = [np.load(folder / "result.npz") for folder in (one, other)]
    return all(np.array_equal(results[0][n], results[1][n]) for n in ("targets", "scores"))


def table(result: dict[str, Any]) -> list[str]:
    """The figures as a page."""
    shares = " / ".join(f"{share:.0%}" for share in result["share_of_the_product"])
    count = f"{result['companies']:,}"
    return [
        "# All pairs",
        "",
        (
            f"Made by `python benchmarks/all_pairs.py`: the {result['top']} best of {count} x {count} "
            f"companies, {result['dimension']}"
        ),
        (
            f"dimensions, {result['cores']} cores. Seconds are of this machine; what tells is the share "
            "of its own matrix"
        ),
        "product's speed, measured in the same run.",
        "",
        "| what | figure |",
        "|---|---|",
        f"| share of the matrix product's speed, {len(result['share_of_the_product'])} runs | {shares} |",
        f"| speed | {result['gflops']:.0f} of {result['product_gflops']:.0f} GFLOP/s |",
        f"| seconds | {result['seconds']:.0f} |",
        f"| faiss.knn, the same share | {result['faiss_share_of_the_product']:.0%} |",
        f"| highest resident size | {result['resident_gib']:.2f} GiB |",
        (
            f"| killed when {result['killed_at']:.0%} was done: time that the rest took, of the whole | "
            f"{result['resumed_seconds_share']:.0%} |"
        ),
        f"| the result after that is identical | {'yes' if result['identical'] else '**no**'} |",
        "",
    ]


if __name__ == "__main__":
    main()

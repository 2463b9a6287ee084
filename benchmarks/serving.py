"""The service on the real companies: how soon it is ready, how long a search takes.

    python benchmarks/serving.py [--data ../shared/data]

Imports the 4,217 listed companies, starts `mitra serve` over them, and sends the written queries from
eight clients with connections of their own: as visitors who read for a second between two searches (and
connect anew for each), and without a pause, each query once and as often as people repeat one another. Clients and service share
the machine. Writes results/serving.json and results/serving.md.
"""

import http.client
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
from real_companies import LANGUAGES, companies_file, read_queries, write_result

from recommender import Catalog

CLIENTS = 8
STARTS = 5
READING = 1.0
"""Seconds, on average, that a visitor looks at an answer."""

VISIT_SECONDS = 45
SEARCHES = 3_000
SEED = 20
MITRA = Path(sys.executable).with_name("mitra")


class Measured(NamedTuple):
    """Milliseconds of each answer, and how many came in a second."""

    times: list[float]
    per_second: float


def main() -> None:
    """Measure, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    with tempfile.TemporaryDirectory() as folder:
        with Catalog.open(folder) as catalog:
            companies = catalog.import_file(source).saved
            catalog.warm_up()
        ready = [_ready(folder) for _ in range(STARTS)]
        texts = written_queries()
        kinds: dict[str, Callable[[str], Measured]] = {
            "eight visitors, a second to read": lambda url: visits(url, texts),
            "eight clients without a pause, each query once": lambda url: at_once(url, texts),
            "eight clients without a pause, queries repeated": lambda url: at_once(
                url, repeated(texts, SEARCHES)
            ),
            "one client without a pause, each query once": lambda url: at_once(url, texts, 1),
        }
        measured = {}
        for name, ask in kinds.items():
            with serving(folder) as url:  # each begins with nothing remembered
                measured[name] = _summary(ask(url))
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "companies": companies,
        "queries": len(texts),
        "ready_seconds": sorted(round(seconds, 2) for seconds in ready),
        "searches": measured,
    }
    write(result)


def written_queries() -> list[str]:
    """Everything that was written as a query, in the three languages, in a fixed order."""
    names = ("known-item", "known-item-development", "known-item-held-out", "trades", "off-topic")
    found = {q[language] for name in names for q in read_queries(name) for language in LANGUAGES}
    texts = sorted(found)
    random.Random(SEED).shuffle(texts)  # noqa: S311 - an order that is the same each time
    return texts


def repeated(texts: Sequence[str], count: int) -> list[str]:
    """A draw in which the n-th most frequent query comes 1/n as often as the first (Zipf)."""
    weights = [1 / rank for rank in range(1, len(texts) + 1)]
    return random.Random(SEED).choices(texts, weights, k=count)  # noqa: S311 - as above


@contextmanager
def serving(folder: str) -> Iterator[str]:
    """A service of its own, without the limits for visitors; gives its address."""
    command = [MITRA, "--data", folder, "serve", "--port", "0"]
    command += ["--searches-per-minute", "1000000", "--requests-per-minute", "1000000"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr  # noqa: S101 - it is a pipe
        url = next(word for line in process.stderr for word in line.split() if "http://" in word)
        reader = threading.Thread(target=process.stderr.read, daemon=True)
        reader.start()
        try:
            yield url.rstrip(".,")
        finally:
            process.terminate()


def _ready(folder: str) -> float:
    """Seconds from starting the command to the first answer of /readyz."""
    begin = time.perf_counter()
    with serving(folder) as url:
        answer = _connect(url)
        answer.request("GET", "/readyz")
        assert answer.getresponse().status == http.HTTPStatus.OK  # noqa: S101 - or nothing is measured
        return time.perf_counter() - begin


def _connect(url: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)


def _search(connection: http.client.HTTPConnection, text: str) -> float:
    body = json.dumps({"query": text, "limit": 10}).encode()
    begin = time.perf_counter()
    connection.request("POST", "/v1/search", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.HTTPStatus.OK:
        sys.exit(f"{text!r} was answered with {answer.status}")
    return (time.perf_counter() - begin) * 1e3


def at_once(url: str, texts: Sequence[str], clients: int = CLIENTS) -> Measured:
    """Send each query once, a client taking the next as soon as it has its answer."""
    todo = iter(texts)
    lock = threading.Lock()
    times: list[float] = []

    def client() -> None:
        connection = _connect(url)
        while True:
            with lock:
                text = next(todo, None)
            if text is None:
                return
            times.append(_search(connection, text))

    begin = time.perf_counter()
    _run(client, clients)
    return Measured(times, len(times) / (time.perf_counter() - begin))


def visits(url: str, texts: Sequence[str]) -> Measured:
    """Eight people who search, read, and search again."""
    times: list[float] = []
    numbers = iter(range(CLIENTS))

    def client() -> None:
        drawn = random.Random(next(numbers))  # noqa: S311 - the same each time
        end = time.perf_counter() + VISIT_SECONDS
        while time.perf_counter() < end:
            time.sleep(drawn.expovariate(1 / READING))
            times.append(_search(_connect(url), drawn.choice(texts)))

    begin = time.perf_counter()
    _run(client, CLIENTS)
    return Measured(times, len(times) / (time.perf_counter() - begin))


def _run(client: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=client) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _summary(measured: Measured) -> dict[str, float]:
    percentiles = {f"p{p}": round(float(np.percentile(measured.times, p)), 1) for p in (50, 95, 99)}
    return {
        **percentiles,
        "searches": len(measured.times),
        "per_second": round(measured.per_second, 1),
    }


def write(result: dict[str, Any]) -> None:
    """Write JSON and a table, and print the table."""
    starts = result["ready_seconds"]
    rows = [
        "# The service on the real companies",
        "",
        "Made by `python benchmarks/serving.py`: a real server process and eight real connections, all",
        "on the machine named below. Timings are good as ratios only.",
        "",
        f"Ready (first answer of /readyz after the start of `mitra serve` on {result['companies']}",
        f"companies with their index on disk): median {starts[len(starts) // 2]} s, longest {starts[-1]} s",
        f"of {len(starts)} starts.",
        "",
        "| searches | number | a second | p50 ms | p95 ms | p99 ms |",
        "|---|---|---|---|---|---|",
        *(
            f"| {name} | {m['searches']} | {m['per_second']} | {m['p50']} | {m['p95']} | {m['p99']} |"
            for name, m in result["searches"].items()
        ),
        "",
        f"{result['queries']} different queries in three languages; {result['machine']}.",
        "",
    ]
    write_result("serving", result, rows)


if __name__ == "__main__":
    main()

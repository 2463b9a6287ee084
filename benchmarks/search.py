"""Search on the real companies: how good, how fast.

    python benchmarks/search.py [--data ../shared/data]

Imports the 4,217 listed companies of Indonesia and Japan, asks 40 known-item queries a language
(queries/known-item.jsonl: each was written from reading one company, which it should find), and
measures latency. Writes results/search.json and results/search.md.
"""

import platform
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from real_companies import LANGUAGES, companies_file, read_queries, write_result

from recommender import Catalog, Company

CUTOFF = 10
DEPTH = 200
"""A company that is further down counts as not found."""

COLD_RUNS = 9
MITRA = Path(sys.executable).with_name("mitra")


def main() -> None:
    """Measure, print and write."""
    source = companies_file(__doc__.partition("\n")[0])
    with tempfile.TemporaryDirectory() as folder, Catalog.open(folder) as catalog:
        begin = time.perf_counter()
        report = catalog.import_file(source)
        seconds = time.perf_counter() - begin
        catalog.warm_up()
        result = {
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "model": catalog.embedder.fingerprint,
            "companies": report.saved,
            "import_seconds": round(seconds, 1),
            "quality": quality(catalog),
            "latency_ms": latency(catalog),
            "cold_seconds": cold(folder),
        }
    write(result)


def quality(catalog: Catalog) -> dict[str, dict[str, float]]:
    """Recall@10 and mean reciprocal rank by language; every listing of a company counts as it."""
    same = listings(catalog)
    result = {}
    for language in LANGUAGES:
        ranks = []
        for query in read_queries("known-item"):
            page = catalog.search(query[language], limit=DEPTH)
            wanted = same(query["company"])
            found = (r.rank for r in page.results if r.company.id in wanted)
            ranks.append(next(found, np.inf))
        array = np.array(ranks)
        result[language] = {
            "queries": len(ranks),
            "recall_at_10": round(float(np.mean(array <= CUTOFF)), 3),
            "mrr": round(float(np.mean(1 / array)), 3),
        }
    return result


def listings(companies: Iterable[Company]) -> Callable[[str], set[str]]:
    """Give a function from an id to the ids of all listings of that company."""
    by_id = {company.id: company for company in companies}
    groups: dict[str, set[str]] = {}
    for company in by_id.values():
        for sign in (_name_key(company), company.description):
            groups.setdefault(sign, set()).add(company.id)

    def same(company_id: str) -> set[str]:
        company = by_id[company_id]
        return groups[_name_key(company)] | groups[company.description]

    return same


def _name_key(company: Company) -> str:
    folded = unicodedata.normalize("NFKC", company.name).casefold()
    return "".join(character for character in folded if character.isalnum())


def latency(catalog: Catalog) -> dict[str, float]:
    """Milliseconds of a search for ten partners inside a running process."""
    times = []
    for query in read_queries("known-item"):
        for language in LANGUAGES:
            begin = time.perf_counter()
            catalog.search(query[language])
            times.append((time.perf_counter() - begin) * 1e3)
    return {f"p{p}": round(float(np.percentile(times, p)), 1) for p in (50, 95, 99)}


def cold(folder: str) -> dict[str, float]:
    """Median seconds of whole commands, each a new process."""
    commands: dict[str, list[Any]] = {
        "mitra search": [MITRA, "--data", folder, "search", "pemasok komponen otomotif"],
        "mitra --help": [MITRA, "--help"],
    }
    return {name: round(_median_seconds(command), 2) for name, command in commands.items()}


def _median_seconds(command: list[Any]) -> float:
    times = []
    for _ in range(COLD_RUNS):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def write(result: dict[str, Any]) -> None:
    """Write JSON and a table, and print the table."""
    rows = [
        "# Search on the real companies",
        "",
        "Made by `python benchmarks/search.py`; the files of the real companies are not part of",
        "the repository. Timings are those of the machine named below, good as ratios only.",
        "",
        "| query language | queries | R@10 | MRR |",
        "|---|---|---|---|",
        *(
            f"| {language} | {q['queries']} | {q['recall_at_10']:.3f} | {q['mrr']:.3f} |"
            for language, q in result["quality"].items()
        ),
        "",
        "| what | measured |",
        "|---|---|",
        f"| import of {result['companies']} companies | {result['import_seconds']} s |",
        *(
            f"| search in a running process, {p} | {ms} ms |"
            for p, ms in result["latency_ms"].items()
        ),
        *(
            f"| `{name}`, cold, median of {COLD_RUNS} | {s} s |"
            for name, s in result["cold_seconds"].items()
        ),
        "",
        f"Model {result['model']}; {result['machine']}.",
        "",
    ]
    write_result("search", result, rows)


if __name__ == "__main__":
    main()

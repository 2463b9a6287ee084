"""Which way of telling languages apart is right how often, and what it costs.

    python benchmarks/languages.py [--data ../shared/data]

Measures on the sentences of SIB-200, NTREX-128 and Tatoeba, real company names, the test half
of queries/languages.jsonl (a text is "test" where the first byte of its SHA-256 is odd), and
the queries of the other benchmarks. Speed is over the SIB-200 sentences; load is a new process's time
and memory until the first answer. lingua-language-detector is compared where it is installed.
Writes results/languages.json and results/languages.md. Memory is read from /proc: Linux only.
"""

import hashlib
import json
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from language_detectors import DETECTORS
from real_companies import LANGUAGES, companies_file, read_queries, write_result

from embeddings.evaluation.languages import Identify, LabelledText, LanguageScore, judge

COLD_RUNS = 5
COLD_TEXTS = {
    "query": "pemasok komponen otomotif",
    "sentence": "Wij leveren al twintig jaar machines aan fabrieken in heel Europa.",
}
WORDS = ("1", "2", "3-5")


def main() -> None:
    """Measure, print and write; or answer one text in a process of its own."""
    if sys.argv[1:2] == ["--cold"]:
        cold_run(*sys.argv[2:4])
        return
    folder = companies_file(__doc__.partition("\n")[0]).parent
    groups = {**sentences(folder), **queries("test"), **queries("dev"), **borrowed_queries()}
    speed_texts = [text for name in LANGUAGES for text, _ in groups[f"SIB-200 {name}"]]
    result: dict[str, Any] = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "detectors": {},
    }
    for name, make in DETECTORS.items():
        if "lingua" in name and find_spec("lingua") is None:
            print(f"{name}: left out, lingua-language-detector is not installed", file=sys.stderr)
            continue
        identify = make()
        result["detectors"][name] = {
            "scores": {group: asdict(judge(texts, identify)) for group, texts in groups.items()},
            "texts_per_second": round(speed(identify, speed_texts)),
            "cold": cold(name),
        }
    write(result)


def sentences(folder: Path) -> dict[str, list[LabelledText]]:
    """The evaluation sentences by set and language."""
    import polars as pl

    sib = pl.read_parquet(folder / "sib200.parquet")
    ntrex = pl.read_parquet(folder / "ntrex.parquet")
    tatoeba = pl.read_parquet(folder / "tatoeba.parquet")
    groups = {
        f"SIB-200 {language}": sib.filter(pl.col("language") == language)["text"].to_list()
        for language in LANGUAGES
    }
    groups |= {f"NTREX {language}": ntrex[language].to_list() for language in LANGUAGES}
    groups |= {
        f"Tatoeba {language}": tatoeba.filter(pl.col("language") == language)["text"].to_list()
        for language in ("id", "ja")
    }
    names = pl.read_parquet(folder / "companies-id-jp.parquet")["name"].unique(maintain_order=True)
    groups["company names unsure"] = names.drop_nulls().to_list()
    groups["Tatoeba en"] = tatoeba["en"].to_list()
    return {name: [(text, name.split()[-1]) for text in texts] for name, texts in groups.items()}


def queries(half: str) -> dict[str, list[LabelledText]]:
    """One half of queries/languages.jsonl by language and length."""
    groups: dict[str, list[LabelledText]] = {}
    for query in read_queries("languages"):
        if half_of(query["text"]) == half:
            language = query["language"]
            label = language if language in {*LANGUAGES, "unsure"} else "other"
            name = f"{half} {language} {query['words']}"
            groups.setdefault(name, []).append((query["text"], label))
    return dict(sorted(groups.items()))


def half_of(text: str) -> str:
    """Say whether a text is for tuning ("dev") or for measuring ("test")."""
    return "dev" if hashlib.sha256(text.encode()).digest()[0] % 2 == 0 else "test"


def borrowed_queries() -> dict[str, list[LabelledText]]:
    """The queries that the other benchmarks ask."""
    return {
        f"{name} {language}": [(query[language], language) for query in read_queries(name)]
        for name in ("known-item", "trades")
        for language in LANGUAGES
    }


def speed(identify: Identify, texts: list[str]) -> float:
    """Texts a second, median of three rounds after the detector is warm."""
    rounds = []
    for _ in range(3):
        begin = time.perf_counter()
        for text in texts:
            identify(text)
        rounds.append(len(texts) / (time.perf_counter() - begin))
    return statistics.median(rounds)


def cold(name: str) -> dict[str, dict[str, float]]:
    """Median milliseconds and MiB that the first answer of a new process takes."""
    costs = {}
    for kind in COLD_TEXTS:
        command = [sys.executable, __file__, "--cold", name, kind]
        runs = [
            json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
            for _ in range(COLD_RUNS)
        ]
        costs[kind] = {key: round(statistics.median(r[key] for r in runs), 1) for key in runs[0]}
    return costs


def cold_run(name: str, kind: str) -> None:
    """Print what the first answer costs in this process."""
    before = _resident_mebibytes()
    begin = time.perf_counter()
    DETECTORS[name]()(COLD_TEXTS[kind])
    milliseconds = (time.perf_counter() - begin) * 1e3
    print(json.dumps({"ms": milliseconds, "mib": _resident_mebibytes() - before}))


def _resident_mebibytes() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kibibytes) / 1024


def write(result: dict[str, Any]) -> None:
    """Write JSON and tables, and print the tables."""
    detectors = result["detectors"]
    rows = [
        "# Telling languages apart",
        "",
        "Made by `python benchmarks/languages.py`; the sentence sets are not part of the repository.",
        "Timings are those of the machine named below, good as ratios only. A cell is right % / wrong %;",
        "the rest is unsure, which is the right answer for names and codes. Tuned on the dev half of the",
        "queries; the figures for names, codes and fourth languages were seen once before the last rules.",
        "",
        *_table(detectors, _sentence_columns()),
        "",
        *_table(detectors, _query_columns()),
        "",
        "Texts in a fourth language, test half, right / wrong / unsure in numbers of sentences. They and",
        "the queries are our own, as the word lists are; SIB-200, NTREX and Tatoeba are not.",
        "",
        *_other_table(detectors),
        "",
        "| detector | texts/s | first query, ms | MiB | first sentence for letter statistics, ms | MiB |",
        "|---|---|---|---|---|---|",
        *(
            f"| {name} | {d['texts_per_second']} | "
            + " | ".join(
                f"{d['cold'][k]['ms']:.0f} | {d['cold'][k]['mib']:.0f}" for k in COLD_TEXTS
            )
            + " |"
            for name, d in detectors.items()
        ),
        "",
        f"{result['machine']}.",
        "",
    ]
    write_result("languages", result, rows)


def _sentence_columns() -> dict[str, list[str]]:
    sets = ("SIB-200", "NTREX", "Tatoeba")
    return {f"{s} {language}": [f"{s} {language}"] for s in sets for language in LANGUAGES}


def _query_columns() -> dict[str, list[str]]:
    own = {f"{w} word{'s' * (w != '1')}": [f"test {x} {w}" for x in LANGUAGES] for w in WORDS}
    unsure = {
        "names, codes": [f"test unsure {words}" for words in WORDS],
        "real company names": ["company names unsure"],
    }
    borrowed = {name: [f"{name} {x}" for x in LANGUAGES] for name in ("trades", "known-item")}
    return {**own, **unsure, **borrowed}


def _table(detectors: dict[str, Any], columns: dict[str, list[str]]) -> list[str]:
    names = [f"{title} ({_total(detectors, groups)})" for title, groups in columns.items()]
    lines = ["| detector | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for name, detector in detectors.items():
        cells = []
        for groups in columns.values():
            score = _sum(detector, groups)
            cells.append(f"{100 * score.accuracy:.1f} / {100 * score.error:.1f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def _other_table(detectors: dict[str, Any]) -> list[str]:
    codes = ("zh", "ko", "th", "ru", "ar", "nl", "fr", "es", "ms")
    lines = ["| detector | " + " | ".join(codes) + " |", "|---" * (len(codes) + 1) + "|"]
    for name, detector in detectors.items():
        scores = [_sum(detector, [f"test {code} sentence"]) for code in codes]
        cells = [f"{s.right} / {s.wrong} / {s.unsure}" for s in scores]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def _sum(detector: dict[str, Any], groups: list[str]) -> LanguageScore:
    return sum((LanguageScore(**detector["scores"][g]) for g in groups), LanguageScore())


def _total(detectors: dict[str, Any], groups: list[str]) -> int:
    return _sum(next(iter(detectors.values())), groups).texts


if __name__ == "__main__":
    main()

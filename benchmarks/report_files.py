"""How long a large report takes to be written, and a browser to open its page.

    python benchmarks/report_files.py

721 companies with 20 partners each and two quotations for each partner, made of the sample report of
the documentation (fictional companies), in Indonesian. Writes results/report_files.json and .md.
"""

import sys
import tempfile
import time
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from real_companies import HERE, write_result

from recommender.reports.document import Document, Table
from recommender.reports.writing import FORMATS, write_report

SOURCES, PARTNERS = 721, 20
CHROMIUM = "/usr/bin/chromium"
RUNS = 3


def main() -> None:
    """Measure, print and write."""
    sys.path.append(str(HERE.parent / "docs"))
    from sample_report import sample_report

    document = enlarged(sample_report("id"))
    first = document.tables[0]
    quotes = [*first.column("source_words"), *first.column("partner_words")]
    result: dict[str, Any] = {
        "rows": len(first.rows),
        "columns": len(first.columns),
        "characters_per_quotation": round(sum(len(str(q)) for q in quotes) / len(quotes)),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_report(document, folder / "warm", "id", ["csv"])
        for formats in (*([one] for one in FORMATS), FORMATS):
            key = formats[0] if len(formats) == 1 else "all"
            seconds = []
            for run in range(RUNS):
                began = time.perf_counter()
                files = write_report(document, folder / key / str(run), "id", formats)
                seconds.append(time.perf_counter() - began)
            size = sum(path.stat().st_size for path in files.files)
            result[key] = {"seconds": round(min(seconds), 2), "megabytes": round(size / 1e6, 1)}
        result["page"] = opened(folder / "html" / "0" / "sample.html")
    write(result)


def enlarged(document: Document) -> Document:
    """The same report with more companies and more partners; ids tell the copies apart."""
    table = document.tables[0]
    groups: dict[Any, list[Any]] = {}
    for row in table.rows:
        groups.setdefault(row[: table.group], []).append(row)
    copies = list(groups.values())
    names = [column.name for column in table.columns]
    rank, partner = names.index("rank"), names.index("partner_id")

    def group(source: int) -> list[Any]:
        rows = []
        for place in range(PARTNERS):
            row = list(copies[source % len(copies)][place % len(copies[0])])
            row[0], row[rank], row[partner] = f"ID-{source:04}", place + 1, f"JP-{place:04}"
            rows.append(tuple(row))
        return rows

    rows = tuple(chain.from_iterable(map(group, range(SOURCES))))
    large = Table(table.name, table.columns, rows, table.group)
    return replace(document, tables=(large, *document.tables[1:]))


def opened(page_file: Path) -> dict[str, float]:
    """Seconds until a browser has loaded the page, and until it has jumped to the last company."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        began = time.perf_counter()
        page.goto(page_file.as_uri(), timeout=120_000)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        loaded = time.perf_counter() - began
        began = time.perf_counter()
        page.evaluate(
            f"() => document.getElementById('group-sample-partners-{SOURCES}').scrollIntoView()"
        )
        page.evaluate("() => new Promise(requestAnimationFrame)")
        jumped = time.perf_counter() - began
        browser.close()
    return {"loaded": round(loaded, 2), "jumped": round(jumped, 2)}


def write(result: dict[str, Any]) -> None:
    """Write JSON and a table, and print the table."""
    rows = [
        "# Writing a large report",
        "",
        "Made by `python benchmarks/report_files.py`, of fictional companies.",
        "",
        f"{SOURCES} companies, {PARTNERS} partners each, {result['columns']} columns.",
        f"Quotations have {result['characters_per_quotation']} characters on average.",
        "",
        "| format | seconds | MB |",
        "|---|---|---|",
        *(
            f"| {key} | {result[key]['seconds']} | {result[key]['megabytes']} |"
            for key in (*FORMATS, "all")
        ),
        "",
        f"Chromium loads the page in {result['page']['loaded']} s,",
        f"and goes to the last company in {result['page']['jumped']} s.",
        "",
    ]
    write_result("report_files", result, rows)


if __name__ == "__main__":
    main()

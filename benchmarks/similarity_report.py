"""The similarity report of all Indonesian companies against all Japanese ones: how long, and is it right?

    python benchmarks/similarity_report.py

721 companies of Indonesia, 3,496 of Japan, the 20 best of each, written in all four formats. The numbers
are read back from CSV, XLSX and Parquet and compared, and looked for in the page; and 200 companies are
asked for one by one, with so long an answer that the catalogue looks at everybody closely. Writes
results/similarity-report.json and .md.
"""

import csv
import tempfile
import time
from pathlib import Path

import numpy as np
import openpyxl
import polars as pl
from real_companies import companies_file, write_result

from recommender import Catalog
from recommender.reports.selecting import Chosen
from recommender.reports.similarity import SimilarityRequest, similarity_report
from recommender.reports.writing import write_report

TOP = 20
CHECKED = 200
LOOKED_AT = 200
"""A list so long that every company is compared closely (`recommender.ranking.CANDIDATES`)."""

COLUMNS = ["source_id", "rank", "partner_id", "score"]
TOLERANCE = 1e-4


def main() -> None:
    """Measure and compare."""
    source = companies_file(__doc__.partition("\n")[0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Catalog.open(folder / "catalogue") as catalog:
            catalog.import_file(source)
            catalog.warm_up()
            seconds = {
                how: made(catalog, folder / how, how) for how in ("similar", "matches", "vectors")
            }
            frame = pl.read_parquet(folder / "similar" / "similarity.parquet")
            same = agreeing(folder / "similar", frame)
            wrong = differing(catalog, frame)
    result = {
        "sources": 721,
        "targets": 3496,
        "top": TOP,
        "pairs": frame.height,
        "seconds": seconds,
        "formats_agree": same,
        "checked": CHECKED,
        "differing": wrong,
    }
    write_result("similarity-report", result, table(result))


def made(catalog: Catalog, folder: Path, how: str) -> float:
    """Seconds that a report takes, files included."""
    request = SimilarityRequest(
        Chosen.parse(["country=ID"]), Chosen.parse(["country=JP"]), how, top=TOP
    )
    start = time.perf_counter()
    with catalog.view() as view:
        document = similarity_report(view, request, work=folder)
    write_report(document, folder, "en")
    return time.perf_counter() - start


def agreeing(folder: Path, frame: pl.DataFrame) -> bool:
    """Whether all four formats have the same numbers."""
    expected = [tuple(map(str, row)) for row in frame.select(COLUMNS).rows()]
    with (folder / "similarity.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = [tuple(row[name] for name in COLUMNS) for row in csv.DictReader(file)]
    sheet = openpyxl.load_workbook(folder / "similarity.xlsx", read_only=True).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    heading = next(rows)
    places = [heading.index(name) for name in COLUMNS]
    cells = [
        tuple(
            str(float(row[p]) if name == "score" else row[p])
            for name, p in zip(COLUMNS, places, strict=True)
        )
        for row in rows
    ]
    page = (folder / "similarity.html").read_text("utf-8")
    in_page = page.count('<span class="band">') == frame.height and all(
        f'value="{score}"' in page for score in set(frame["score"].to_list())
    )
    return expected == listed == cells and in_page


def differing(catalog: Catalog, frame: pl.DataFrame) -> int:
    """How many of some companies have other partners than the catalogue finds one by one."""
    wrong = 0
    sources = frame["source_id"].unique().sort().to_list()
    for source in np.random.default_rng(6).choice(sources, CHECKED, replace=False):
        page = catalog.similar(str(source), limit=LOOKED_AT, filters={"country": "JP"}).results
        strengths = {result.company.id: result.score for result in page}
        own = frame.filter(pl.col("source_id") == source)
        wrong += not all(
            abs(score - result.score) <= TOLERANCE
            # Equals may change places.
            and abs(strengths.get(partner, -1) - result.score) <= TOLERANCE
            for partner, score, result in zip(own["partner_id"], own["score"], page, strict=False)
        )
    return wrong


def table(result: dict) -> list[str]:
    """The figures as a page."""
    seconds = result["seconds"]
    return [
        "# The similarity report",
        "",
        f"Made by `python benchmarks/similarity_report.py`: {result['sources']} Indonesian against",
        f"{result['targets']:,} Japanese companies, the {result['top']} best of each, with reasons,",
        "as HTML, XLSX, CSV and Parquet; seconds after the import.",
        "",
        "| what | figure |",
        "|---|---|",
        *(f"| seconds by `{how}` | {value:.1f} |" for how, value in seconds.items()),
        f"| lines | {result['pairs']:,} |",
        f"| all four formats have the same numbers | {'yes' if result['formats_agree'] else '**no**'} |",
        f"| of {result['checked']} companies asked for one by one, other partners | {result['differing']} |",
        "",
    ]


if __name__ == "__main__":
    main()

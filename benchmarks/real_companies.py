"""What the benchmarks share: where the real companies are, and the queries about them."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("id", "ja", "en")


def companies_file(description: str) -> Path:
    """Read the command line; return the file of the 4,217 companies, or end with a sentence."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    source: Path = parser.parse_args().data / "companies-id-jp.parquet"
    if not source.is_file():
        sys.exit(f"{source} is missing: give the folder of the real companies with --data")
    return source


def read_queries(name: str) -> list[dict[str, Any]]:
    """The objects of queries/NAME.jsonl, each with a query under every language."""
    lines = (HERE / "queries" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def write_result(name: str, result: dict[str, Any], table: list[str]) -> None:
    """Write results/NAME.json and results/NAME.md, and print the table."""
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    (folder / f"{name}.md").write_text("\n".join(table), "utf-8")
    print("\n".join(table))

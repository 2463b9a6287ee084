"""Tables of a report as files for other programs: CSV and Parquet, with the columns' own names."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recommender.formula_guard import guarded
from recommender.reports.document import TEXTS, Cell, Kind, Table

if TYPE_CHECKING:
    import polars as pl

METADATA_KEY = "mitra.report"
"""Under which a Parquet file says what it is of, as JSON (`recommender.reports.manifest`)."""


def write_csv(table: Table, path: Path) -> None:
    """Write a table as CSV for spreadsheets: UTF-8 with its mark, no text that runs as a formula.

    What is unknown is an empty cell, so it cannot be told from an empty text; Parquet tells them
    apart. Raises OSError.
    """
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(guarded(column.name) for column in table.columns)
        writer.writerows(map(_csv_cell, row) for row in table.rows)


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    # A negative number begins like a formula, and is none.
    return "" if cell is None else repr(cell)


def write_parquet(table: Table, about: Mapping[str, Any], path: Path) -> None:
    """Write a table as Parquet with typed columns; `about` goes into the file's metadata as JSON.

    Raises OSError.
    """
    import polars as pl

    columns = [
        pl.Series(column.name, [row[number] for row in table.rows], _type(column.kind))
        for number, column in enumerate(table.columns)
    ]
    said = json.dumps({**about, "table": table.name}, ensure_ascii=False)
    try:
        pl.DataFrame(columns).write_parquet(path, metadata={METADATA_KEY: said})
    except pl.exceptions.PolarsError as error:
        raise OSError(str(error)) from error


def _type(kind: Kind) -> "type[pl.DataType]":
    import polars as pl

    if kind == "count":
        return pl.Int64
    if kind == "flag":
        return pl.Boolean
    return pl.String if kind in TEXTS else pl.Float64

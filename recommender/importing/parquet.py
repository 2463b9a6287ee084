"""Parquet, read with polars."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recommender.errors import FileError
from recommender.importing.table import Record, Table, unique_columns


@contextmanager
def open_parquet(path: Path) -> Iterator[Table]:
    """Open a Parquet file. Raises FileError where polars cannot read it."""
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FileError("damaged-file", path=path, format="Parquet") from error
    columns = unique_columns(path, list(frame.columns))
    total = max(1, frame.height)
    read = [0]

    def records() -> Iterator[Record]:
        for number, values in enumerate(frame.iter_rows(), start=1):
            read[0] = number
            yield Record(number, dict(zip(columns, values, strict=True)))

    yield Table(columns, records(), lambda: read[0] / total)

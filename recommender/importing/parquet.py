"""Parquet, read with polars."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recommender.errors import FileError
from recommender.importing.table import Record, Table, record, unique_columns


@contextmanager
def open_parquet(path: Path) -> Iterator[Table]:
    """Open a Parquet file. Raises FileError where polars cannot read it."""
    import polars as pl

    try:
        # A file, not its path, whose folders and brackets polars would read a meaning into.
        with path.open("rb") as file:
            frame = pl.read_parquet(file)
        frame = frame.with_columns(pl.col(pl.Binary).cast(pl.String))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise FileError("damaged-file", path=path, format="Parquet") from error
    columns = unique_columns(path, frame.columns)
    total = max(1, frame.height)
    read = 0

    def records() -> Iterator[Record]:
        nonlocal read
        for read, cells in enumerate(frame.iter_rows(), start=1):
            if found := record(read, columns, cells):
                yield found

    yield Table(columns, records(), lambda: read / total)

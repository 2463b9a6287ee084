"""Parquet, read with polars, which aborts the whole process on some damaged files.

So a child process reads the file first; what it survives, this process reads, too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recommender.errors import FileError
from recommender.importing.table import Record, Table, record, unique_columns
from recommender.importing.trial import try_reading

_MAGIC = b"PAR1"

MAX_READING_SECONDS = 60
"""Seconds of computing that a child process gets to read a file; polars computes on every core."""

_FORMAT = "Parquet"
_TRIAL_MEMORY = 8 * 2**30
_TRIAL = """
import polars
polars.read_parquet(sys.stdin.buffer)
"""


@contextmanager
def open_parquet(path: Path) -> Iterator[Table]:
    """Open a Parquet file. Raises FileError where polars cannot read it."""
    _try(path)
    import polars as pl

    try:
        # A file, not its path, whose folders and brackets polars would read a meaning into.
        with path.open("rb") as file:
            frame = pl.read_parquet(file)
        frame = frame.with_columns(pl.col(pl.Binary).cast(pl.String))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise FileError("damaged-file", path=path, format=_FORMAT) from error
    columns = unique_columns(path, frame.columns)
    total = max(1, frame.height)
    read = 0

    def records() -> Iterator[Record]:
        nonlocal read
        for read, cells in enumerate(frame.iter_rows(), start=1):
            if found := record(read, columns, cells):
                yield found

    yield Table(columns, records(), lambda: read / total)


def _try(path: Path) -> None:
    with path.open("rb") as file:
        file.seek(-min(len(_MAGIC), path.stat().st_size), 2)
        if file.read() != _MAGIC:
            raise FileError("damaged-file", path=path, format=_FORMAT)
    try_reading(path, _TRIAL, _FORMAT, memory=_TRIAL_MEMORY, seconds=MAX_READING_SECONDS)

"""Which reader a file gets: its name says what it should be, its first bytes what it is."""

import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recommender.errors import FileError
from recommender.importing.delimited import open_delimited
from recommender.importing.json_lines import open_json_lines
from recommender.importing.parquet import open_parquet
from recommender.importing.spreadsheet import open_spreadsheet
from recommender.importing.table import Opener, Table

MAX_FILE = 2 * 1024**3

OPENERS: Mapping[str, Opener] = {
    ".csv": open_delimited,
    ".tsv": open_delimited,
    ".txt": open_delimited,
    ".xlsx": open_spreadsheet,
    ".jsonl": open_json_lines,
    ".ndjson": open_json_lines,
    ".parquet": open_parquet,
}

# First bytes of what people confuse with text, and with each other.
_SIGNATURES = (
    (b"PK\x03\x04", "ZIP/XLSX", ".xlsx"),
    (b"PK\x05\x06", "ZIP/XLSX", ".xlsx"),
    (b"PAR1", "Parquet", ".parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS (Excel 97-2003)", None),
    (b"%PDF", "PDF", None),
    (b"\x89PNG", "PNG", None),
    (b"\x1f\x8b", "GZIP", None),
)
_BINARY = {".xlsx": "XLSX", ".parquet": "Parquet"}
_HEAD = 512


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open any supported file. Raises FileError with what is wrong and what to do."""
    try:
        opener = _opener(path)
        with opener(path) as table:
            yield table
    except FileNotFoundError as error:
        raise FileError("no-such-file", path=path) from error
    except PermissionError as error:
        raise FileError("no-read-permission", path=path) from error
    except OSError as error:
        raise FileError("unreadable-file", path=path, detail=error.strerror or error) from error


def _opener(path: Path) -> Opener:
    head = _head(path)
    suffix = path.suffix.lower()
    if suffix not in OPENERS:
        raise FileError("unsupported-format", path=path, formats=", ".join(OPENERS))
    found, belongs_to = next(
        ((name, to) for start, name, to in _SIGNATURES if head.startswith(start)), (None, None)
    )
    if found and belongs_to != suffix:
        raise FileError("not-what-its-name-says", path=path, suffix=suffix, found=found)
    if suffix in _BINARY and not found:
        if b"\0" in head:
            raise FileError("damaged-file", path=path, format=_BINARY[suffix])
        raise FileError("not-what-its-name-says", path=path, suffix=suffix, found="CSV/TXT")
    return OPENERS[suffix]


def _head(path: Path) -> bytes:
    """Return the first bytes of a file that can be read."""
    if "\0" in str(path):  # the system's functions raise ValueError for such a name
        raise FileError("no-such-file", path=path)
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise FileError("is-a-directory", path=path)
    if not stat.S_ISREG(about.st_mode):
        raise FileError("not-a-regular-file", path=path)
    if about.st_size > MAX_FILE:
        raise FileError("file-too-large", path=path, limit=MAX_FILE // 2**20)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise FileError("empty-file", path=path)
    return head

"""Which reader a file gets: its name says what it should be, its first bytes what it is."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
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
    (b"PAR1", "Parquet", ".parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS (Excel 97-2003)", None),
    (b"%PDF", "PDF", None),
    (b"\x89PNG", "PNG", None),
    (b"\x1f\x8b", "GZIP", None),
)


def open_table(path: Path) -> AbstractContextManager[Table]:
    """Open any supported file. Raises FileError with what is wrong and what to do."""
    signature = _check_readable(path)
    suffix = path.suffix.lower()
    opener = OPENERS.get(suffix)
    if opener is None:
        raise FileError("unsupported-format", path=path, formats=", ".join(OPENERS))
    is_binary = suffix in {".xlsx", ".parquet"}
    for start, name, belongs_to in _SIGNATURES:
        if signature.startswith(start) and belongs_to != suffix:
            raise FileError("not-what-its-name-says", path=path, suffix=suffix, found=name)
    if is_binary and not any(signature.startswith(s) for s, _, to in _SIGNATURES if to == suffix):
        raise FileError("not-what-its-name-says", path=path, suffix=suffix, found="CSV/text?")
    return opener(path)


def _check_readable(path: Path) -> bytes:
    """Return the first bytes of a file that can be read."""
    try:
        if path.is_dir():
            raise FileError("is-a-directory", path=path)
        with path.open("rb") as file:
            first = file.read(16)
        if path.stat().st_size > MAX_FILE:
            raise FileError("file-too-large", path=path, limit=MAX_FILE // 2**20)
    except FileNotFoundError as error:
        raise FileError("no-such-file", path=path) from error
    except PermissionError as error:
        raise FileError("no-read-permission", path=path) from error
    except (OSError, ValueError) as error:
        raise FileError("unreadable-file", path=path, detail=error) from error
    if not first:
        raise FileError("empty-file", path=path)
    return first

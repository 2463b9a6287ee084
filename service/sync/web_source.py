"""A file on the web, as a table of records: CSV, TSV, JSON or JSON Lines."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from recommender.importing.formats import open_table
from recommender.importing.table import Table
from service.public_addresses import Network
from service.sync.download import Allowance, download
from service.sync.errors import SyncError
from service.sync.settings import FileSettings

MAX_JSON = 64 * 1024**2
"""Bytes of a file that is one JSON list, which is read at once."""

_FORMATS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}


@contextmanager
def open_web_file(
    settings: FileSettings, folder: Path, name: str, network: Network
) -> Iterator[Table]:
    """Fetch a file and open it as a table; it is gone afterwards.

    `folder`: what a file with the token is relative to; `name`: of the table in errors. Raises SyncError, AddressError and FileError.
    """
    token = settings.token.read(folder) if settings.token else None
    allowance = Allowance(settings.allowed_hosts, network)
    with tempfile.TemporaryDirectory(prefix="mitra-sync-") as temporary:
        fetched = Path(temporary) / name
        media_type = download(settings.url, fetched, allowance, token)
        suffix = PurePosixPath(urlsplit(settings.url).path).suffix.lower()
        kind = settings.format or _FORMATS.get(suffix) or _FORMATS.get(media_type)
        if kind is None:
            raise SyncError("sync-unknown-format", formats="csv, tsv, json, jsonl")
        if kind == "json":
            _as_lines(fetched)
            kind = "jsonl"
        path = fetched.rename(fetched.with_suffix(f".{kind}"))
        with open_table(path) as table:
            # The settings' columns must be known, and lines of JSON bring their own.
            columns = table.columns or _columns(path)
            yield replace(table, columns=columns)


def _as_lines(path: Path) -> None:
    """Write the entries of a JSON list one a line, which is what every import reads."""
    if path.stat().st_size > MAX_JSON:
        raise SyncError("sync-json-too-large", limit=MAX_JSON // 2**20)
    try:
        entries = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise SyncError("sync-not-json") from error
    if not isinstance(entries, list):
        raise SyncError("sync-no-json-list")
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(entry)}\n" for entry in entries)


def _columns(path: Path) -> tuple[str, ...]:
    with open_table(path) as table:
        return tuple(dict.fromkeys(name for record in table.records for name in record.values))

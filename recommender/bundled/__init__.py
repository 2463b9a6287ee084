"""240 fictional companies that ship with Mitra: 80 written in each of the three languages.

Every one says so in its `extra` field, belongs to the organisation "mitra-demo", and has its web
and mail addresses under the reserved name .example (RFC 2606).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

FILES = ("id.jsonl", "ja.jsonl", "en.jsonl")


@contextmanager
def bundled_files() -> Iterator[list[Path]]:
    """Give the paths of the JSON Lines files, one a language."""
    with as_file(files("recommender.bundled")) as folder:
        yield [folder / name for name in FILES]

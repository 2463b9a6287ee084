"""A portal with members of its own, in a database of its own."""

import json
import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from recommender import Catalog
from recommender.bundled import bundled_files
from service.sync.run import Wanted, synchronise
from service.sync.settings import SyncSettings

QUERY = "SELECT nomor, nama, uraian, negara, kota FROM anggota ORDER BY nomor"
COLUMNS = {
    "nomor": "id",
    "nama": "name",
    "uraian": "description",
    "negara": "country",
    "kota": "city",
}


class Member(NamedTuple):
    """A company as a portal has it."""

    nomor: int
    nama: str
    uraian: str
    negara: str
    kota: str | None


@cache
def _originals() -> list[dict]:
    with bundled_files() as paths:
        return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def _fictional(number: int, seed: int) -> Member:
    choice = random.Random(f"{seed}/{number}")
    named, working = choice.choice(_originals()), choice.choice(_originals())
    sentence = re.split(r"[.!?]\s|[。！？]", working["description"])[0]
    end = (
        f"（会員番号{number}-{seed}）。" if working["language"] == "ja" else f" ({number}-{seed})."
    )
    name = f"{named['name']} {number}"
    return Member(number, name, sentence + end, named["country"], named["city"])


class Portal:
    """A SQLite database of members, and what it takes to sync it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "portal.db"
        self.settings_file = folder / "portal.toml"
        with self.changing() as connection:
            connection.execute(
                "CREATE TABLE anggota (nomor, nama TEXT, uraian TEXT, negara TEXT, kota TEXT)"
            )

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            yield connection

    def hold(self, members) -> None:
        """Have these members and no others."""
        with self.changing() as connection:
            connection.execute("DELETE FROM anggota")
            connection.executemany("INSERT INTO anggota VALUES (?, ?, ?, ?, ?)", members)

    def write_settings(self, more: str = "", name: str = "portal") -> Path:
        columns = "".join(f'{column} = "{field}"\n' for column, field in COLUMNS.items())
        self.settings_file.write_text(
            f'name = "{name}"\nid_prefix = "P-"\n{more}\n[database]\nurl = "sqlite:///portal.db"\n'
            f'query = "{QUERY}"\n[columns]\n{columns}',
            "utf-8",
        )
        return self.settings_file

    def settings(self, **changed) -> SyncSettings:
        database = {"url": "sqlite:///portal.db", "query": QUERY, **changed.pop("database", {})}
        values = {"name": "portal", "id_prefix": "P-", "columns": COLUMNS, "database": database}
        return SyncSettings.model_validate({**values, **changed})

    @staticmethod
    def fictional(numbers, seed: int = 0) -> list[Member]:
        """Members with these numbers, made of the bundled companies: one's name, another's trade.

        Each description is one sentence that ends with a mark of its own, `NUMBER-SEED`.
        """
        return [_fictional(number, seed) for number in numbers]

    @staticmethod
    def held_by(catalog: Catalog) -> set[Member]:
        """What a catalogue holds, in the portal's own form."""
        return {
            Member(int(c.id.removeprefix("P-")), c.name, c.description, c.country, c.city)
            for c in catalog
        }

    @staticmethod
    def embedded(counting) -> list[str]:
        """The marks of the descriptions that were embedded, among words and queries."""
        found = (re.search(r"(\d+-\d+)[)）][.。]$", text) for text in counting.texts)
        return sorted(match[1] for match in found if match)

    def sync(self, catalog: Catalog, *, settings: SyncSettings | None = None, **wanted):
        return synchronise(catalog, settings or self.settings(), self.folder, Wanted(**wanted))


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    folder = tmp_path / "portal"
    folder.mkdir()
    return Portal(folder)

"""The vectors of companies as the database keeps them, beside the profiles."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from pydantic_core import from_json
from sqlalchemy import Connection, delete, insert, select

from recommender.passages import CompanyVectors, Passage, Passages
from recommender.schema import vectors as table
from recommender.store import MANY, chunks


class Entry(NamedTuple):
    """What an index needs of a company: mean (d,), passages (n, d), those it seeks (m, d)."""

    row: int
    mean: npt.NDArray[np.float32]
    passages: npt.NDArray[np.float16]
    sought: npt.NDArray[np.float16]
    sought_places: tuple[Passage, ...]


def save(
    connection: Connection, row: int, made: CompanyVectors, *, fingerprint: str, text_digest: str
) -> None:
    """Store the vectors of the company at `row` in place of older ones."""
    values: dict[str, Any] = {
        "row": row,
        "fingerprint": fingerprint,
        "text_digest": text_digest,
        "mean": made.mean.astype("<f4").tobytes(),
        "passages": np.concatenate([made.passages, made.sought]).astype("<f2").tobytes(),
        "places": json.dumps(astuple(made.places)),
    }
    values["digest"] = digest(values)
    connection.execute(delete(table).where(table.c.row == row))
    connection.execute(insert(table).values(values))


def read(connection: Connection, fingerprint: str, dimension: int) -> Iterator[Entry]:
    """The vectors of every company embedded with `fingerprint`, by row."""
    statement = (
        select(table.c.row, table.c.mean, table.c.passages, table.c.places)
        .where(table.c.fingerprint == fingerprint)
        .order_by(table.c.row)
    )
    for row in connection.execute(statement.execution_options(yield_per=MANY)):
        vectors = np.frombuffer(row.passages, dtype="<f2").reshape(-1, dimension)
        places = _places(row.places)
        own, sought = np.split(vectors, [len(places.own)])
        mean = np.frombuffer(row.mean, dtype="<f4")
        yield Entry(row.row, mean, own, sought, places.sought)


def places(connection: Connection, rows: Iterable[int]) -> dict[int, Passages]:
    """Where the passages of companies lie, by row number."""
    found: dict[int, Passages] = {}
    for some in chunks(list(rows)):
        statement = select(table.c.row, table.c.places).where(table.c.row.in_(some))
        found |= {row: _places(listed) for row, listed in connection.execute(statement)}
    return found


def sought_of(
    connection: Connection, rows: Iterable[int], dimension: int
) -> dict[int, npt.NDArray[np.float32]]:
    """Vectors of the passages that say what companies seek, by row, each (m, d)."""
    found = {}
    for some in chunks(list(rows)):
        statement = select(table.c.row, table.c.passages, table.c.places)
        for row in connection.execute(statement.where(table.c.row.in_(some))):
            vectors = np.frombuffer(row.passages, dtype="<f2").reshape(-1, dimension)
            own = len(_places(row.places).own)
            found[row.row] = vectors[own:].astype(np.float32)
    return found


def _places(listed: str) -> Passages:
    return Passages(*(tuple(Passage(*place) for place in some) for some in from_json(listed)))


def digest(values: Mapping[str, Any]) -> str:
    """SHA-256 over everything stored of a company's vectors but the digest itself."""
    made = hashlib.sha256(f"{values['fingerprint']}\0{values['text_digest']}\0".encode())
    made.update(values["mean"])
    made.update(values["passages"])
    made.update(values["places"].encode())
    return made.hexdigest()

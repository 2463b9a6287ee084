"""The vectors of companies as the database keeps them, beside the profiles."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, delete, insert, select

from recommender.passages import CompanyVectors, Passage
from recommender.schema import vectors as table
from recommender.store import MANY, chunks


def save(
    connection: Connection, row: int, made: CompanyVectors, *, fingerprint: str, text_digest: str
) -> None:
    """Store the vectors of the company at `row` in place of older ones."""
    values: dict[str, Any] = {
        "row": row,
        "fingerprint": fingerprint,
        "text_digest": text_digest,
        "mean": made.mean.astype("<f4").tobytes(),
        "passages": made.passages.astype("<f2").tobytes(),
        "places": json.dumps([astuple(place) for place in made.places]),
    }
    values["digest"] = digest(values)
    connection.execute(delete(table).where(table.c.row == row))
    connection.execute(insert(table).values(values))


def read(
    connection: Connection, fingerprint: str, dimension: int
) -> Iterator[tuple[int, npt.NDArray[np.float32], npt.NDArray[np.float16]]]:
    """Row, mean (d,) and passages (n, d) of every company embedded with `fingerprint`, by row."""
    statement = (
        select(table.c.row, table.c.mean, table.c.passages)
        .where(table.c.fingerprint == fingerprint)
        .order_by(table.c.row)
    )
    for row in connection.execute(statement.execution_options(yield_per=MANY)):
        passages = np.frombuffer(row.passages, dtype="<f2").reshape(-1, dimension)
        yield row.row, np.frombuffer(row.mean, dtype="<f4"), passages


def places(connection: Connection, rows: Iterable[int]) -> dict[int, list[Passage]]:
    """Where the passages of companies lie, by row number."""
    found = {}
    for some in chunks(list(rows)):
        statement = select(table.c.row, table.c.places).where(table.c.row.in_(some))
        for row, listed in connection.execute(statement):
            found[row] = [Passage(*place) for place in json.loads(listed)]
    return found


def digest(values: Mapping[str, Any]) -> str:
    """SHA-256 over everything stored of a company's vectors but the digest itself."""
    made = hashlib.sha256(f"{values['fingerprint']}\0{values['text_digest']}\0".encode())
    made.update(values["mean"])
    made.update(values["passages"])
    made.update(values["places"].encode())
    return made.hexdigest()

"""Examining a catalogue: is everything there, whole, and in step?"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, text

from embeddings import Embedder, InterfaceLanguage
from recommender import schema, stored_terms, stored_vectors
from recommender.artefacts import DamagedArtefactError
from recommender.attribute_index import AttributeIndex
from recommender.errors import MESSAGES
from recommender.index_keeper import (
    IndexKeeper,
    attributes_fingerprint,
    lexical_fingerprint,
    vectors_fingerprint,
)
from recommender.lexical_index import LexicalIndex
from recommender.saving import without_vectors
from recommender.store import Store, damaged
from recommender.vector_index import VectorIndex

LOW_DISK = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Finding:
    """One examined thing; what is wrong has a remedy in the message files."""

    code: str
    ok: bool
    values: dict[str, object] = field(default_factory=dict)

    def message(self, language: InterfaceLanguage) -> str:
        """What was found."""
        state = "ok" if self.ok else "wrong"
        return MESSAGES.text(f"doctor.{self.code}.{state}", language, **self.values)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do where something is wrong."""
        if self.ok:
            return ""
        return MESSAGES.text(f"doctor.{self.code}.remedy", language, **self.values)


def diagnose(store: Store, keeper: IndexKeeper, embedder: Embedder, *, deep: bool) -> list[Finding]:
    """Examine database, companies, vectors, index and disk; `deep` recomputes every digest."""
    with store.reading() as connection:
        return [
            _database(connection, deep=deep),
            *(_digests(store, connection) if deep else ()),
            _vectors(store, connection, embedder),
            _index(store, connection, keeper, embedder),
            _disk(keeper),
        ]


def _database(connection: Connection, *, deep: bool) -> Finding:
    check = "integrity_check" if deep else "quick_check"
    problems = [row[0] for row in connection.execute(text(f"PRAGMA {check}"))]
    return Finding("database", problems == ["ok"], {"detail": "; ".join(problems[:3])})


def _digests(store: Store, connection: Connection) -> Iterator[Finding]:
    companies = schema.companies.c
    digests = connection.execute(select(companies.id, companies.digest))
    stored = {row.id: row.digest for row in digests}
    wrong = [c.id for c in store.companies(connection) if c.digest() != stored[c.id]]
    yield _digest_finding("companies", len(stored), wrong)
    derived = (
        ("vectors", schema.vectors, stored_vectors.digest),
        ("terms", schema.terms, stored_terms.digest),
    )
    for name, table, digest in derived:
        count, rows = damaged(connection, table, digest)
        yield _digest_finding(name, count, [str(row) for row in rows])


def _digest_finding(what: str, count: int, wrong: list[str]) -> Finding:
    values = {"count": count, "wrong": len(wrong), "ids": ", ".join(wrong[:5])}
    return Finding(f"digests-{what}", not wrong, values)


def _vectors(store: Store, connection: Connection, embedder: Embedder) -> Finding:
    missing = without_vectors(store, connection, embedder)
    values = {
        "count": store.count(connection),
        "missing": len(missing),
        "model": embedder.name,
    }
    return Finding("vectors", not missing, values)


def _index(
    store: Store, connection: Connection, keeper: IndexKeeper, embedder: Embedder
) -> Finding:
    generation = store.generation(connection)
    try:
        vectors = VectorIndex.load(keeper.folder, generation, vectors_fingerprint(embedder))
        lexical = LexicalIndex.load(keeper.folder, generation, lexical_fingerprint(embedder))
        name = attributes_fingerprint(embedder)
        attributes = AttributeIndex.load(keeper.folder, generation, name)
    except DamagedArtefactError as error:
        return Finding("index", ok=False, values={"generation": generation, "detail": error})
    count = store.count(connection)
    found = [len(vectors), len(lexical), len(attributes)]
    detail = f"{', '.join(map(str, found))} / {count}"
    values = {"generation": generation, "detail": detail, "count": count}
    return Finding("index", found == [count] * 3, values)


def _disk(keeper: IndexKeeper) -> Finding:
    free = shutil.disk_usage(keeper.folder.parent).free
    return Finding("disk", free >= LOW_DISK, {"free": free // 2**20, "needed": LOW_DISK // 2**20})

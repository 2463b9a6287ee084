"""Putting companies into the catalogue: only what changed is written, only new text embedded."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from embeddings import Embedder
from recommender import schema, stored_terms, stored_vectors, terms
from recommender.company import Company
from recommender.passages import CompanyVectors, embed, embedded_text, fingerprint
from recommender.store import Store, StoredCompany, damaged


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many companies were new, changed, and as they had been."""

    saved: int
    updated: int
    unchanged: int


def compare(store: Store, companies: Sequence[Company]) -> Outcome:
    """Say what `save` would do, without doing it."""
    with store.reading() as connection:
        stored = store.stored(connection, (company.id for company in companies))
    saved = sum(company.id not in stored for company in companies)
    unchanged = sum(_is_unchanged(company, stored.get(company.id)) for company in companies)
    return Outcome(saved, len(companies) - saved - unchanged, unchanged)


def save(store: Store, embedder: Embedder, companies: Sequence[Company]) -> Outcome:
    """Insert or replace companies (ids distinct) with their vectors, all in one transaction.

    Vectors are made before the transaction begins, so that others can write meanwhile.
    """
    model = fingerprint(embedder)
    with store.reading() as connection:
        stored = store.stored(connection, (company.id for company in companies))
    changed = [c for c in companies if not _is_unchanged(c, stored.get(c.id))]
    made = _vectors(changed, stored, embedder, model)
    counted = {company.id: terms.company_terms(company) for company in changed}
    saved = 0
    with store.writing() as connection:
        # Somebody else may have written since we looked.
        stored = store.stored(connection, (company.id for company in changed))
        for company in changed:
            known = stored.get(company.id)
            row = store.save(connection, company, known.row if known else None)
            saved += known is None
            if company.id in made:
                stored_vectors.save(
                    connection,
                    row,
                    made[company.id],
                    fingerprint=model,
                    text_digest=text_digest(company),
                )
            stored_terms.save(connection, row, counted[company.id], terms.fingerprint())
        if changed:
            # The next opening must load the model that these vectors are from.
            store.set_setting(connection, "model", embedder.name)
            store.next_generation(connection)
    return Outcome(saved, len(changed) - saved, len(companies) - len(changed))


def embed_rows(store: Store, embedder: Embedder, rows: Iterable[int]) -> None:
    """Make the vectors of stored companies anew, in one transaction."""
    model = fingerprint(embedder)
    with store.reading() as connection:
        companies = store.load(connection, rows)
    made = embed(list(companies.values()), embedder)
    with store.writing() as connection:
        for (row, company), vectors in zip(companies.items(), made, strict=True):
            digest = text_digest(company)
            stored_vectors.save(connection, row, vectors, fingerprint=model, text_digest=digest)
        store.next_generation(connection)


def count_rows(store: Store, rows: Iterable[int]) -> None:
    """Store the terms of companies anew, in one transaction."""
    with store.reading() as connection:
        companies = store.load(connection, rows)
    counted = {row: terms.company_terms(company) for row, company in companies.items()}
    with store.writing() as connection:
        for row, made in counted.items():
            stored_terms.save(connection, row, made, terms.fingerprint())


def without_vectors(store: Store, connection: Connection, embedder: Embedder) -> Sequence[int]:
    """Rows of the companies that have no vectors of a model."""
    return store.lacking(connection, schema.vectors, fingerprint(embedder))


def without_terms(store: Store, connection: Connection) -> Sequence[int]:
    """Rows of the companies whose terms are another version's, missing or tampered with."""
    lacking = store.lacking(connection, schema.terms, terms.fingerprint())
    _, wrong = damaged(connection, schema.terms, stored_terms.digest)
    return sorted({*lacking, *wrong})


def text_digest(company: Company) -> str:
    """SHA-256 of the text that a company's vectors depend on."""
    return hashlib.sha256(embedded_text(company).encode()).hexdigest()


def _is_unchanged(company: Company, known: StoredCompany | None) -> bool:
    return known is not None and known.digest == company.digest()


def _vectors(
    companies: Sequence[Company],
    stored: dict[str, StoredCompany],
    embedder: Embedder,
    model: str,
) -> dict[str, CompanyVectors]:
    stale = []
    for company in companies:
        known = stored.get(company.id)
        if not known or (known.text_digest, known.fingerprint) != (text_digest(company), model):
            stale.append(company)
    made = embed(stale, embedder) if stale else []
    return {company.id: vectors for company, vectors in zip(stale, made, strict=True)}

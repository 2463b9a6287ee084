"""Putting companies into the catalogue: only what changed is written, only new text embedded."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import Connection

from embeddings import Embedder
from recommender import schema, stored_terms, stored_vectors, terms
from recommender.company import Company
from recommender.passages import CompanyVectors, embed, embedded_text, fingerprint
from recommender.problems import Problem
from recommender.sight import OPERATOR, ForbiddenError, Sight, Viewer
from recommender.store import Store, StoredCompany, damaged


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many companies were new, changed, and as they had been."""

    saved: int
    updated: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is stored beside companies, by id: the vectors of `model` that are missing, the terms."""

    model: str
    vectors: Mapping[str, CompanyVectors]
    terms: Mapping[str, terms.CompanyTerms]


Precondition: TypeAlias = Callable[[Company | None], None]
"""Called with a company as its writer sees it, None where there is none, before it is changed; what it
raises is raised, and nothing is changed. Nobody else can write meanwhile."""

Former: TypeAlias = Mapping[str, Collection[str]]
"""By id, digests of what companies said before they were merged: a row that says so is no news."""

_NONE: Former = MappingProxyType({})


def compare(store: Store, companies: Sequence[Company], former: Former = _NONE) -> Outcome:
    """Say what `save` would do, without doing it."""
    with store.reading() as connection:
        stored = store.stored(connection, (company.id for company in companies))
    changed = _changed(companies, stored, former)
    saved = sum(company.id not in stored for company in changed)
    return Outcome(saved, len(changed) - saved, len(companies) - len(changed))


def save(
    store: Store,
    embedder: Embedder,
    companies: Sequence[Company],
    former: Former = _NONE,
    writer: Viewer = OPERATOR,
) -> Outcome:
    """Insert or replace companies (ids distinct) with their vectors, all in one transaction.

    Vectors are made before the transaction begins, so that others can write meanwhile. Raises
    UnknownCompanyError for an id that was merged into another, and ForbiddenError for a company that
    is not the writer's own.
    """
    with store.reading() as connection:
        stored = store.stored(connection, (company.id for company in companies))
    changed = _changed(companies, stored, former)
    prepared = prepare(changed, embedder, stored)
    saved = 0
    with store.writing() as connection:
        # Somebody else may have written since we looked.
        stored = store.stored(connection, (company.id for company in changed))
        prepared = _complete(prepared, changed, embedder, stored)
        for company in changed:
            known = stored.get(company.id)
            if problem := refusal(company, known, writer):
                raise ForbiddenError(problem)
            if known is None:
                store.check_not_merged(connection, company.id)
            write(store, connection, prepared, company, known.row if known else None)
            saved += known is None
        if changed:
            finish(store, connection, embedder)
    return Outcome(saved, len(changed) - saved, len(companies) - len(changed))


def save_one(
    store: Store,
    embedder: Embedder,
    company: Company,
    writer: Viewer,
    check: Precondition | None = None,
) -> tuple[Company, bool]:
    """Insert or replace one company where `check` lets it; checked and written in one transaction.

    Returns the company as it stands then, and whether it is new. Raises as `save` does, and whatever
    `check` raises.
    """
    with store.reading() as connection:
        prepared = prepare([company], embedder, store.stored(connection, [company.id]))
    with store.writing() as connection:
        stored = store.stored(connection, [company.id])
        known = stored.get(company.id)
        if problem := refusal(company, known, writer):
            raise ForbiddenError(problem)
        sight = Sight.of(connection, writer)
        if check is not None:
            found = store.find(connection, company.id, sight)
            check(found[1] if found else None)
        if known is None:
            store.check_not_merged(connection, company.id)
        if known is None or known.digest != company.digest():
            prepared = _complete(prepared, [company], embedder, stored)
            write(store, connection, prepared, company, known.row if known else None)
            finish(store, connection, embedder)
        return store.get(connection, company.id, sight)[1], known is None


def owned(company: Company, writer: Viewer) -> Company:
    """The company as the writer's own, where it does not say whose it is."""
    if writer.everything or company.organisation is not None:
        return company
    return company.model_copy(update={"organisation": writer.organisation})


def refusal(company: Company, known: StoredCompany | None, writer: Viewer) -> Problem | None:
    """Why a company is not the writer's to save: it is, or has been, another organisation's."""
    stored = (known.organisation or "") if known else None
    return writer.refusal(company.id, company.organisation, stored)


def prepare(
    companies: Sequence[Company], embedder: Embedder, stored: Mapping[str, StoredCompany]
) -> Prepared:
    """Embed companies and count their terms, ahead of the transaction that `write`s them.

    `stored`: in which state those are that exist; what is embedded already is not embedded again.
    """
    model = fingerprint(embedder)
    counted = {company.id: terms.company_terms(company) for company in companies}
    return Prepared(model, _vectors(companies, stored, embedder, model), counted)


def write(
    store: Store, connection: Connection, prepared: Prepared, company: Company, row: int | None
) -> None:
    """Save one of the prepared companies as `Store.save` does, with what stands beside it."""
    row = store.save(connection, company, row)
    if company.id in prepared.vectors:
        stored_vectors.save(
            connection,
            row,
            prepared.vectors[company.id],
            fingerprint=prepared.model,
            text_digest=text_digest(company),
        )
    stored_terms.save(connection, row, prepared.terms[company.id], terms.fingerprint())


def finish(store: Store, connection: Connection, embedder: Embedder) -> None:
    """Begin a new generation, as the last act of a transaction that wrote companies."""
    # The next opening must load the model that these vectors are from.
    store.set_setting(connection, "model", embedder.name)
    store.next_generation(connection)


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


def _complete(
    prepared: Prepared,
    companies: Sequence[Company],
    embedder: Embedder,
    stored: Mapping[str, StoredCompany],
) -> Prepared:
    """Embed those whose stored vectors somebody else has replaced or removed meanwhile."""
    left = [company for company in companies if company.id not in prepared.vectors]
    made = _vectors(left, stored, embedder, prepared.model)
    return replace(prepared, vectors={**prepared.vectors, **made}) if made else prepared


def _changed(
    companies: Sequence[Company], stored: Mapping[str, StoredCompany], former: Former
) -> list[Company]:
    """The companies that say something new."""
    changed = []
    for company in companies:
        digest, known = company.digest(), stored.get(company.id)
        if not (known and known.digest == digest) and digest not in former.get(company.id, ()):
            changed.append(company)
    return changed


def _vectors(
    companies: Sequence[Company],
    stored: Mapping[str, StoredCompany],
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

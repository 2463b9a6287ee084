"""The catalogue's tables: the one source of truth."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)

from recommender import changes, schema
from recommender.company import Company
from recommender.database import Database
from recommender.errors import CatalogError, UnknownCompanyError
from recommender.filters import key
from recommender.problems import shown
from recommender.regions import region_of
from recommender.sight import EVERYTHING, Sight

MANY = 500
"""Rows that are fetched, or asked for, at a time."""

_MAX_COMPARED = 20_000
_MAX_COMPARED_LENGTH = 64


@dataclass(frozen=True, slots=True)
class StoredCompany:
    """What is needed to tell whether an incoming company is new, changed or the same."""

    row: int
    digest: str
    text_digest: str | None
    fingerprint: str | None
    organisation: str | None
    """Comparison key."""


class Store(Database):
    """The tables of a catalogue.

    Every method takes a connection from `reading` or `writing`, so that several calls can belong
    to the same transaction.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        with self.reading() as connection:
            known = inspect(connection).has_table(schema.settings.name)
            version = self.setting(connection, "schema_version") if known else None
        if version is None or int(version) < schema.SCHEMA_VERSION:
            self._create()
        elif int(version) > schema.SCHEMA_VERSION:
            raise CatalogError("newer-catalog", path=self.path, version=version)

    def _create(self) -> None:
        """Make the tables that are missing: all of them, or those of later versions."""
        with self.writing() as connection:
            schema.metadata.create_all(connection)
            self.set_setting(connection, "schema_version", str(schema.SCHEMA_VERSION))
            # Another process may have been quicker.
            if self.setting(connection, "generation") is None:
                self.set_setting(connection, "generation", "0")
            changes.record_missing(connection)

    # settings

    def setting(self, connection: Connection, name: str) -> str | None:
        """Read one setting."""
        return connection.scalar(schema.SETTING, {"name": name})

    def set_setting(self, connection: Connection, name: str, value: str) -> None:
        """Write one setting."""
        table = schema.settings
        changed = connection.execute(update(table).where(table.c.name == name).values(value=value))
        if not changed.rowcount:
            connection.execute(insert(table).values(name=name, value=value))

    def generation(self, connection: Connection) -> int:
        """Number that grows with every transaction that changed a company."""
        return int(self.setting(connection, "generation") or 0)

    def next_generation(self, connection: Connection) -> int:
        """Begin a new generation, as the last act of a transaction that changed a company."""
        generation = self.generation(connection) + 1
        self.set_setting(connection, "generation", str(generation))
        return generation

    # companies

    def count(self, connection: Connection, sight: Sight = EVERYTHING) -> int:
        """How many companies are seen."""
        counted = _seen(select(func.count()).select_from(schema.companies), sight)
        return connection.scalar(counted) or 0

    def rows(self, connection: Connection, where: ColumnElement[bool]) -> Sequence[int]:
        """Row numbers of the companies that satisfy `where`, ascending."""
        table = schema.companies.c
        return connection.scalars(select(table.row).where(where).order_by(table.row)).all()

    def find(
        self, connection: Connection, company_id: str, sight: Sight = EVERYTHING
    ) -> tuple[int, Company] | None:
        """Return row number and company of an id, or None where none is seen."""
        statement = _profiles(sight).where(schema.companies.c.id == company_id)
        row = connection.execute(statement).first()
        return (row.row, _company(row)) if row else None

    def get(
        self, connection: Connection, company_id: str, sight: Sight = EVERYTHING
    ) -> tuple[int, Company]:
        """Return row number and company of an id.

        Raises UnknownCompanyError with similar ids, or with the company that it was merged into. What
        is not seen does not exist, in the error either.
        """
        found = self.find(connection, company_id, sight)
        if found is None:
            self.check_not_merged(connection, company_id, sight)
            near = ", ".join(self.nearest_ids(connection, company_id, sight)) or "–"
            raise UnknownCompanyError("unknown-company", id=shown(company_id), near=near)
        return found

    def merged_into(
        self, connection: Connection, company_id: str, sight: Sight = EVERYTHING
    ) -> str | None:
        """The id of the company that another one is part of now (`recommender.merging`), or None."""
        table, into = schema.aliases.c, company_id
        while found := connection.scalar(select(table.into).where(table.id == into)):
            into = found
        # The company may have been deleted since.
        return into if into != company_id and self.find(connection, into, sight) else None

    def check_not_merged(
        self, connection: Connection, company_id: str, sight: Sight = EVERYTHING
    ) -> None:
        """Raise UnknownCompanyError where a company was merged into another."""
        if into := self.merged_into(connection, company_id, sight):
            raise UnknownCompanyError("merged-company", id=shown(company_id), into=into)

    def load(
        self, connection: Connection, rows: Iterable[int], sight: Sight = EVERYTHING
    ) -> dict[int, Company]:
        """Return the companies that are seen, by row number."""
        found: dict[int, Company] = {}
        for some in chunks(list(rows)):
            statement = _profiles(sight).where(schema.companies.c.row.in_(some))
            found |= {row.row: _company(row) for row in connection.execute(statement)}
        return found

    def lacking(self, connection: Connection, derived: Table, fingerprint: str) -> Sequence[int]:
        """Rows of the companies for which `derived` holds nothing with `fingerprint`."""
        row = schema.companies.c.row
        have = select(derived.c.row).where(derived.c.fingerprint == fingerprint)
        return connection.scalars(select(row).where(row.not_in(have)).order_by(row)).all()

    def companies(self, connection: Connection, sight: Sight = EVERYTHING) -> Iterator[Company]:
        """Every company that is seen, in the order of entry, fetched in portions."""
        statement = _profiles(sight).order_by(schema.companies.c.row)
        for row in connection.execute(statement.execution_options(yield_per=MANY)):
            yield _company(row)

    def nearest_ids(
        self, connection: Connection, company_id: str, sight: Sight = EVERYTHING
    ) -> list[str]:
        """Up to three existing ids that look like one that does not exist."""
        listed = _seen(select(schema.companies.c.id), sight)
        ids = connection.scalars(listed.limit(_MAX_COMPARED)).all()
        return difflib.get_close_matches(company_id[:_MAX_COMPARED_LENGTH], ids, n=3, cutoff=0.6)

    def stored(
        self, connection: Connection, ids: Iterable[str], sight: Sight = EVERYTHING
    ) -> dict[str, StoredCompany]:
        """Look up which of `ids` are seen, and in which state."""
        companies, vectors = schema.companies, schema.vectors
        found: dict[str, StoredCompany] = {}
        for some in chunks(list(ids)):
            statement = (
                select(
                    companies.c.id,
                    companies.c.row,
                    companies.c.digest,
                    vectors.c.text_digest,
                    vectors.c.fingerprint,
                    companies.c.organisation,
                )
                .outerjoin(vectors, vectors.c.row == companies.c.row)
                .where(companies.c.id.in_(some))
            )
            rows = connection.execute(_seen(statement, sight))
            found |= {row.id: StoredCompany(*row[1:]) for row in rows}
        return found

    def save(self, connection: Connection, company: Company, row: int | None) -> int:
        """Insert a company, at `row` where one is given and free, or replace the one there.

        Returns its row number.
        """
        now = datetime.now(UTC)
        values = _columns(company, company.updated_at or now)
        table, codes = schema.companies, schema.company_sectors
        changes.record(connection, company.id, row, values["organisation"], now)
        connection.execute(delete(schema.aliases).where(schema.aliases.c.id == company.id))
        if row is None:
            row = connection.execute(
                insert(table).values(values).returning(table.c.row)
            ).scalar_one()
        elif connection.execute(update(table).where(table.c.row == row).values(values)).rowcount:
            connection.execute(delete(codes).where(codes.c.row == row))
        else:
            connection.execute(insert(table).values(row=row, **values))
        if company.sectors:
            listed = [{"row": row, "code": code} for code in company.sectors]
            connection.execute(insert(codes), listed)
        return row

    def delete(self, connection: Connection, row: int) -> None:
        """Remove a company with everything that hangs on it; that it was there stays known."""
        changes.record_rows(connection, [row], datetime.now(UTC))
        connection.execute(delete(schema.companies).where(schema.companies.c.row == row))


def _columns(company: Company, updated_at: datetime) -> dict[str, Any]:
    region, city = company.region, company.city
    return {
        "id": company.id,
        "country": company.country,
        "region": key(region) if region else None,
        "region_code": region_of(company),
        "city": key(city) if city else None,
        "tier": company.tier,
        "language": company.language,
        "organisation": key(company.organisation) if company.organisation else None,
        "profile": company.model_dump(mode="json", exclude={"id", "updated_at"}),
        "digest": company.digest(),
        "updated_at": updated_at.replace(tzinfo=None),
    }


def _profiles(sight: Sight = EVERYTHING) -> Any:  # noqa: ANN401 - a select whose row type follows from its columns
    table = schema.companies.c
    told = sight.contacts.label("told")
    return _seen(select(table.row, table.id, table.profile, table.updated_at, told), sight)


def _seen(statement: Any, sight: Sight) -> Any:  # noqa: ANN401 - as above
    return statement if sight.seen is None else statement.where(sight.seen)


def _company(row: Row[Any]) -> Company:
    updated_at = row.updated_at.replace(tzinfo=UTC)
    # Columns that nobody has assigned to a field may hold names and numbers too.
    profile = row.profile if row.told else {**row.profile, "contact": None, "extra": {}}
    return Company(id=row.id, updated_at=updated_at, **profile)


def damaged(
    connection: Connection, derived: Table, digest: Callable[[Mapping[str, Any]], str]
) -> tuple[int, list[int]]:
    """How many rows `derived` has, and which are not what was saved by their digest."""
    count, wrong = 0, []
    statement = select(derived).execution_options(yield_per=MANY)
    for row in connection.execute(statement).mappings():
        count += 1
        if digest(dict(row)) != row["digest"]:
            wrong.append(int(row["row"]))
    return count, wrong


def chunks(items: list[Any]) -> Iterator[list[Any]]:
    """Portions that SQLite takes as the parameters of one statement."""
    for start in range(0, len(items), MANY):
        yield items[start : start + MANY]

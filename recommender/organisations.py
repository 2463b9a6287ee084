"""What organisations have decided on who sees their companies; `recommender.sight` follows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from recommender import changes, schema
from recommender.filters import key
from recommender.sight import COMPANIES, CONTACTS, VERSION, ForbiddenError, Level, Sight, Viewer
from recommender.store import Store


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who sees the companies of an organisation and their contacts; `partners` by their names."""

    companies: Level = COMPANIES
    contacts: Level = CONTACTS
    partners: tuple[str, ...] = ()


class Organisations:
    """The organisations that share a catalogue; `Catalog.organisations`.

    A viewer decides for its own organisation alone. Nothing here changes a company, so the indexes
    stay valid.
    """

    def __init__(self, store: Store, viewer: Viewer) -> None:
        self._store = store
        self._viewer = viewer

    def __iter__(self) -> Iterator[tuple[str, Disclosure]]:
        """Names and decisions of those that have decided, in the order of their names."""
        with self._store.reading() as connection:
            table = schema.organisations.c
            for row in connection.execute(select(table.key, table.name).order_by(table.key)).all():
                if self._viewer.owns(row.key):
                    yield row.name, _read(connection, row.key)

    def disclosure(self, organisation: str) -> Disclosure:
        """What an organisation has decided, or else what holds of itself. Raises ForbiddenError."""
        self._check(organisation)
        with self._store.reading() as connection:
            return _read(connection, key(organisation))

    def disclose(self, organisation: str, decided: Disclosure) -> None:
        """Let an organisation decide; it holds from the next answer on. Raises ForbiddenError."""
        self._check(organisation)
        own = key(organisation)
        groups, partners = schema.organisations, schema.organisation_partners
        with self._store.writing() as connection:
            theirs = self._store.rows(connection, schema.companies.c.organisation == own)
            changes.record_rows(connection, theirs, datetime.now(UTC))
            connection.execute(delete(groups).where(groups.c.key == own))
            values = {"companies": decided.companies, "contacts": decided.contacts}
            connection.execute(insert(groups).values(key=own, name=organisation.strip(), **values))
            named = {key(name): name.strip() for name in decided.partners}
            listed = [
                {"organisation": own, "partner": partner, "name": name}
                for partner, name in sorted(named.items())
                if partner not in {"", own}
            ]
            if listed:
                connection.execute(insert(partners), listed)
            self._decided(connection)

    def disclose_company(
        self, company_id: str, companies: Level | None = None, contacts: Level | None = None
    ) -> None:
        """Let one company be seen otherwise than the others; None goes back to what holds for all.

        Raises UnknownCompanyError, and ForbiddenError for a company of another organisation.
        """
        table = schema.company_sight
        with self._store.writing() as connection:
            row = self._own_row(connection, company_id)
            changes.record_rows(connection, [row], datetime.now(UTC))
            connection.execute(delete(table).where(table.c.row == row))
            if companies or contacts:
                values = {"row": row, "companies": companies, "contacts": contacts}
                connection.execute(insert(table).values(values))
            self._decided(connection)

    def company_disclosure(self, company_id: str) -> tuple[Level | None, Level | None]:
        """Who sees one company and its contact, None where that is as for the others.

        Raises as `disclose_company` does.
        """
        table = schema.company_sight.c
        with self._store.reading() as connection:
            row = self._own_row(connection, company_id)
            decided = select(table.companies, table.contacts).where(table.row == row)
            found = connection.execute(decided).first()
        return (found.companies, found.contacts) if found else (None, None)

    def _own_row(self, connection: Connection, company_id: str) -> int:
        sight = Sight.of(connection, self._viewer)
        row, company = self._store.get(connection, company_id, sight)
        stored = key(company.organisation) if company.organisation else ""
        if problem := self._viewer.refusal(company_id, company.organisation, stored):
            raise ForbiddenError(problem)
        return row

    def _check(self, organisation: str) -> None:
        if problem := self._viewer.refusal("", organisation):
            raise ForbiddenError(problem)

    def _decided(self, connection: Connection) -> None:
        said = self._store.setting(connection, VERSION)
        self._store.set_setting(connection, VERSION, str(int(said or 0) + 1))


def _read(connection: Connection, own: str) -> Disclosure:
    groups, partners = schema.organisations.c, schema.organisation_partners.c
    row = connection.execute(
        select(groups.companies, groups.contacts).where(groups.key == own)
    ).first()
    if row is None:
        return Disclosure()
    named: Sequence[str] = connection.scalars(
        select(partners.name).where(partners.organisation == own).order_by(partners.partner)
    ).all()
    return Disclosure(row.companies, row.contacts, tuple(named))

"""Who sees which companies of a catalogue, and whose contacts.

Every organisation decides for its own companies, and for single ones otherwise where it likes:
everybody, the organisations that it calls its partners, or itself alone. A company that no organisation
has entered, or whose organisation has said nothing, is seen by everybody; its contact by nobody but
whoever runs the catalogue.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    Exists,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
)

from recommender import schema
from recommender.errors import FilterError
from recommender.filters import Filters, column_condition, key
from recommender.problems import Problem, SingleProblemError, shown

Level: TypeAlias = Literal["public", "partners", "private"]
LEVELS: tuple[Level, ...] = get_args(Level)

COMPANIES: Level = "public"
"""Who sees companies where nobody has decided."""
CONTACTS: Level = "private"
"""Who sees contacts where nobody has decided."""

VERSION = "sight"
"""The setting that counts the decisions, absent as long as there has been none."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a catalogue: an organisation, the public, or whoever runs it.

    `everything`: nothing is hidden, and everything may be changed. `contacts`: whether contacts are
    shown, its own and those that their organisations show it. `within`: it sees only companies that
    satisfy these filters, of those that are columns (`recommender.filters`). `voice`: in whose name it
    judges partners, where that is not its organisation.
    """

    organisation: str | None = None
    everything: bool = False
    contacts: bool = False
    within: Filters = field(default_factory=Filters)
    voice: str | None = None

    @property
    def key(self) -> str | None:
        """How its organisation stands in the tables."""
        return key(self.organisation) if self.organisation else None

    @property
    def name(self) -> str | None:
        """In whose name it judges partners."""
        return self.voice or self.organisation

    def owns(self, organisation: str | None) -> bool:
        """Whether a company of an organisation (comparison key) is its own to change."""
        return self.everything or (organisation is not None and organisation == self.key)

    def check_operator(self) -> None:
        """Raise ForbiddenError for anybody but whoever runs the catalogue."""
        if not self.everything:
            raise ForbiddenError(Problem("operator-only"))

    def refusal(
        self, company_id: str, organisation: str | None, stored: str | None = None
    ) -> Problem | None:
        """Why a company is not its own to change, or None.

        `organisation`: what the company says now; `stored`: comparison key of whose it is, where it
        exists.
        """
        if stored is not None and not self.owns(stored):
            return Problem("company-of-another", {"id": shown(company_id)})
        if not self.owns(key(organisation) if organisation else None):
            return Problem("other-organisation", {"name": shown(organisation or "–")})
        return None


def visitors_of(organisation: str) -> str:
    """Name in which the visitors of an organisation's pages judge: what its own people say, stands."""
    return f"{organisation} (visitors)"


OPERATOR = Viewer(everything=True, contacts=True)
"""Whoever runs the catalogue, as the command line does."""
PUBLIC = Viewer()
"""Everybody."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a viewer sees of one state of a catalogue, as conditions on `schema.companies`.

    `seen` is None where nothing is hidden. `version` counts the decisions that it follows.
    """

    viewer: Viewer
    seen: ColumnElement[bool] | None
    contacts: ColumnElement[bool]
    version: int

    @classmethod
    def of(cls, connection: Connection, viewer: Viewer) -> "Sight":
        """Look up what the organisations have decided."""
        version = int(connection.scalar(schema.SETTING, {"name": VERSION}) or 0)
        if viewer.everything:
            return cls(viewer, None, true(), version)
        seen = _allowed("companies", COMPANIES, viewer.key) if version else None
        if viewer.within:
            within = _within(viewer.within, connection)
            seen = within if seen is None else and_(seen, within)
        contacts = _allowed("contacts", CONTACTS, viewer.key) if viewer.contacts else false()
        return cls(viewer, seen, contacts, version)


def _within(filters: Filters, connection: Connection) -> ColumnElement[bool]:
    try:
        condition = column_condition(filters, connection)
    except FilterError:  # a value that no company has (any more): there is nothing to be seen
        return false()
    return true() if condition is None else condition


def _own(viewer: str | None) -> ColumnElement[bool]:
    return false() if viewer is None else schema.companies.c.organisation == viewer


def _allowed(column: str, default: Level, viewer: str | None) -> ColumnElement[bool]:
    """Whether the level that is decided on, of the company or else of its organisation, allows it."""
    level = held_level(column, default)
    if viewer is None:
        return level == "public"
    is_partner = is_partner_of(schema.companies.c.organisation, viewer).correlate(schema.companies)
    return or_(level == "public", _own(viewer), and_(level == "partners", is_partner))


def held_level(column: str, default: Level) -> ColumnElement[str]:
    """The level that holds for a company, in a column of `schema.company_sight`."""
    companies, single = schema.companies.c, schema.company_sight.c
    groups = schema.organisations.c
    decided = (
        select(single[column]).where(single.row == companies.row),
        select(groups[column]).where(groups.key == companies.organisation),
    )
    listed = [one.correlate(schema.companies).scalar_subquery() for one in decided]
    return func.coalesce(*listed, default)


def level_of(connection: Connection, row: int) -> tuple[Level, str | None] | None:
    """The level at which a company can be seen, and its organisation (comparison key).

    None where there is no company at that row.
    """
    companies = schema.companies.c
    decided = select(held_level("companies", COMPANIES).label("level"), companies.organisation)
    found = connection.execute(decided.where(companies.row == row)).first()
    return (found.level, found.organisation) if found else None


def is_partner_of(organisation: ColumnElement[str], viewer: str) -> Exists:
    """Whether an organisation calls the viewer its partner; both by their comparison keys."""
    partners = schema.organisation_partners.c
    return exists().where(partners.organisation == organisation, partners.partner == viewer)


class ForbiddenError(SingleProblemError):
    """What only the organisation of a company may do, or whoever runs the catalogue."""


EVERYTHING = Sight(OPERATOR, None, true(), 0)
"""Nothing is hidden."""

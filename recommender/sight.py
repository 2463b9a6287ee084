"""Who sees which companies of a catalogue, and whose contacts.

Every organisation decides for its own companies, and for single ones otherwise where it likes:
everybody, the organisations that it calls its partners, or itself alone. A company that no organisation
has entered, or whose organisation has said nothing, is seen by everybody; its contact by nobody but
whoever runs the catalogue.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from sqlalchemy import ColumnElement, Connection, and_, exists, false, func, or_, select, true

from embeddings import InterfaceLanguage
from recommender import schema
from recommender.errors import FilterError, RecommenderError
from recommender.filters import Filters, column_condition, key
from recommender.problems import Problem, shown

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
    satisfy these filters, of those that are columns (`recommender.filters`).
    """

    organisation: str | None = None
    everything: bool = False
    contacts: bool = False
    within: Filters = field(default_factory=Filters)

    @property
    def key(self) -> str | None:
        """How its organisation stands in the tables."""
        return key(self.organisation) if self.organisation else None

    def owns(self, organisation: str | None) -> bool:
        """Whether a company of an organisation (comparison key) is its own to change."""
        return self.everything or (organisation is not None and organisation == self.key)

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
        settings = schema.settings.c
        said = connection.scalar(select(settings.value).where(settings.name == VERSION))
        version = int(said or 0)
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
    companies, single = schema.companies.c, schema.company_sight.c
    groups, partners = schema.organisations.c, schema.organisation_partners.c
    decided = (
        select(single[column]).where(single.row == companies.row),
        select(groups[column]).where(groups.key == companies.organisation),
    )
    listed = [one.correlate(schema.companies).scalar_subquery() for one in decided]
    level = func.coalesce(*listed, default)
    if viewer is None:
        return level == "public"
    is_partner = (
        exists()
        .where(partners.organisation == companies.organisation, partners.partner == viewer)
        .correlate(schema.companies)
    )
    return or_(level == "public", _own(viewer), and_(level == "partners", is_partner))


class ForbiddenError(RecommenderError):
    """What only the organisation of a company may do, or whoever runs the catalogue."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)

    def message(self, language: InterfaceLanguage) -> str:
        """What is wrong."""
        return self.problem.message(language)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do about it."""
        return self.problem.remedy(language)


EVERYTHING = Sight(OPERATOR, None, true(), 0)
"""Nothing is hidden."""

"""From the catalogue to the companies that an event could invite."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recommender.catalog import Catalog
from recommender.events.errors import EventError
from recommender.events.event import Values
from recommender.events.lists import EventLists
from recommender.events.roster import Member, Roster
from recommender.events.settings import MAX_CANDIDATES, EventSettings, SideSettings
from recommender.events.values import match_values
from recommender.filters import Filters
from recommender.view import View

_SHOWN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Companies of both sides that may be invited, and how they answer the theme, (n,) and (m,), 0 to 1.

    `generation` and `fingerprint` of the catalogue that they were taken from.
    """

    roster: Roster
    theme_a: Values
    theme_b: Values
    generation: int
    fingerprint: str


def gather(
    catalog: Catalog, settings: EventSettings, lists: EventLists, folder: Path
) -> Candidates:
    """Find the candidates and match every one of side a with every one of side b.

    `folder`: where paths in the settings begin. Raises EventError, FilterError, FileError,
    UnknownCompanyError.
    """
    with catalog.view() as view:
        sides = settings.sides
        rows_a, rows_b = (_rows(view, side, folder) for side in (sides.a, sides.b))
        _check(rows_a, sides.a)
        _check(rows_b, sides.b)
        if both := sorted(set(rows_a) & set(rows_b)):
            ids = [rows_a[row].id for row in both[:_SHOWN]]
            raise EventError("event-on-both-sides", count=len(both), ids=", ".join(ids))
        _check_named(view, lists)
        strengths = match_values(view, list(rows_a), list(rows_b))
        fingerprint = view.indexes.vectors.fingerprint
        generation = view.indexes.generation
    judged = frozenset(
        (said.company, said.partner)
        for said in (stored.judgement for stored in catalog.judgements)
        if said.kind == "match" and said.company
    )
    members_a, members_b = tuple(rows_a.values()), tuple(rows_b.values())
    return Candidates(
        Roster(members_a, members_b, strengths, judged),
        _theme(catalog, settings, sides.a, members_a),
        _theme(catalog, settings, sides.b, members_b),
        generation,
        fingerprint,
    )


def _rows(view: View, side: SideSettings, folder: Path) -> dict[int, Member]:
    """The companies of a side by row, ascending."""
    from recommender.reports.selecting import Chosen, read_ids

    if side.file:
        ids = tuple(dict.fromkeys(read_ids(folder / side.file)))
        chosen = Chosen(Filters(), ids, (side.file,))
    else:
        filters = Filters.parse(side.filters)
        words = tuple(f"{name}={value}" for name, value in side.filters.items())
        chosen = Chosen(filters, None, words)
    rows = set(chosen.rows(view))
    without = {_row(view, identity) for identity in side.without}
    rows = (rows | {_row(view, identity) for identity in side.must}) - without
    stored = view.load(sorted(rows))
    return {
        row: Member(company.id, company.name, company.country, company.organisation)
        for row, company in sorted(stored.items())
    }


def _row(view: View, identity: str) -> int:
    return view.get(identity)[0]


def _check(rows: Mapping[int, Member], side: SideSettings) -> None:
    if len(rows) > MAX_CANDIDATES:
        raise EventError(
            "event-too-many-candidates", side=side.name, count=len(rows), limit=MAX_CANDIDATES
        )
    both = set(side.must) & set(side.without)
    if both:
        raise EventError("event-must-and-without", id=min(both))
    if not rows:
        raise EventError("event-nobody", side=side.name)


def _check_named(view: View, lists: EventLists) -> None:
    """Refuse ids that nobody has: they are typing errors. Raises UnknownCompanyError."""
    named = {
        *lists.languages,
        *(identity for wish in lists.wishes for identity in (wish.company, wish.partner)),
        *(identity for pair in lists.met for identity in pair),
        *(absence.company for absence in lists.absences),
    }
    known = view.rows_of(named)
    for identity in sorted(named - set(known)):
        view.get(identity)


def _theme(
    catalog: Catalog, settings: EventSettings, side: SideSettings, members: tuple[Member, ...]
) -> Values:
    """How well each member answers the theme; zeros where there is none."""
    if not settings.theme:
        return np.zeros(len(members))
    page = catalog.search(
        settings.theme,
        limit=MAX_CANDIDATES,
        filters=None if side.file else side.filters,
        ignore=("place", "certification", "excluded"),
        reasons=False,
    )
    scores = {result.company.id: result.score for result in page.results}
    return np.array([scores.get(member.id, 0.0) for member in members])

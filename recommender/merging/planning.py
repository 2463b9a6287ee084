"""What a review's decisions would do to the companies as they are now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection

from recommender.company import Company
from recommender.importing.report import Rejection
from recommender.merging.review import state
from recommender.merging.review_reading import Review, ReviewedRow
from recommender.merging.union import fullest, unite
from recommender.problems import Problem, first_problem, shown
from recommender.store import Store
from recommender.stored_merges import FormerCompany


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """What becomes of a group: `united` takes the place of `members`, unless nobody is merged.

    `apart`: pairs of ids that were told apart; `later`: whether something is still undecided.
    """

    label: str
    members: tuple[FormerCompany, ...]
    united: Company | None
    apart: tuple[tuple[str, str], ...]
    later: bool

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids that are no more afterwards."""
        ids = (member.company.id for member in self.members)
        return tuple(own for own in ids if self.united and own != self.united.id)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done, and the rows for which nothing of their group can be."""

    groups: tuple[PlannedGroup, ...]
    rejected: tuple[Rejection, ...]

    @property
    def does_something(self) -> bool:
        """Whether a company is merged or a pair told apart."""
        return any(group.united or group.apart for group in self.groups)

    def only(self, earlier: "Plan") -> "Plan":
        """This plan without the groups that an earlier one did not have."""
        labels = {group.label for group in earlier.groups}
        return Plan(tuple(g for g in self.groups if g.label in labels), self.rejected)


class _RowError(Exception):
    """A row for which nothing of its group can be done."""

    def __init__(self, row: ReviewedRow, field: str, problem: Problem) -> None:
        self.row = row
        self.field = field
        self.problem = problem
        super().__init__(problem.message("en"))


def plan(store: Store, connection: Connection, review: Review, path: Path) -> Plan:
    """Compare what was decided with what the catalogue holds now."""
    rejected = list(review.rejected)
    groups = []
    for label, rows in review.groups.items():
        if label in review.unreadable:
            continue
        try:
            groups.append(_planned(store, connection, label, rows))
        except _RowError as error:
            rejected.append(Rejection(path, error.row.row, error.field, error.problem))
    return Plan(tuple(groups), tuple(sorted(rejected, key=lambda rejection: rejection.row)))


def _planned(
    store: Store, connection: Connection, label: str, rows: Sequence[ReviewedRow]
) -> PlannedGroup:
    merging = [row for row in rows if row.decision == "merge"]
    apart = [row for row in rows if row.decision == "apart"]
    later = [row for row in rows if row.decision == "later"]
    found = {row.id: _found(store, connection, row) for row in (*merging, *apart)}
    if len(merging) == 1:
        raise _RowError(merging[0], "decision", Problem("merge-alone"))
    pairs = [*combinations(apart, 2), *((one, two) for one in apart for two in (*merging, *later))]
    members = tuple(found[row.id] for row in merging)
    united = _united(merging, {row.id: found[row.id].company for row in merging})
    return PlannedGroup(
        label,
        members,
        united,
        tuple((one.id, two.id) for one, two in pairs),
        bool(later),
    )


def _found(store: Store, connection: Connection, row: ReviewedRow) -> FormerCompany:
    """The company of a row, if it still is what the reviewer has seen."""
    present = store.find(connection, row.id)
    if present is None:
        into = store.merged_into(connection, row.id)
        problem = (
            Problem("merged-id", {"id": shown(row.id), "into": into})
            if into
            else Problem("company-gone", {"id": shown(row.id)})
        )
        raise _RowError(row, "id", problem)
    number, company = present
    if state(company) != row.state:
        raise _RowError(row, "state", Problem("company-changed", {"id": shown(row.id)}))
    return FormerCompany(number, company, company.digest())


def _united(rows: Sequence[ReviewedRow], companies: Mapping[str, Company]) -> Company | None:
    if not rows:
        return None
    chosen = [row for row in rows if row.survives]
    if len(chosen) > 1:
        raise _RowError(chosen[1], "survives", Problem("two-survive", {"first": chosen[0].row}))
    members = [companies[row.id] for row in rows]
    survivor = companies[chosen[0].id] if chosen else fullest(members)
    winners: dict[str, ReviewedRow] = {}
    for row in rows:
        for field in row.wins:
            first = winners.setdefault(field, row)
            if first is not row:
                values = {"field": field, "first": first.row}
                raise _RowError(row, "wins", Problem("two-win", values))
            if getattr(companies[row.id], field) is None:
                raise _RowError(row, "wins", Problem("wins-nothing", {"field": field}))
    try:
        return unite(members, survivor, {field: companies[r.id] for field, r in winners.items()})
    except ValidationError as error:
        field, problem = first_problem(error)
        raise _RowError(rows[0], field, problem) from error

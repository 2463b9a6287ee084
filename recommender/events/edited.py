"""The organiser's sheet on its way back: its rows as meetings, what is wrong with them, what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recommender.errors import FileError
from recommender.events.checker import Violation, check
from recommender.events.event import VALUE_DIGITS, Event
from recommender.events.headings import MEETING_COLUMNS, find_columns, yes_or_no
from recommender.events.plan import Meeting, in_order
from recommender.importing.cells import as_text
from recommender.importing.formats import open_table
from recommender.importing.table import FormulaError, Record, is_empty
from recommender.problems import Problem, ProblemError, shown

MAX_MEETINGS = 60_000
"""Rows of a sheet: as many as all tables and slots can have."""

_NEEDED = ("slot", "table", "a_id", "b_id")
_COLUMN_OF = {
    "slot": "slot",
    "table": "table",
    "a": "a_id",
    "b": "b_id",
    "interpreter": "interpreter",
}
_MAX_TEXT = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a row. `row` is None where it concerns no row, `column` is its heading."""

    row: int | None
    column: str | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class Changes:
    """What an organiser has changed. `moved`: before and after, of slot, table or interpreter."""

    added: tuple[Meeting, ...]
    removed: tuple[Meeting, ...]
    moved: tuple[tuple[Meeting, Meeting], ...]
    locked: tuple[Meeting, ...]
    unlocked: tuple[Meeting, ...]

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.moved, self.locked, self.unlocked))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The meetings of a sheet with the numbers of their rows, and the rows that are none.

    `unread`: pairs of ids of such rows, as far as they can be told.
    """

    meetings: tuple[Meeting, ...]
    rows: tuple[int, ...]
    findings: tuple[Finding, ...]
    headings: Mapping[str, str]
    unread: frozenset[tuple[str, str]]

    def changes(self, before: Sequence[Meeting]) -> Changes:
        """What changed since a plan, but for the rows that are no meetings."""
        return compare([one for one in before if one.pair not in self.unread], self.meetings)

    def review(self, event: Event) -> tuple[Finding, ...]:
        """All that keeps the sheet from being held, by row."""
        found = [*self.findings, *(self._finding(one) for one in check(event, self.meetings))]
        return tuple(sorted(found, key=lambda one: (one.row is None, one.row or 0)))

    def _finding(self, violation: Violation) -> Finding:
        if not violation.meetings:
            return Finding(None, None, violation.problem)
        column = self.headings.get(_COLUMN_OF[violation.place or "slot"])
        return Finding(self.rows[violation.meetings[-1]], column, violation.problem)


def read_sheet(path: Path, event: Event) -> Sheet:
    """Read the first sheet of a workbook, or a CSV file, with the columns of the meetings.

    Names, times and values are not read: the ids, the slot and the event decide them. Raises FileError
    where the file cannot be read or lacks a column.
    """
    meetings: list[Meeting] = []
    rows: list[int] = []
    findings: list[Finding] = []
    unread: set[tuple[str, str]] = set()
    with open_table(path) as table:
        columns = find_columns(table.columns or (), MEETING_COLUMNS)
        missing = [name for name in _NEEDED if name not in columns]
        if missing:
            raise FileError("event-sheet-columns", path=path, columns=", ".join(missing))
        for number, record in enumerate(table.records, start=1):
            if number > MAX_MEETINGS:
                raise FileError("event-list-too-long", path=path, limit=MAX_MEETINGS)
            try:
                meetings.append(_meeting(record, columns))
            except ProblemError as error:
                column = columns.get(error.field or "", error.field)
                findings.append(Finding(record.row, column, error.problem))
                ids = (str(record.values.get(columns[name])).strip() for name in ("a_id", "b_id"))
                unread.add((next(ids), next(ids)))
            else:
                rows.append(record.row)
    valued = tuple(_valued(event, meetings))
    return Sheet(valued, tuple(rows), tuple(findings), columns, frozenset(unread))


def compare(before: Sequence[Meeting], after: Sequence[Meeting]) -> Changes:
    """What changed between two plans, by pairs of companies."""
    old = {one.pair: one for one in before}
    new = {one.pair: one for one in after}
    both = [(old[pair], new[pair]) for pair in old if pair in new]
    return Changes(
        in_order(one for pair, one in new.items() if pair not in old),
        in_order(one for pair, one in old.items() if pair not in new),
        tuple((one, other) for one, other in both if _place(one) != _place(other)),
        in_order(other for one, other in both if other.locked and not one.locked),
        in_order(other for one, other in both if one.locked and not other.locked),
    )


def _place(meeting: Meeting) -> tuple[int, int, str | None]:
    return meeting.slot, meeting.table, meeting.interpreter


def _meeting(record: Record, columns: Mapping[str, str]) -> Meeting:
    if record.problem:
        raise ProblemError(record.problem, record.column)
    texts = {name: _text(name, record.values.get(column)) for name, column in columns.items()}
    for name in _NEEDED:
        if not texts[name]:
            raise ProblemError(Problem("event-empty-cell", {"field": columns[name]}), name)
    locked = yes_or_no(texts.get("locked", ""))
    if locked is None:
        problem = Problem("event-yes-or-no", {"value": shown(texts["locked"])})
        raise ProblemError(problem, "locked")
    return Meeting(
        _number("slot", texts["slot"]),
        _number("table", texts["table"]),
        texts["a_id"],
        texts["b_id"],
        texts.get("interpreter") or None,
        locked=locked,
    )


def _text(name: str, cell: object) -> str:
    if isinstance(cell, FormulaError):
        raise ProblemError(Problem("formula-error", {"value": shown(cell)}), name)
    if name in {"time", "a_name", "b_name", "value"} or is_empty(cell):
        return ""
    try:
        text = as_text(cell).strip()
    except TypeError:
        values: dict[str, object] = {"field": name, "value": shown(cell)}
        raise ProblemError(Problem("not-text", values), name) from None
    if len(text) > _MAX_TEXT:
        values = {"field": name, "length": len(text), "limit": _MAX_TEXT}
        raise ProblemError(Problem("too-long", values), name)
    return text


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_MEETINGS))):
        raise ProblemError(Problem("event-not-a-number", {"value": shown(text)}), name)
    return int(text)


def _valued(event: Event, meetings: Iterable[Meeting]) -> Iterable[Meeting]:
    first, second = event.places()
    for one in meetings:
        i, j = first.get(one.a), second.get(one.b)
        known = i is not None and j is not None
        yield replace(one, value=round(float(event.values[i, j]), VALUE_DIGITS) if known else 0.0)

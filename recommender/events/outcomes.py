"""What came of an event: which meetings took place, and what they led to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from embeddings import INTERFACE_LANGUAGES
from recommender.catalog import Catalog
from recommender.errors import MESSAGES, FileError, UnknownCompanyError
from recommender.events.edited import MAX_MEETINGS
from recommender.events.headings import MEETING_COLUMNS, OUTCOME_COLUMNS, find_columns, yes_or_no
from recommender.importing.cells import as_text
from recommender.importing.formats import open_table
from recommender.importing.report import Rejection
from recommender.importing.table import FormulaError, Record, is_empty
from recommender.judgement import Judgement, JudgementError, judgement
from recommender.problems import Problem, ProblemError, shown

Outcome: TypeAlias = Literal["agreement", "follow-up", "contact", "none"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

_GRADES: Mapping[Outcome, int] = {"agreement": 3, "follow-up": 2, "contact": 1, "none": 0}
"""How well a partner suited, as a judgement says it; an agreement is a confirmed match."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a row says. `met` is None where nothing was filled in; `slot` where it has none."""

    row: int
    slot: int | None
    a: str
    b: str
    met: bool | None
    outcome: Outcome | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Meetings that took place, of those of which something is known."""

    held: int = 0
    known: int = 0

    @property
    def share(self) -> float:
        """0 to 1; 0 where nothing is known."""
        return self.held / self.known if self.known else 0.0


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the rows: kept meetings, outcomes, judgements, and rows that are none.

    `by_slot` by number; `by_company` by side and id. `silent`: rows with nothing filled in.
    """

    kept: Kept
    by_slot: Mapping[int, Kept]
    by_company: Mapping[tuple[str, str], Kept]
    counts: Mapping[Outcome, int]
    silent: int
    saved: int
    updated: int
    unchanged: int
    rejected: tuple[Rejection, ...]


def read_outcomes(path: Path) -> tuple[list[Reported], list[Rejection]]:
    """Read the sheet of outcomes in any format of an import.

    Raises FileError where it cannot be read, or lacks a column.
    """
    reported: list[Reported] = []
    rejected: list[Rejection] = []
    first: dict[tuple[str, str], int] = {}
    with open_table(path) as table:
        columns = find_columns(table.columns or (), (*MEETING_COLUMNS, *OUTCOME_COLUMNS))
        missing = [name for name in ("a_id", "b_id", "met") if name not in columns]
        if missing:
            raise FileError("event-sheet-columns", path=path, columns=", ".join(missing))
        for number, record in enumerate(table.records, start=1):
            if number > MAX_MEETINGS:
                raise FileError("event-list-too-long", path=path, limit=MAX_MEETINGS)
            try:
                one = _reported(record, columns, first)
            except ProblemError as error:
                column = columns.get(error.field or "", error.field)
                rejected.append(Rejection(path, record.row, column, error.problem))
            else:
                reported.append(one)
    return reported, rejected


def save_outcomes(catalog: Catalog, path: Path, event_name: str) -> Outcomes:
    """Read a sheet and keep its outcomes as judgements of matches, made by the event.

    Saved again, the same sheet changes nothing. Rows about companies that the catalogue does not have
    are rejected.
    """
    reported, rejected = read_outcomes(path)
    changes = {"saved": 0, "updated": 0, "unchanged": 0}
    good: list[Reported] = []
    for one in reported:
        try:
            said = _judgement(one, event_name)
            if said is not None:
                changes[catalog.judgements.add(said)[1]] += 1
        except (JudgementError, UnknownCompanyError) as error:
            rejected.append(Rejection(path, one.row, None, _problem(error)))
        else:
            good.append(one)
    rejected.sort(key=lambda one: one.row)
    return Outcomes(
        kept=_kept(good),
        by_slot={slot: _kept(own) for slot, own in _grouped_by_slot(good).items()},
        by_company={who: _kept(own) for who, own in _grouped_by_company(good).items()},
        counts={kind: sum(one.outcome == kind for one in good) for kind in OUTCOMES},
        silent=sum(one.met is None for one in good),
        rejected=tuple(rejected),
        **changes,
    )


def _reported(
    record: Record, columns: Mapping[str, str], first: dict[tuple[str, str], int]
) -> Reported:
    """Read a row. `first`: the rows of the pairs so far."""
    if record.problem:
        raise ProblemError(record.problem, record.column)
    texts = {name: _text(name, record.values.get(column)) for name, column in columns.items()}
    for name in ("a_id", "b_id"):
        if not texts[name]:
            raise ProblemError(Problem("event-empty-cell", {"field": columns[name]}), name)
    slot = texts.get("slot", "")
    if slot and not (slot.isascii() and slot.isdigit() and len(slot) < len(str(MAX_MEETINGS))):
        raise ProblemError(Problem("event-not-a-number", {"value": shown(slot)}), "slot")
    outcome = _outcome(texts.get("outcome", ""))
    met = yes_or_no(texts["met"]) if texts["met"] else None
    if texts["met"] and met is None:
        raise ProblemError(Problem("event-yes-or-no", {"value": shown(texts["met"])}), "met")
    if outcome and not met:
        raise ProblemError(Problem("event-outcome-without-meeting"), "outcome")
    earlier = first.setdefault((texts["a_id"], texts["b_id"]), record.row)
    if earlier != record.row:
        raise ProblemError(Problem("event-outcome-twice", {"first": earlier}), "b_id")
    note = texts.get("note") or None
    return Reported(
        record.row, int(slot) if slot else None, texts["a_id"], texts["b_id"], met, outcome, note
    )


def _text(name: str, cell: object) -> str:
    if isinstance(cell, FormulaError):
        raise ProblemError(Problem("formula-error", {"value": shown(cell)}), name)
    if is_empty(cell):
        return ""
    try:
        return as_text(cell).strip()
    except TypeError:
        values: dict[str, object] = {"field": name, "value": shown(cell)}
        raise ProblemError(Problem("not-text", values), name) from None


def _outcome(text: str) -> Outcome | None:
    if not text:
        return None
    said = text.casefold()
    for kind in OUTCOMES:
        words = [
            kind,
            *(MESSAGES.text(f"event.outcome.{kind}", lang) for lang in INTERFACE_LANGUAGES),
        ]
        if said in {word.casefold() for word in words}:
            return kind
    values: dict[str, object] = {"value": shown(text), "known": ", ".join(OUTCOMES)}
    raise ProblemError(Problem("event-outcome", values), "outcome")


def _judgement(one: Reported, event_name: str) -> Judgement | None:
    if one.outcome is None:
        return None
    return judgement(
        company=one.a,
        kind="match",
        partner=one.b,
        grade=_GRADES[one.outcome],
        confirmed=one.outcome == "agreement",
        judge=event_name,
        note=one.note,
    )


def _problem(error: JudgementError | UnknownCompanyError) -> Problem:
    if isinstance(error, JudgementError):
        return error.problem
    return Problem("event-unknown-company", dict(error.values))


def _kept(reported: Iterable[Reported]) -> Kept:
    known = [one.met for one in reported if one.met is not None]
    return Kept(sum(known), len(known))


def _grouped_by_slot(reported: Sequence[Reported]) -> dict[int, list[Reported]]:
    found: dict[int, list[Reported]] = defaultdict(list)
    for one in sorted(reported, key=lambda one: one.slot or 0):
        if one.slot is not None:
            found[one.slot].append(one)
    return found


def _grouped_by_company(reported: Sequence[Reported]) -> dict[tuple[str, str], list[Reported]]:
    found: dict[tuple[str, str], list[Reported]] = defaultdict(list)
    for one in reported:
        found["a", one.a].append(one)
        found["b", one.b].append(one)
    return found

"""The organiser's workbook: meetings to edit, and beside them all that the plan rests on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from embeddings import InterfaceLanguage
from recommender.errors import MESSAGES
from recommender.events.event import Event, Slot
from recommender.events.headings import MEETING_COLUMNS, heading
from recommender.events.invitations import Invitation
from recommender.events.plan import Meeting
from recommender.events.plan_file import PlanFile
from recommender.numerals import percent
from recommender.whole_files import whole_file
from recommender.workbooks import cut, fits, plain, workbook

Cell: TypeAlias = str | int | float | None
Sheet: TypeAlias = tuple[str, Sequence[str], Sequence[Sequence[Cell]]]
"""A name, headings, rows."""

_WIDTHS = {
    "a_name": 34,
    "b_name": 34,
    "time": 24,
    "name": 34,
    "partners": 60,
    "content": 70,
    "method": 110,
}
_WIDTH = 14


def write_workbook(path: Path, event: Event, stored: PlanFile, language: InterfaceLanguage) -> None:
    """Write the workbook of a plan, whole or not at all. Raises FileError.

    The sheet of meetings is the first one; what an organiser changes there is read by
    `recommender.events.edited`. Texts are texts: nothing that a company has entered becomes a formula
    or a link.
    """
    sheets = [
        _meetings(event, stored.meetings, language),
        _companies(event, stored),
        _invitations(event, stored, language),
        _figures(event, stored, language),
        _method(language),
    ]
    write_sheets(path, sheets, language)


def write_sheets(path: Path, sheets: Iterable[Sheet], language: InterfaceLanguage) -> None:
    """Write sheets to a workbook, whole or not at all; columns are named by `headings`."""
    with whole_file(path) as file, workbook(file, created=None) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, columns, rows in sheets:
            sheet = book.add_worksheet(MESSAGES.text(f"event.sheet.{name}", language)[:31])
            sheet.freeze_panes(1, 0)
            if rows:
                sheet.autofilter(0, 0, len(rows), len(columns) - 1)
            for number, column in enumerate(columns):
                sheet.set_column(number, number, _WIDTHS.get(column, _WIDTH))
                sheet.write_string(0, number, heading(column, language), bold)
            for line, row in enumerate(rows, start=1):
                for number, cell in enumerate(row):
                    _write(sheet, line, number, cell)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)


def shown_time(slot: Slot) -> str:
    """Date and time of a slot, as they are at the place of the event."""
    return f"{slot.start:%Y-%m-%d %H:%M}–{slot.end:%H:%M}"


def meeting_rows(event: Event, meetings: Iterable[Meeting], yes: str) -> list[list[Cell]]:
    """Meetings as rows of `MEETING_COLUMNS`."""
    names = {guest.id: guest.name for guest in (*event.a, *event.b)}
    return [
        [
            one.slot,
            shown_time(event.slot(one.slot)),
            one.table,
            one.a,
            names.get(one.a, ""),
            one.b,
            names.get(one.b, ""),
            one.interpreter,
            one.value,
            yes if one.locked else None,
        ]
        for one in meetings
    ]


def _meetings(event: Event, meetings: Sequence[Meeting], language: InterfaceLanguage) -> Sheet:
    yes = MESSAGES.text("event.yes", language)
    return "meetings", MEETING_COLUMNS, meeting_rows(event, meetings, yes)


def _companies(event: Event, stored: PlanFile) -> Sheet:
    counts = Counter(identity for one in stored.meetings for identity in one.pair)
    columns = ("side", "id", "name", "languages", "meetings", "fewest", "most", "absent")
    rows: list[list[Cell]] = [
        [
            side,
            guest.id,
            guest.name,
            ", ".join(sorted(guest.languages)),
            counts[guest.id],
            guest.fewest,
            min(guest.most, len(event.slots)),
            ", ".join(map(str, sorted(guest.absent))) or None,
        ]
        for guests, side in zip((event.a, event.b), event.side_names, strict=True)
        for guest in guests
    ]
    return "companies", columns, rows


def _invitations(event: Event, stored: PlanFile, language: InterfaceLanguage) -> Sheet:
    columns = ("side", "invitation", "id", "name", "expected", "theme", "partners")
    members = {member.id: member.name for member in (*stored.roster.a, *stored.roster.b)}
    names = dict(zip("ab", event.side_names, strict=True))

    def row(one: Invitation) -> list[Cell]:
        if one.rank is not None:
            status = MESSAGES.text("event.waiting", language, rank=one.rank)
        else:
            status = MESSAGES.text("event.must" if one.must else "event.invited", language)
        partners = ", ".join(
            f"{identity} ({percent(strength, language)})" for identity, strength in one.partners
        )
        name = members.get(one.id)
        return [names[one.side], status, one.id, name, one.expected, one.theme, partners]

    rows = [row(one) for one in (*stored.invited, *stored.waiting)]
    return "invitations", columns, rows


def _figures(event: Event, stored: PlanFile, language: InterfaceLanguage) -> Sheet:
    plan = stored.plan
    figures: list[tuple[str, Cell]] = [
        ("name", event.name),
        ("place", event.place),
        ("slots", len(event.slots)),
        ("tables", event.tables),
        ("meetings", len(plan.meetings)),
        ("value", round(plan.value, 4)),
        ("bound", round(plan.bound, 4)),
        ("share", percent(plan.share, language, 2)),
        ("gap", percent(1 - plan.share, language, 2)),
        ("invitations-worth", stored.invitations_worth),
        ("invitations-bound", stored.invitations_bound),
        ("seed", stored.settings.solver.seed),
        ("repeatable", MESSAGES.text("event.yes" if plan.deterministic else "event.no", language)),
        ("generation", stored.generation),
        ("fingerprint", stored.fingerprint),
        ("revision", stored.revision),
        ("digest", stored.digest),
    ]
    rows = [[MESSAGES.text(f"event.figure.{name}", language), value] for name, value in figures]
    return "figures", ("figure", "content"), rows


def _method(language: InterfaceLanguage) -> Sheet:
    lines = MESSAGES.text("event.method", language).strip().splitlines()
    return "method", ("method",), [[line] for line in lines]


def _write(sheet: Any, line: int, number: int, cell: Cell) -> None:  # noqa: ANN401 - untyped
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(line, number, plain(cell if fits(cell) else cut(cell, "…")))
    else:
        sheet.write_number(line, number, cell)

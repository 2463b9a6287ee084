"""`mitra event`: matching events from the invitations to the outcomes."""

import json as json_module
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from recommender.cli import output
from recommender.cli.app import FAILED, app, settings
from recommender.cli.language import interface_language, text
from recommender.errors import MESSAGES

if TYPE_CHECKING:
    from recommender.events.edited import Changes, Finding
    from recommender.events.outcomes import Outcomes
    from recommender.events.plan import Meeting
    from recommender.events.planning import Draft, NextDraft

MAX_SHOWN = 30

event_app = typer.Typer(help=text("event.help"), no_args_is_help=True)
app.add_typer(event_app, name="event")

SettingsFile = Annotated[
    Path, typer.Argument(help=text("event.settings"), metavar="EVENT.toml", show_default=False)
]
Folder = Annotated[
    Path, typer.Argument(help=text("event.replan.folder"), metavar="DIR", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help=text("event.json"))]


@event_app.command(help=text("event.plan.help"))
def plan(
    context: typer.Context,
    event: SettingsFile,
    folder: Annotated[
        Path, typer.Option("--output", "-o", help=text("event.plan.output"), metavar="DIR")
    ],
    json: Json = False,
) -> None:
    """See the help text."""
    from recommender.events.plan_file import WORKBOOK
    from recommender.events.planning import plan_event

    with settings(context).catalog() as catalog:
        draft = plan_event(
            catalog,
            event,
            folder,
            interface_language(),
            lambda step: output.note(text(f"event.plan.{step}")),
        )
    if json:
        _print(_draft_document(draft))
        return
    _show_draft(draft)
    sheet = folder / WORKBOOK
    output.note(text("event.plan.next", path=sheet, settings=event))


@event_app.command(help=text("event.check.help"))
def check(
    event: SettingsFile,
    sheet: Annotated[
        Path, typer.Argument(help=text("event.check.sheet"), metavar="SHEET", show_default=False)
    ],
    json: Json = False,
) -> None:
    """See the help text."""
    from recommender.events.edited import compare
    from recommender.events.planning import check_sheet

    stored, read, findings = check_sheet(event, sheet)
    changes = compare(stored.meetings, read.meetings)
    value = round(sum(one.value for one in read.meetings), 4)
    if json:
        _print(
            {
                "meetings": len(read.meetings),
                "value": value,
                "problems": [_finding_document(one) for one in findings],
                "changes": asdict(changes),
            }
        )
    else:
        _show_changes(changes)
        if findings:
            _show_findings(findings)
        else:
            count = len(read.meetings)
            output.out.print(output.plain(text("event.check.fine", count=count, value=value)))
    if findings:
        raise typer.Exit(FAILED)


@event_app.command(help=text("event.replan.help"))
def replan(
    event: SettingsFile,
    folder: Folder,
    cancel: Annotated[
        list[str] | None, typer.Option(help=text("event.replan.cancel"), metavar="ID")
    ] = None,
    late: Annotated[
        list[str] | None, typer.Option(help=text("event.replan.late"), metavar="ID@SLOT")
    ] = None,
    json: Json = False,
) -> None:
    """See the help text."""
    from recommender.events.planning import replan_event

    later = dict(map(_late, late or []))
    made = replan_event(event, folder, cancel or [], later, interface_language())
    if json:
        _print(_replanned_document(made))
        return
    found = made.replanned
    names = ("stayed", "moved", "dropped", "fallen", "displaced", "added")
    counts = {name: len(getattr(found, name)) for name in names}
    output.out.print(output.plain(text("event.replan.done", **counts)))
    if short := _too_few(made.draft):
        output.note(text("event.replan.too-few", ids=", ".join(short)))
    _show_figures(made.draft)
    output.note(text("event.replan.kept", path=made.kept))


@event_app.command(help=text("event.publish.help"))
def publish(folder: Folder) -> None:
    """See the help text."""
    from recommender.events.publishing.publish import NotReadyError
    from recommender.events.publishing.publish import publish as write
    from recommender.reports.writing import write_report

    try:
        done = write(folder, interface_language(), write_report)
    except NotReadyError as error:
        _show_findings(error.findings)
        raise
    output.note(
        text(
            "event.publish.done",
            meetings=done.meetings,
            calendars=done.calendars,
            path=done.folder,
        )
    )


@event_app.command(help=text("event.outcomes.help"))
def outcomes(
    context: typer.Context,
    event: SettingsFile,
    file: Annotated[
        Path, typer.Argument(help=text("event.outcomes.file"), metavar="FILE", show_default=False)
    ],
    json: Json = False,
) -> None:
    """See the help text."""
    from recommender.cli.files import report_document, show_report
    from recommender.events.outcomes import save_outcomes
    from recommender.events.settings_file import read_settings
    from recommender.importing import ImportReport

    found = read_settings(event)
    with settings(context).catalog() as catalog:
        saved = save_outcomes(catalog, file, found.name)
    report = ImportReport(False, saved.saved, saved.updated, saved.unchanged, list(saved.rejected))
    sides = (found.sides.a.name, found.sides.b.name)
    if json:
        document = json_module.loads(report_document(report))
        _print({**document, **_outcomes_document(saved)})
    else:
        _show_outcomes(saved, sides)
        if saved.rejected:
            show_report(report)
    if saved.rejected:
        raise typer.Exit(FAILED)


def _late(given: str) -> tuple[str, int]:
    identity, mark, slot = given.rpartition("@")
    if not (mark and identity and slot.isascii() and slot.isdigit()):
        raise typer.BadParameter(text("event.replan.bad-late", text=given))
    return identity, int(slot[:9])


def _print(document: dict[str, Any]) -> None:
    output.print_json(json_module.dumps(document, ensure_ascii=False, indent=2))


def _show_draft(draft: "Draft") -> None:
    event, stored = draft.event, draft.stored
    for mark, guests, side in zip("ab", (event.a, event.b), event.side_names, strict=True):
        waiting = sum(one.side == mark for one in stored.waiting)
        line = text("event.plan.guests", side=side, count=len(guests), waiting=waiting)
        output.out.print(output.plain(line))
    _show_figures(draft)


def _show_figures(draft: "Draft") -> None:
    made, event = draft.stored.plan, draft.event
    line = text(
        "event.plan.figures",
        count=len(made.meetings),
        slots=len(event.slots),
        tables=event.tables,
        value=f"{made.value:.2f}",
        bound=f"{made.bound:.2f}",
        share=f"{made.share:.1%}",
    )
    output.out.print(output.plain(line))
    if not made.deterministic:
        output.note(text("event.plan.not-repeatable"))


def _too_few(draft: "Draft") -> list[str]:
    event, meetings = draft.event, draft.stored.meetings
    ids = [identity for one in meetings for identity in one.pair]
    return [guest.id for guest in (*event.a, *event.b) if ids.count(guest.id) < guest.fewest]


def _show_changes(changes: "Changes") -> None:
    if not changes:
        output.note(text("event.check.unchanged"))
        return
    lines = [
        *(text("event.check.added", meeting=_meeting(one)) for one in changes.added),
        *(text("event.check.removed", meeting=_meeting(one)) for one in changes.removed),
        *(
            text("event.check.moved", before=_meeting(one), after=_meeting(other))
            for one, other in changes.moved
        ),
        *(text("event.check.locked", meeting=_meeting(one)) for one in changes.locked),
        *(text("event.check.unlocked", meeting=_meeting(one)) for one in changes.unlocked),
    ]
    for line in lines[:MAX_SHOWN]:
        output.note(line)
    if len(lines) > MAX_SHOWN:
        output.note(text("event.more", count=len(lines) - MAX_SHOWN))


def _meeting(one: "Meeting") -> str:
    line = text("event.meeting", slot=one.slot, table=one.table, a=one.a, b=one.b)
    return f"{line} ({one.interpreter})" if one.interpreter else line


def _show_findings(findings: "Sequence[Finding]") -> None:
    language = interface_language()
    output.note(text("event.check.wrong", count=len(findings)))
    listed = output.table(
        *(text(f"event.{name}") for name in ("row", "column", "reason", "remedy"))
    )
    for one in findings[:MAX_SHOWN]:
        words = one.problem.message(language), one.problem.remedy(language)
        output.add_row(listed, (one.row or "", one.column or "", *words))
    output.out.print(listed)
    if len(findings) > MAX_SHOWN:
        output.note(text("event.more", count=len(findings) - MAX_SHOWN))


def _show_outcomes(saved: "Outcomes", sides: tuple[str, str]) -> None:
    kept = saved.kept
    line = text(
        "event.outcomes.kept",
        held=kept.held,
        known=kept.known,
        share=f"{kept.share:.0%}",
        silent=saved.silent,
    )
    output.out.print(output.plain(line))
    listed = output.table(*(text(f"event.outcomes.{name}") for name in ("slot", "held", "share")))
    for slot, own in saved.by_slot.items():
        if own.known:
            output.add_row(listed, (slot, f"{own.held}/{own.known}", f"{own.share:.0%}"))
    if listed.row_count:
        output.out.print(listed)
    for mark, side in zip("ab", sides, strict=True):
        known = [one for (where, _), one in saved.by_company.items() if where == mark and one.known]
        full = sum(one.held == one.known for one in known)
        line = text("event.outcomes.side", side=side, kept=full, count=len(known))
        output.out.print(output.plain(line))
    language = interface_language()
    counts = ", ".join(
        f"{MESSAGES.text(f'event.outcome.{kind}', language)} {count}"
        for kind, count in saved.counts.items()
    )
    output.out.print(output.plain(text("event.outcomes.counts", counts=counts)))
    changes = {"saved": saved.saved, "updated": saved.updated, "unchanged": saved.unchanged}
    output.note(text("event.outcomes.judged", **changes))


def _draft_document(draft: "Draft") -> dict[str, Any]:
    made, event = draft.stored.plan, draft.event
    return {
        "event": event.name,
        "companies": {"a": len(event.a), "b": len(event.b)},
        "slots": len(event.slots),
        "tables": event.tables,
        "value": round(made.value, 4),
        "bound": round(made.bound, 4),
        "share": round(made.share, 4),
        "repeatable": made.deterministic,
        "digest": draft.stored.digest,
        "meetings": [asdict(one) for one in made.meetings],
        "invited": [asdict(one) for one in draft.stored.invited],
        "waiting": [asdict(one) for one in draft.stored.waiting],
    }


def _replanned_document(made: "NextDraft") -> dict[str, Any]:
    found = made.replanned
    names = ("stayed", "moved", "dropped", "fallen", "displaced", "added")
    return {
        **_draft_document(made.draft),
        "too_few": _too_few(made.draft),
        "kept": str(made.kept),
        "changes": {name: [asdict(one) for one in getattr(found, name)] for name in names},
    }


def _finding_document(one: "Finding") -> dict[str, Any]:
    language = interface_language()
    return {
        "row": one.row,
        "column": one.column,
        "code": one.problem.code,
        "reason": one.problem.message(language),
        "remedy": one.problem.remedy(language),
    }


def _outcomes_document(saved: "Outcomes") -> dict[str, Any]:
    return {
        "held": saved.kept.held,
        "known": saved.kept.known,
        "silent": saved.silent,
        "outcomes": dict(saved.counts),
        "by_slot": {str(slot): asdict(own) for slot, own in saved.by_slot.items()},
        "by_company": [
            {"side": side, "id": identity, **asdict(own)}
            for (side, identity), own in saved.by_company.items()
        ],
    }

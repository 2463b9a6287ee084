"""`mitra event`: matching events from the invitations to the outcomes."""

import json as json_module
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from recommender.cli import event_output, output
from recommender.cli.app import FAILED, app, settings
from recommender.cli.language import interface_language, text

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
        _print(event_output.draft_document(draft))
        return
    event_output.show_draft(draft)
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
    from recommender.events.planning import check_sheet

    stored, read, findings = check_sheet(event, sheet)
    changes = read.changes(stored.meetings)
    value = round(sum(one.value for one in read.meetings), 4)
    if json:
        _print(
            {
                "meetings": len(read.meetings),
                "value": value,
                "problems": [event_output.finding_document(one) for one in findings],
                "changes": asdict(changes),
            }
        )
    else:
        event_output.show_changes(changes)
        if findings:
            event_output.show_findings(findings)
        else:
            event_output.show_fine(len(read.meetings), value)
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
        _print(event_output.replanned_document(made))
        return
    found = made.replanned
    names = ("stayed", "moved", "dropped", "fallen", "displaced", "added")
    counts = {name: len(getattr(found, name)) for name in names}
    output.out.print(output.plain(text("event.replan.done", **counts)))
    if short := event_output.too_few(made.draft):
        output.note(text("event.replan.too-few", ids=", ".join(short)))
    event_output.show_figures(made.draft)
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
        event_output.show_findings(error.findings)
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
    report = ImportReport(
        saved=saved.saved,
        updated=saved.updated,
        unchanged=saved.unchanged,
        rejected=list(saved.rejected),
    )
    sides = (found.sides.a.name, found.sides.b.name)
    if json:
        document = json_module.loads(report_document(report))
        _print({**document, **event_output.outcomes_document(saved)})
    else:
        event_output.show_outcomes(saved, sides)
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

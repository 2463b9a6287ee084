"""`mitra feedback`: what people say about partners."""

import json as json_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recommender.cli import output
from recommender.cli.app import FAILED, app, settings
from recommender.cli.files import report_document, show_report
from recommender.cli.language import text

if TYPE_CHECKING:
    from recommender.stored_judgements import StoredJudgement

MAX_SHOWN = 5

Json = Annotated[bool, typer.Option("--json", help=text("search.json"))]

feedback_app = typer.Typer(help=text("feedback.help"), no_args_is_help=True)
app.add_typer(feedback_app, name="feedback")


@feedback_app.command(help=text("feedback.add"))
def add(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            help=text("feedback.words"), metavar="[QUERY] PARTNER-ID", show_default=False
        ),
    ],
    company: Annotated[
        str | None, typer.Option("--for", help=text("feedback.for"), metavar="COMPANY-ID")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help=text("feedback.kind"), metavar="search|similar|match")
    ] = None,
    grade: Annotated[
        int | None, typer.Option("--grade", "-g", help=text("feedback.grade"), min=0, max=3)
    ] = None,
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help=text("feedback.confirmed-help"))
    ] = False,
    judge: Annotated[str | None, typer.Option(help=text("feedback.judge-help"))] = None,
    note: Annotated[str | None, typer.Option(help=text("feedback.note"))] = None,
    json: Json = False,
) -> None:
    """See the help text."""
    from recommender.judgement import judgement

    query, partner = _question(words, company)
    made = judgement(
        query=query,
        company=company,
        kind=kind,
        partner=partner,
        grade=grade,
        confirmed=confirmed,
        judge=judge,
        note=note,
    )
    with settings(context).catalog() as catalog:
        stored, change = catalog.judgements.add(made)
    if json:
        from recommender.judgement_wire import JudgementJson

        output.print_json(JudgementJson.of(stored).model_dump_json(indent=2))
    else:
        output.note(text(f"feedback.{change}", number=stored.number))


@feedback_app.command("list", help=text("feedback.list"))
def show_all(context: typer.Context, json: Json = False) -> None:
    """See the help text."""
    with settings(context).catalog() as catalog:
        listed = list(catalog.judgements)
    if json:
        from recommender.judgement_wire import JudgementJson

        documents = [JudgementJson.of(stored).model_dump(mode="json") for stored in listed]
        output.print_json(json_module.dumps(documents, ensure_ascii=False, indent=2))
    elif listed:
        _show(listed)
    else:
        output.note(text("feedback.none"))


@feedback_app.command(help=text("feedback.remove"))
def remove(
    context: typer.Context,
    numbers: Annotated[
        list[int],
        typer.Argument(help=text("feedback.numbers"), metavar="NUMBER…", show_default=False),
    ],
) -> None:
    """See the help text."""
    with settings(context).catalog() as catalog:
        catalog.judgements.remove(*numbers)
    output.note(text("feedback.removed", count=len(set(numbers))))


@feedback_app.command("import", help=text("feedback.import"))
def import_file(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=text("import.files"), metavar="FILE", show_default=False)
    ],
    json: Json = False,
) -> None:
    """See the help text."""
    with settings(context).catalog() as catalog:
        report = catalog.judgements.import_file(file)
        unknown = catalog.judgements.unknown()
    if json:
        output.print_json(report_document(report))
    else:
        show_report(report)
        if unknown:
            ids = ", ".join((*unknown[:MAX_SHOWN], *["…"][: len(unknown) - MAX_SHOWN]))
            output.note(text("feedback.unknown", count=len(unknown), ids=ids))
    if report.rejected:
        raise typer.Exit(FAILED)


@feedback_app.command(help=text("feedback.export"))
def export(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=text("feedback.file"), metavar="FILE", show_default=False)
    ],
) -> None:
    """See the help text."""
    with settings(context).catalog() as catalog:
        count = catalog.judgements.export(file)
    output.note(text("feedback.exported", count=count, path=file))


def _question(words: list[str], company: str | None) -> tuple[str | None, str]:
    """The query, which is absent where a company asks, and the partner."""
    if company is None and len(words) == 2:  # noqa: PLR2004 - a query and a partner
        return words[0], words[1]
    if company is not None and len(words) == 1:
        return None, words[0]
    raise typer.BadParameter(text("feedback.usage"))


def _show(listed: "list[StoredJudgement]") -> None:
    columns = ("question", "kind-column", "partner", "grade-column", "confirmed", "judge", "date")
    table = output.table("#", *(text(f"feedback.{name}") for name in columns))
    for stored in listed:
        said = stored.judgement
        asked = output.plain(said.query or said.company)
        if said.note:
            asked.append(f"\n{output.plain(said.note)}", style="dim")
        cells = (
            stored.number,
            asked,
            text(f"feedback.kinds.{said.kind}"),
            said.partner,
            said.grade,
            "✓" if said.confirmed else "",
            said.judge or "",
            f"{said.judged_at:%Y-%m-%d}",
        )
        output.add_row(table, cells)
    output.out.print(table)

"""`mitra report duplicates`: which companies have been entered twice."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recommender.cli import output
from recommender.cli.app import settings
from recommender.cli.language import interface_language, text
from recommender.cli.reports import report

if TYPE_CHECKING:
    from recommender.duplicates import Duplicates

MAX_SHOWN = 20
"""Groups on the terminal; all of them are in the files."""


@report.command(help=text("duplicates.help"))
def duplicates(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Option("--output", help=text("duplicates.output"), metavar="DIR")
    ] = None,
    probability: Annotated[
        float, typer.Option(help=text("duplicates.probability-help"), min=0.01, max=0.99)
    ] = 0.5,
    merge_from: Annotated[
        float | None,
        typer.Option("--merge-from", help=text("duplicates.merge-from"), min=0.01, max=1.0),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=text("search.json"))] = False,
) -> None:
    """See the help text."""
    if merge_from is not None and folder is None:
        raise typer.BadParameter(text("duplicates.needs-output"), param_hint="--merge-from")
    if folder:
        from recommender.merging.review import FILE, check_free

        check_free(folder / FILE)
    working = output.progress(text("duplicates.working"))
    with settings(context).catalog() as catalog, working as progress:
        found = catalog.duplicates(least=probability, progress=progress)
    if folder:
        _write(found, folder, merge_from)
    if json:
        from recommender.merging.wire import DuplicatesAnswer

        answer = DuplicatesAnswer.of(found, interface_language())
        output.print_json(answer.model_dump_json(indent=2))
    else:
        _show(found)


def _write(found: "Duplicates", folder: Path, merge_from: float | None) -> None:
    from recommender.duplicates.report import duplicates_document
    from recommender.merging.review import FILE, write_review
    from recommender.reports.writing import write_report

    language = interface_language()
    written = write_report(duplicates_document(found, language), folder, language)
    write_review(found, folder / FILE, language, merge_from)
    for path in (*written.files, folder / FILE):
        output.note(text("duplicates.written", path=path))
    if found.groups:
        output.note(text("duplicates.next", path=folder / FILE))


def _show(found: "Duplicates") -> None:
    if not found.groups:
        output.note(text("duplicates.none", total=found.companies))
        return
    columns = ("group", "probability", "company", "evidence")
    listed = output.table(*(text(f"duplicates.{name}") for name in columns))
    listed.columns[0].justify = listed.columns[1].justify = "right"
    for number, group in enumerate(found.groups[:MAX_SHOWN], start=1):
        for member in group.members:
            company = member.company
            place = ", ".join(filter(None, (company.id, company.city, company.country)))
            name = output.plain(company.name).append(f"\n{output.plain(place)}", style="dim")
            share = "" if member.probability is None else f"{member.probability:.0%}"
            told = "\n".join(remark.text(interface_language()) for remark in member.remarks)
            output.add_row(listed, ("" if member.remarks else number, share, name, told))
        listed.add_section()
    output.out.print(listed)
    superfluous = sum(len(group.members) - 1 for group in found.groups)
    values = {"groups": len(found.groups), "superfluous": superfluous, "total": found.companies}
    output.note(text("duplicates.total", **values))
    if len(found.groups) > MAX_SHOWN:
        output.note(text("duplicates.more", shown=MAX_SHOWN))
    if found.apart:
        output.note(text("duplicates.apart", count=found.apart))

"""`mitra import` and `mitra export`."""

import json as json_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recommender.cli import output
from recommender.cli.app import FAILED, app, settings
from recommender.cli.language import interface_language, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.errors import MitraError
    from recommender.importing import ImportReport, Rejection

MAX_SHOWN = 20


@app.command("import", help=text("import.help"))
def import_files(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(help=text("import.files"), metavar="FILE…", show_default=False),
    ],
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help=text("import.map"), metavar="COLUMN=FIELD")
    ] = None,
    default: Annotated[
        list[str] | None, typer.Option(help=text("import.default"), metavar="FIELD=VALUE")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=text("import.dry-run"))] = False,
    json: Annotated[bool, typer.Option("--json", help=text("import.json"))] = False,
) -> None:
    """See the help text."""
    from embeddings.errors import MitraError
    from recommender.importing import ImportReport, ImportStoppedError

    pairs = _pairs(mapping or [], "COLUMN=FIELD")
    defaults = _pairs(default or [], "FIELD=VALUE")
    total = ImportReport(dry_run=dry_run)
    failures: list[MitraError] = []
    with settings(context).catalog(create=True) as catalog:
        for path in files:
            with output.progress(text("import.working", name=path.name)) as progress:
                try:
                    report = catalog.import_file(
                        path, mapping=pairs, defaults=defaults, dry_run=dry_run, progress=progress
                    )
                except ImportStoppedError as error:
                    failures.append(error)
                    total.add(error.report)
                    break
                except MitraError as error:
                    failures.append(error)
                else:
                    total.add(report)
    if json:
        output.print_json(report_document(total, failures))
    else:
        show_report(total)
        if total.saved and not dry_run:
            output.note(text("import.next"))
    for failure in failures:
        output.show_error(failure)
    if failures or total.rejected:
        raise typer.Exit(FAILED)


@app.command(help=text("export.help"))
def export(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=text("export.file"), metavar="FILE", show_default=False)
    ],
    encoding: Annotated[str | None, typer.Option(help=text("export.encoding"))] = None,
) -> None:
    """See the help text."""
    with settings(context).catalog() as catalog:
        count = catalog.export(file, encoding=encoding)
    output.note(text("export.done", count=count, path=file))


def _pairs(texts: list[str], form: str) -> dict[str, str]:
    pairs = {}
    for given in texts:
        # A column's name may hold an equals sign, a field's name never does.
        left, mark, right = given.rpartition("=") if form.startswith("C") else given.partition("=")
        if not mark or not left or not right:
            raise typer.BadParameter(text("import.bad-pair", text=given, form=form))
        pairs[left] = right
    return pairs


def show_report(report: "ImportReport") -> None:
    """Print what became of the rows, and which were rejected."""
    counts = output.table(
        *(text(f"import.{n}") for n in ("read", "saved", "updated", "unchanged", "rejected"))
    )
    numbers = (
        report.read,
        report.saved,
        report.updated,
        report.unchanged,
        len(report.rejected),
    )
    output.add_row(counts, numbers)
    output.out.print(counts)
    if report.rejected:
        show_rejected(report.rejected)
    if report.dry_run:
        output.note(text("import.dry-run-done"))


def show_rejected(rejected: "list[Rejection]") -> None:
    """Print rows that were rejected, each with its place, the reason and the remedy."""
    language = interface_language()
    columns = ("file", "row", "column", "reason", "remedy")
    listed = output.table(*(text(f"import.{name}") for name in columns))
    for rejection in rejected[:MAX_SHOWN]:
        problem = rejection.problem
        cells = (
            rejection.file.name,
            rejection.row,
            rejection.column or "",
            problem.message(language),
            problem.remedy(language),
        )
        output.add_row(listed, cells)
    output.out.print(listed)
    if len(rejected) > MAX_SHOWN:
        output.note(text("import.more", count=len(rejected) - MAX_SHOWN))


def report_document(report: "ImportReport", failures: "Sequence[MitraError]" = ()) -> str:
    """The same as one JSON document."""
    from recommender.import_wire import RejectionJson

    language = interface_language()
    document = {
        "dry_run": report.dry_run,
        "read": report.read,
        "saved": report.saved,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": [
            {
                "file": str(rejection.file),
                **RejectionJson.of(rejection, language).model_dump(),
            }
            for rejection in report.rejected
        ],
        "errors": [
            {
                "code": failure.code,
                "reason": failure.message(language),
                "remedy": failure.remedy(language),
            }
            for failure in failures
        ],
    }
    return json_module.dumps(document, ensure_ascii=False, indent=2)

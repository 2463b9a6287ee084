"""`mitra merge`: make one company of those that a person has judged to be one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recommender.cli import output
from recommender.cli.app import FAILED, app, settings
from recommender.cli.files import show_rejected
from recommender.cli.language import interface_language, text

if TYPE_CHECKING:
    from recommender.catalog import Catalog
    from recommender.merging import MergeReport


@app.command(help=text("merge.help"))
def merge(
    context: typer.Context,
    review: Annotated[
        str | None,
        typer.Argument(help=text("merge.review"), metavar="[REVIEW|NUMBER]", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=text("merge.dry-run"))] = False,
    undo: Annotated[bool, typer.Option("--undo", help=text("merge.undo"))] = False,
    except_changed: Annotated[
        bool, typer.Option("--except-changed", help=text("merge.except-changed"))
    ] = False,
    show_list: Annotated[bool, typer.Option("--list", help=text("merge.list"))] = False,
    json: Annotated[bool, typer.Option("--json", help=text("search.json"))] = False,
) -> None:
    """See the help text."""
    if undo + show_list + dry_run > 1 or (review is None and not undo and not show_list):
        raise typer.BadParameter(text("merge.usage"))
    if show_list and review is not None:
        raise typer.BadParameter(text("merge.usage"))
    with settings(context).catalog() as catalog:
        if show_list:
            _list(catalog, json=json)
        elif undo:
            _undo(catalog, review, except_changed=except_changed, json=json)
        else:
            _merge(catalog, Path(review or ""), dry_run=dry_run, json=json)


def _merge(catalog: "Catalog", review: Path, *, dry_run: bool, json: bool) -> None:
    report = catalog.merge(review, dry_run=dry_run)
    if json:
        from recommender.merging.wire import MergeAnswer

        output.print_json(MergeAnswer.of(report, interface_language()).model_dump_json(indent=2))
    else:
        _show(report)
    if report.rejected:
        raise typer.Exit(FAILED)


def _show(report: "MergeReport") -> None:
    if report.merged:
        listed = output.table(text("merge.survivor"), text("merge.name"), text("merge.gone"))
        for merged in report.merged:
            cells = (merged.company.id, merged.company.name, ", ".join(merged.gone))
            output.add_row(listed, cells)
        output.out.print(listed)
    if report.rejected:
        show_rejected(list(report.rejected))
    counts = {
        "companies": sum(len(merged.gone) for merged in report.merged),
        "groups": len(report.merged),
        "apart": report.apart,
        "later": report.later,
    }
    output.note(text("merge.done", **counts))
    if report.dry_run:
        output.note(text("import.dry-run-done"))
    elif report.number is not None:
        output.note(text("merge.next", number=report.number))


def _undo(catalog: "Catalog", number: str | None, *, except_changed: bool, json: bool) -> None:
    if number is not None and not number.isdecimal():
        raise typer.BadParameter(text("merge.not-a-number", number=number))
    report = catalog.merges.undo(
        None if number is None else int(number), except_changed=except_changed
    )
    if json:
        from recommender.merging.wire import UndoAnswer

        output.print_json(UndoAnswer.of(report).model_dump_json(indent=2))
        return
    output.note(text("merge.undone", number=report.number, count=len(report.restored)))
    if report.changed:
        output.note(text("merge.left", ids=", ".join(report.changed)))


def _list(catalog: "Catalog", *, json: bool) -> None:
    merges = list(catalog.merges)
    if json:
        from recommender.merging.wire import MergesAnswer

        output.print_json(MergesAnswer.of(merges).model_dump_json(indent=2))
        return
    if not merges:
        output.note(text("merge.none"))
        return
    columns = ("date", "source", "companies", "apart", "state")
    listed = output.table("#", *(text(f"merge.{name}") for name in columns))
    for each in merges:
        into = "\n".join(f"{', '.join(gone)} → {survivor}" for survivor, gone in each.into.items())
        state = text("merge.is-undone" if each.undone else "merge.stands")
        cells = (each.number, f"{each.merged_at:%Y-%m-%d}", each.source, into, each.apart, state)
        output.add_row(listed, cells)
    output.out.print(listed)

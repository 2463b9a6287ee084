"""`mitra doctor` and `mitra reindex`."""

import json as json_module
from typing import Annotated

import typer
from rich.text import Text

from recommender.cli import output
from recommender.cli.app import FAILED, app, settings
from recommender.cli.language import interface_language, text


@app.command(help=text("doctor.help"))
def doctor(
    context: typer.Context,
    deep: Annotated[bool, typer.Option("--deep", help=text("doctor.deep"))] = False,
    json: Annotated[bool, typer.Option("--json", help=text("search.json"))] = False,
) -> None:
    """See the help text."""
    language = interface_language()
    with settings(context).catalog() as catalog:
        findings = catalog.diagnose(deep=deep)
    if json:
        document = [
            {
                "code": f.code,
                "ok": f.ok,
                "message": f.message(language),
                "remedy": f.remedy(language),
            }
            for f in findings
        ]
        output.print_json(json_module.dumps(document, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            mark, style = ("doctor.ok", "green") if finding.ok else ("doctor.wrong", "bold red")
            output.out.print(
                Text(f"[{text(mark)}]", style), output.plain(finding.message(language))
            )
            if not finding.ok:
                output.out.print(output.plain(f"     {finding.remedy(language)}"))
    if not all(finding.ok for finding in findings):
        raise typer.Exit(FAILED)


@app.command(help=text("reindex.help"))
def reindex(
    context: typer.Context,
    model: Annotated[str | None, typer.Option(help=text("reindex.model"), metavar="NAME")] = None,
) -> None:
    """See the help text."""
    from embeddings import load_embedder

    embedder = load_embedder(model) if model else None
    with settings(context).catalog() as catalog:
        with output.progress(text("reindex.working")) as progress:
            catalog.reindex(embedder=embedder, progress=progress)
        output.note(
            text(
                "reindex.done",
                count=len(catalog),
                generation=catalog.generation,
                model=catalog.embedder.name,
            )
        )

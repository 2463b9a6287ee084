"""`mitra report`: reports on many companies at once."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from recommender.cli import output
from recommender.cli.app import FAILED, app, settings
from recommender.cli.language import interface_language, text
from recommender.cli.searching import Json
from recommender.reports.choices import By, Format, How

if TYPE_CHECKING:
    from recommender.reports.document import Document
    from recommender.reports.verifying import Verdict

_MIB = 1 << 20

report = typer.Typer(help=text("report.help"), no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(report, name="report")

From = Annotated[
    list[str] | None,
    typer.Option("--from", help=text("report.from"), metavar="FIELD=VALUE", show_default=False),
]
To = Annotated[
    list[str] | None,
    typer.Option("--to", help=text("report.to"), metavar="FIELD=VALUE", show_default=False),
]
Output = Annotated[Path, typer.Option("--output", "-o", help=text("report.output"), metavar="DIR")]
FORMATS: dict[str, Format] = {name: name for name in get_args(Format)}

Formats = Annotated[
    list[str] | None,
    typer.Option("--format", help=text("report.format"), metavar="|".join(FORMATS)),
]


@report.command(help=text("report.similarity.help"))
def similarity(
    context: typer.Context,
    output_folder: Output,
    sources: From = None,
    targets: To = None,
    by: Annotated[How, typer.Option("--by", help=text("report.similarity.by"))] = "similar",
    top: Annotated[int, typer.Option(help=text("report.similarity.top"), min=1, max=1000)] = 10,
    formats: Formats = None,
    contacts: Annotated[bool, typer.Option("--contacts", help=text("report.contacts"))] = False,
    memory: Annotated[int, typer.Option(help=text("report.memory"), metavar="MIB", min=16)] = 1024,
    json: Json = False,
) -> None:
    """See the help text."""
    from recommender.reports.selecting import Chosen
    from recommender.reports.similarity import SimilarityRequest, similarity_report

    wanted = _formats(formats)
    request = SimilarityRequest(
        Chosen.parse(sources or []),
        Chosen.parse(targets or []),
        by,
        top,
        contacts,
        memory * _MIB,
    )
    with settings(context).catalog() as catalog, catalog.view() as view:
        _check_folder(output_folder)
        with output.progress(text("report.working")) as progress:
            document = similarity_report(view, request, work=output_folder, progress=progress)
    _write(document, output_folder, wanted, json=json)


@report.command(help=text("report.potential.help"))
def potential(
    context: typer.Context,
    output_folder: Output,
    sources: From = None,
    targets: To = None,
    by: Annotated[By, typer.Option("--by", help=text("report.potential.by"))] = "matches",
    formats: Formats = None,
    json: Json = False,
) -> None:
    """See the help text."""
    from recommender.reports.potential import PotentialRequest, potential_report
    from recommender.reports.selecting import Chosen

    wanted = _formats(formats)
    sides = [Chosen.parse(chosen or []) for chosen in (sources, targets)]
    request = PotentialRequest(sides[0], sides[1], by)
    with settings(context).catalog() as catalog, catalog.view() as view:
        _check_folder(output_folder)
        with output.progress(text("report.working")) as progress:
            document = potential_report(view, request, progress=progress)
    _write(document, output_folder, wanted, json=json)
    facts = document.facts
    seeking, companies = facts["seeking-from"], facts["companies"]
    if by == "matches" and int(seeking or 0) * 2 < int(companies or 0):
        output.note(text("report.potential.few-seek", seeking=seeking, companies=companies))


@report.command(help=text("report.verify.help"))
def verify(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help=text("report.verify.folder"), metavar="DIR")],
    json: Json = False,
) -> None:
    """See the help text."""
    from recommender.reports import verifying

    verdicts = []
    with settings(context).catalog() as catalog, catalog.view() as view:
        for kind in verifying.kinds_in(folder):
            with output.progress(text("report.working")) as progress:
                verdicts.append(verifying.verify(view, folder, kind, progress=progress))
    if json:
        _print_verdicts(verdicts)
    else:
        for verdict in verdicts:
            output.out.print(output.plain(_in_words(verdict)))
    if not all(verdict.holds for verdict in verdicts):
        raise typer.Exit(FAILED)


def _in_words(verdict: "Verdict") -> str:
    state = "unchanged" if verdict.unchanged else "holds" if verdict.holds else "changed"
    manifest = verdict.manifest
    return text(f"report.verify.{state}", kind=manifest.kind, generation=manifest.generation)


def _print_verdicts(verdicts: "list[Verdict]") -> None:
    import json

    listed = [
        {
            "kind": verdict.manifest.kind,
            "holds": verdict.holds,
            "unchanged": verdict.unchanged,
            "generation": verdict.manifest.generation,
            "digest": verdict.manifest.digest,
        }
        for verdict in verdicts
    ]
    output.print_json(json.dumps(listed, indent=2))


def _formats(given: list[str] | None) -> list[Format]:
    for name in given or ():
        if name not in FORMATS:
            raise typer.BadParameter(", ".join(FORMATS), param_hint="--format")
    return [FORMATS[name] for name in dict.fromkeys(given or FORMATS)]


def _check_folder(folder: Path) -> None:
    """Have the folder there before the work begins, rather than find out at its end."""
    from recommender.whole_files import in_words

    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".mitra-probe"
        probe.touch()
        probe.unlink()


def _write(document: "Document", folder: Path, formats: list[Format], *, json: bool) -> None:
    """Write a report and say where it is."""
    from datetime import UTC, datetime

    from recommender.reports.writing import write_report

    dated = replace(document, created_at=datetime.now(UTC).replace(microsecond=0))
    written = write_report(dated, folder, interface_language(), formats)
    if json:
        output.print_json(written.manifest.read_text("utf-8"))
        return
    for path in written.files:
        output.out.print(output.plain(path))
    output.note(text("report.next", folder=folder))

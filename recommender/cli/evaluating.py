"""`mitra eval`: how well the catalogue answers what people have judged."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recommender.cli import output
from recommender.cli.app import Settings, app, settings
from recommender.cli.language import text

if TYPE_CHECKING:
    from embeddings.evaluation.bootstrap import Difference, Estimate
    from recommender.evaluation.report import Report


@app.command("eval", help=text("eval.help"))
def evaluate_catalog(
    context: typer.Context,
    against: Annotated[Path | None, typer.Option(help=text("eval.against"), metavar="DIR")] = None,
    against_vectors: Annotated[
        bool, typer.Option("--against-vectors", help=text("eval.against-vectors"))
    ] = False,
    cutoff: Annotated[
        int, typer.Option("--cutoff", "-k", help=text("eval.cutoff"), min=1, max=100)
    ] = 10,
    json: Annotated[bool, typer.Option("--json", help=text("search.json"))] = False,
) -> None:
    """See the help text."""
    if against and against_vectors:
        raise typer.BadParameter(text("eval.one-comparison"), param_hint="--against")
    from recommender.evaluation.asking import VECTORS_ALONE, Configuration
    from recommender.evaluation.report import evaluate

    with ExitStack() as opened:
        catalog = opened.enter_context(settings(context).catalog())
        other = None
        if against:
            other = Configuration(opened.enter_context(Settings(against).catalog()))
        elif against_vectors:
            other = Configuration(catalog, VECTORS_ALONE)
        with output.progress(text("eval.working")) as progress:
            report = evaluate(Configuration(catalog), other, cutoff=cutoff, progress=progress)
    if json:
        from recommender.judgement_wire import EvaluationAnswer

        output.print_json(EvaluationAnswer.of(report).model_dump_json(indent=2))
        return
    name = text("eval.vectors") if against_vectors else str(against) if against else None
    _show(report, name)
    _remark(report)


def _show(report: "Report", other: str | None) -> None:
    from recommender.evaluation.report import CUTOFF, MEASURES

    measures = (f"recall@{report.cutoff}", "MRR", f"nDCG@{CUTOFF}")
    beside = ("",) if other else ()
    table = output.table(text("eval.pair"), text("eval.questions"), *beside, *measures)
    for column in (table.columns[1], *table.columns[-len(measures) :]):
        column.justify = "right"
        column.no_wrap = True
    if other:
        table.title = output.plain(text("eval.compared", other=other))
    for row in report.rows:
        pair = " → ".join(row.pair) if row.pair else text("eval.all")
        scores = [_estimate(row.scores[measure]) for measure in MEASURES]
        if not other:
            output.add_row(table, (pair, row.questions, *scores))
            continue
        others = (_estimate(row.others[measure]) for measure in MEASURES)
        differences = (_difference(row.differences[measure]) for measure in MEASURES)
        output.add_row(table, (pair, row.questions, text("eval.this"), *scores))
        output.add_row(table, ("", "", text("eval.other"), *others))
        output.add_row(table, ("", "", text("eval.difference"), *differences))
        table.add_section()
    output.out.print(table)


def _estimate(found: "Estimate") -> str:
    return "\n".join((f"{found.mean:.3f}", *_interval(found, ".2f")))


def _difference(found: "Difference") -> str:
    interval = _interval(found, "+.2f")
    share = [text("eval.above", share=f"{found.above:.0%}")] if interval else []
    return "\n".join((f"{found.mean:+.3f}", *interval, *share))


def _interval(found: "Estimate", digits: str) -> list[str]:
    if found.low is None or found.high is None:
        return []
    return [f"{found.low:{digits}}…{found.high:{digits}}"]


def _remark(report: "Report") -> None:
    """Say what the figures leave out, and how far they can be trusted."""
    from recommender.evaluation.report import FEW

    output.note(text("eval.legend"))
    if report.absent:
        output.note(text("eval.absent", count=report.absent, total=report.judgements))
    if report.irrelevant:
        output.note(text("eval.irrelevant", count=report.irrelevant))
    if report.unjudged_of_other is None:
        output.note(text("eval.unjudged", share=f"{report.unjudged:.0%}"))
    else:
        shares = {"share": f"{report.unjudged:.0%}", "other": f"{report.unjudged_of_other:.0%}"}
        output.note(text("eval.unjudged-both", **shares))
    if report.has_few:
        output.note(text("eval.few", few=FEW))

"""`mitra report`: reports on many companies at once."""

import typer

from recommender.cli.app import app
from recommender.cli.language import text

report = typer.Typer(help=text("report.help"), no_args_is_help=True)
app.add_typer(report, name="report")

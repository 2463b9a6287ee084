"""Entry point of the `mitra` command: the recommender's commands, and `mitra serve`."""

import os
import sys
from typing import Annotated

import typer

from recommender.cli.commands import app, run, settings
from recommender.cli.language import interface_language
from service import keys_cli, mcp_cli, sync_cli  # noqa: F401 - the last registers its command
from service.errors import MESSAGES

_language = interface_language()


app.add_typer(keys_cli.keys_app, name="keys")
app.command(help=MESSAGES.text("cli.mcp.help", _language))(mcp_cli.mcp)


@app.command(help=MESSAGES.text("cli.serve.help", _language))
def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help=MESSAGES.text("cli.serve.host", _language))
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help=MESSAGES.text("cli.serve.port", _language), min=0, max=65535)
    ] = 8000,
    public_pages: Annotated[
        bool,
        typer.Option("--public-pages", help=MESSAGES.text("cli.serve.public-pages", _language)),
    ] = False,
) -> None:
    """See the help text."""
    from service.server import serve_catalog

    with settings(context).catalog() as catalog:
        serve_catalog(catalog, host, port, public_pages=public_pages)
    # Python would wait without limit for the threads of searches that outlasted their time.
    sys.stderr.flush()
    os._exit(0)


def main() -> None:
    """Run the command line."""
    run(app)

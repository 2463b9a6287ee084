"""Entry point of the `mitra` command: the recommender's commands, and `mitra serve`."""

import gc
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import typer

from recommender.cli.commands import app, run, settings
from recommender.cli.language import interface_language
from service import keys_cli, mcp_cli, sync_cli, webhooks_cli  # noqa: F401 - sync registers itself
from service.errors import MESSAGES

_language = interface_language()


def _help(option: str) -> str:
    return MESSAGES.text(f"cli.protection.{option}", _language)


app.add_typer(keys_cli.keys_app, name="keys")
app.add_typer(webhooks_cli.webhooks_app, name="webhooks")
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
    trusted_proxy: Annotated[
        list[str], typer.Option(help=_help("trusted-proxy"), metavar="ADDRESS")
    ] = [],  # noqa: B006 - typer's way
    allowed_host: Annotated[
        list[str], typer.Option(help=_help("allowed-host"), metavar="NAME")
    ] = [],  # noqa: B006
    requests_per_minute: Annotated[
        int | None, typer.Option(min=1, help=_help("requests-per-minute"))
    ] = None,
    searches_per_minute: Annotated[
        int | None, typer.Option(min=1, help=_help("searches-per-minute"))
    ] = None,
    searches_at_once: Annotated[
        int | None, typer.Option(min=1, help=_help("searches-at-once"))
    ] = None,
    log_format: Annotated[
        str | None, typer.Option(help=_help("log-format"), metavar="json|console")
    ] = None,
    metrics_port: Annotated[
        int | None, typer.Option(min=0, max=65535, help=_help("metrics-port"))
    ] = None,
) -> None:
    """See the help text."""
    # Searches run beside each other. Threads within each would only wait for one another, with several at
    # once ten times as long as they work. To be said before numpy and faiss are loaded.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    gc.disable()  # until everything is in memory that stays: looking through it again and again takes longer
    from service.observing.logs import log_format_of, start_logging

    chosen = log_format_of(log_format)
    with settings(context).catalog() as catalog:
        start_logging(chosen)
        # Reading model and index leaves Python's lock to others for half the time; in that time the service
        # is loaded. What goes wrong there goes wrong again, and is said, where it is served.
        with ThreadPoolExecutor(1) as beside:
            beside.submit(catalog.rehearse)
            from service.protection.limits import Limits
            from service.server import Surroundings, serve_catalog
        usual = Limits()
        around = Surroundings(
            public_pages=public_pages,
            trusted_proxies=tuple(trusted_proxy),
            allowed_hosts=tuple(allowed_host),
            limits=Limits(
                requests=requests_per_minute or usual.requests,
                searches=searches_per_minute or usual.searches,
                at_once=searches_at_once or usual.at_once,
            ),
            log_format=chosen,
            metrics_port=metrics_port,
        )
        serve_catalog(catalog, host, port, around)
    # Python would wait without limit for the threads of searches that outlasted their time.
    sys.stderr.flush()
    os._exit(0)


def main() -> None:
    """Run the command line."""
    run(app)

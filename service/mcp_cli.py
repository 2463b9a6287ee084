"""`mitra mcp`: let an assistant on this machine search, with a key's rights."""

import importlib.util
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recommender.cli.app import settings
from recommender.cli.language import interface_language
from service.errors import MESSAGES, ServiceError

if TYPE_CHECKING:
    from recommender.sight import Viewer

KEY_VARIABLE = "MITRA_KEY"

_language = interface_language()


def mcp(
    context: typer.Context,
    key_file: Annotated[
        Path | None, typer.Option(help=MESSAGES.text("cli.mcp.key-file", _language), metavar="FILE")
    ] = None,
) -> None:
    """See the help text."""
    if importlib.util.find_spec("mcp") is None:
        raise ServiceError("mcp-missing")
    from service.assistants import make_server

    given = _read(key_file) if key_file else os.environ.pop(KEY_VARIABLE, "").strip()
    with settings(context).catalog() as catalog:
        seen = catalog.seen_by(_viewer(catalog.folder, given))
        # The client waits while the server starts: better then than at the first question.
        catalog.warm_up()
        make_server(seen, _language).run("stdio")


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ServiceError("key-file-unreadable", path=path) from error


def _viewer(folder: Path, given: str) -> "Viewer":
    """As whom the assistant looks at the catalogue. Raises ServiceError without a valid key."""
    from recommender.sight import OPERATOR
    from service.access.key_store import KeyStore
    from service.access.keys import Secret
    from service.database import ServiceDatabase

    with closing(ServiceDatabase(folder)) as database:
        keys = KeyStore(database)
        if not given and not keys.any_valid():
            return OPERATOR
        secret = Secret.read(given)
        key = keys.find(secret) if secret else None
        if key is None or "search" not in key.allowed:
            raise ServiceError("mcp-needs-key", variable=KEY_VARIABLE)
        return key.viewer

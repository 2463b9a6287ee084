"""Serving a catalogue from this machine to this machine."""

import errno
import ipaddress
import logging
import socket
import sys

import uvicorn

from recommender.catalog import Catalog
from recommender.cli.language import interface_language
from service.app import create_app
from service.errors import MESSAGES, ServiceError

SHUTDOWN_SECONDS = 8
BACKLOG = 128


def serve_catalog(catalog: Catalog, host: str, port: int) -> None:
    """Answer HTTP on a loopback address until the process is told to stop.

    The first search is made beforehand, so that model and index are in memory when the address
    is announced on standard error. Port 0 takes a free one. Raises ServiceError for an address
    that other machines could reach (there are no keys yet) or that is taken.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    with listen(host, port) as listener:
        catalog.warm_up()
        address, number = listener.getsockname()[:2]
        shown = f"[{address}]" if ":" in address else address
        url = f"http://{shown}:{number}"
        message = MESSAGES.text("cli.serve.ready", interface_language(), url=url)
        print(message, file=sys.stderr, flush=True)  # noqa: T201 - the command's own announcement
        config = uvicorn.Config(
            create_app(catalog),
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """Open a listening socket on a loopback address. Raises ServiceError."""
    name = "127.0.0.1" if host == "localhost" else host
    try:
        address = ipaddress.ip_address(name)
    except ValueError as error:
        raise ServiceError("not-loopback", host=host) from error
    if not address.is_loopback:
        raise ServiceError("not-loopback", host=host)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET  # noqa: PLR2004
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((name, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        code = "address-in-use" if error.errno == errno.EADDRINUSE else "address-refused"
        raise ServiceError(code, host=host, port=port, detail=error.strerror) from error
    return listener

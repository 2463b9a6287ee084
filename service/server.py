"""Serving a catalogue: to this machine without keys, to others with them."""

import errno
import ipaddress
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from types import FrameType

import uvicorn

from recommender.catalog import Catalog
from recommender.cli.language import interface_language
from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.errors import MESSAGES, ServiceError
from service.idempotency import IdempotentRequests
from service.jobs.jobs import Jobs
from service.state import ServiceState

SHUTDOWN_SECONDS = 6
"""What requests in flight get to finish in."""

BACKLOG = 128


def serve_catalog(catalog: Catalog, host: str, port: int, *, public_pages: bool = False) -> None:
    """Answer HTTP until SIGINT or SIGTERM; then return.

    The first search is made beforehand, so that model and index are in memory when the address
    is announced on standard error. Port 0 takes a free one. As long as there are no keys, everybody
    is the operator, and only loopback addresses are served. Raises ServiceError for an address that
    other machines could reach without a key, or that is taken. `public_pages`: who has no key may
    search on the pages.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    with closing(ServiceDatabase(catalog.folder)) as database:
        keys = KeyStore(database)
        jobs = Jobs(catalog.folder, database)
        state = ServiceState(
            catalog,
            keys if keys.any_valid() else None,
            IdempotentRequests(database),
            public_pages=public_pages,
            jobs=jobs,
        )
        _serve(state, jobs, host, port)


def _serve(state: ServiceState, jobs: Jobs, host: str, port: int) -> None:
    with listen(host, port, only_loopback=state.keys is None) as listener, _until_told_to_stop():
        state.catalog.warm_up()
        address, number = listener.getsockname()[:2]
        shown = f"[{address}]" if ":" in address else address
        url = f"http://{shown}:{number}"
        message = MESSAGES.text("cli.serve.ready", interface_language(), url=url)
        print(message, file=sys.stderr, flush=True)  # noqa: T201 - the command's own announcement
        if state.keys is None:
            open_to_all = MESSAGES.text("cli.serve.without-keys", interface_language())
            print(open_to_all, file=sys.stderr, flush=True)  # noqa: T201 - as above
        config = uvicorn.Config(
            create_app(state),
            log_config=None,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        with jobs:
            _Server(config, jobs).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Lets those go who follow a job: it would wait for them otherwise."""

    def __init__(self, config: uvicorn.Config, jobs: Jobs) -> None:
        super().__init__(config)
        self._jobs = jobs

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end at SIGINT or SIGTERM."""
        self._jobs.begin_to_end()
        super().handle_exit(sig, frame)


def listen(host: str, port: int, *, only_loopback: bool) -> socket.socket:
    """Open a listening socket on an address of this machine. Raises ServiceError."""
    name = "127.0.0.1" if host == "localhost" else host
    try:
        address = ipaddress.ip_address(name)
    except ValueError as error:
        raise ServiceError("no-address", host=host) from error
    if only_loopback and not address.is_loopback:
        raise ServiceError("no-keys", host=host)
    family = socket.AF_INET if isinstance(address, ipaddress.IPv4Address) else socket.AF_INET6
    try:
        return socket.create_server((name, port), family=family, backlog=BACKLOG)
    except OSError as error:
        code = "address-in-use" if error.errno == errno.EADDRINUSE else "address-refused"
        detail = os.strerror(error.errno or 0)
        raise ServiceError(code, host=host, port=port, detail=detail) from error


class _ToldToStop(BaseException):
    pass


@contextmanager
def _until_told_to_stop() -> Iterator[None]:
    """End the block at SIGINT or SIGTERM, and take it as the normal end.

    Without this, a signal that comes before uvicorn listens to signals, or that uvicorn repeats
    when it has stopped, would end the process as if it had failed.
    """

    def stop(*_: object) -> None:
        raise _ToldToStop

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except _ToldToStop:
        pass
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)

"""Serving a catalogue: to this machine without keys, to others with them."""

import errno
import gc
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from types import FrameType

import uvicorn
from prometheus_client import start_http_server

from recommender.catalog import Catalog
from recommender.cli.language import interface_language
from service.access.first_key import UntilFirstKey
from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.errors import MESSAGES, ServiceError
from service.idempotency import IdempotentRequests
from service.jobs.jobs import Jobs
from service.observing.logs import LogFormat, start_logging
from service.observing.metrics import Metrics
from service.protection.connections import ImpatientProtocol
from service.protection.door import MAX_HEAD
from service.protection.guard import Guard
from service.protection.limits import Limits
from service.state import ServiceState
from service.webhooks.courier import Courier
from service.webhooks.outbox import Outbox

SHUTDOWN_SECONDS = 6
"""What requests in flight get to finish in."""

BACKLOG = 128

MAX_PROCESSES = 8
"""Processes that answer searches; once companies change, each holds an index of its own."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around the service: who stands before it, under which names, and what it tells whom.

    `trusted_proxies`: addresses and networks whose X-Forwarded-For and X-Forwarded-Proto are believed.
    `allowed_hosts`: names it is asked under, besides those of this machine; without any, and with keys,
    all are. `metrics_port`: where figures are told on loopback without a key, None for nowhere.
    `public_pages`: who has no key may search on its pages.
    """

    trusted_proxies: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    log_format: LogFormat = "json"
    metrics_port: int | None = None
    public_pages: bool = False


def serve_catalog(
    catalog: Catalog, host: str, port: int, around: Surroundings | None = None
) -> None:
    """Answer HTTP until SIGINT or SIGTERM; then return.

    The first search is made beforehand, so that model and index are in memory when the address
    is announced on standard error. Port 0 takes a free one. As long as there are no keys, everybody
    is the operator, and only loopback addresses are served; the first key counts at once. Raises
    ServiceError for an address that other machines could reach without a key, or that is taken.
    """
    around = around or Surroundings()
    start_logging(around.log_format)
    for proxy in around.trusted_proxies:
        _check_network(proxy)
    with closing(ServiceDatabase(catalog.folder)) as database:
        keys = KeyStore(database)
        jobs, outbox = Jobs(catalog.folder, database), Outbox(database)
        state = ServiceState(
            catalog,
            UntilFirstKey(keys),
            IdempotentRequests(database),
            public_pages=around.public_pages,
            jobs=jobs,
            outbox=outbox,
            guard=Guard(around.limits),
        )
        courier = Courier(catalog.folder, outbox, state.metrics.count_delivery)
        try:
            _serve(state, jobs, courier, host, port, around)
        finally:
            keys.usage.give_back()


def _serve(
    state: ServiceState, jobs: Jobs, courier: Courier, host: str, port: int, around: Surroundings
) -> None:
    with (
        listen(host, port, only_loopback=state.keys is None) as listener,
        _until_told_to_stop(),
        ExitStack() as beside,
    ):
        state.catalog.rehearse()
        # What is in memory now stays. To look through it took a fifth of a second each time.
        gc.freeze()
        gc.enable()
        beside.enter_context(_searching(state, around.limits.at_once, listener))
        if around.metrics_port is not None:
            _tell_figures(state.metrics, around.metrics_port)
        address, number = listener.getsockname()[:2]
        shown = f"[{address}]" if ":" in address else address
        url = f"http://{shown}:{number}"
        message = MESSAGES.text("cli.serve.ready", interface_language(), url=url)
        print(message, file=sys.stderr, flush=True)  # noqa: T201 - the command's own announcement
        if state.keys is None:
            open_to_all = MESSAGES.text("cli.serve.without-keys", interface_language())
            print(open_to_all, file=sys.stderr, flush=True)  # noqa: T201 - as above
        check_hosts = state.keys is None or around.allowed_hosts
        config = uvicorn.Config(
            create_app(state, hosts=around.allowed_hosts if check_hosts else None),
            http=ImpatientProtocol,
            ws="none",
            h11_max_incomplete_event_size=MAX_HEAD,
            # uvicorn would otherwise believe whoever asks from this machine.
            proxy_headers=bool(around.trusted_proxies),
            forwarded_allow_ips=list(around.trusted_proxies),
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        with jobs, courier:
            _Server(config, jobs).run(sockets=[listener])


def _searching(
    state: ServiceState, at_once: int, listener: socket.socket
) -> AbstractContextManager[None]:
    """Processes that answer searches beside each other, where there can be any and more than one."""
    if at_once == 1 or sys.platform != "linux":
        return nullcontext()
    return state.catalog.in_processes(min(at_once, MAX_PROCESSES), [listener])


class _Server(uvicorn.Server):
    """Lets those go who follow a job: it would wait for them otherwise."""

    def __init__(self, config: uvicorn.Config, jobs: Jobs) -> None:
        super().__init__(config)
        self._jobs = jobs

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end at SIGINT or SIGTERM."""
        self._jobs.begin_to_end()
        super().handle_exit(sig, frame)


def _check_network(proxy: str) -> None:
    try:
        ipaddress.ip_network(proxy, strict=False)
    except ValueError as error:
        raise ServiceError("bad-proxy", text=proxy) from error


def _tell_figures(metrics: Metrics, port: int) -> None:
    try:
        start_http_server(port, "127.0.0.1", metrics.registry)
    except OSError as error:
        raise _not_to_be_had("127.0.0.1", port, error) from error


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
        listener = socket.create_server((name, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise _not_to_be_had(host, port, error) from error
    # Opened anew, it knows that it speaks TCP. Unless it does, asyncio leaves Nagle's algorithm on, and
    # every answer waits some 40 ms for the client to acknowledge its head.
    return socket.socket(fileno=listener.detach())


def _not_to_be_had(host: str, port: int, error: OSError) -> ServiceError:
    detail = os.strerror(error.errno or 0)
    if error.errno == errno.EADDRINUSE:
        return ServiceError("address-in-use", host=host, port=port)
    return ServiceError("address-refused", host=host, port=port, detail=detail)


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

"""What a running service consists of, and what belongs to one request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeVar

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from recommender.catalog import Catalog
from service.access.caller import Caller
from service.access.first_key import UntilFirstKey
from service.access.key_store import KeyStore
from service.errors import Refusal
from service.idempotency import IdempotentRequests
from service.jobs.jobs import Jobs
from service.observing.metrics import Metrics
from service.protection.guard import Guard
from service.webhooks.outbox import Outbox
from service.written_answers import WrittenAnswers

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class ServiceState:
    """The parts of a service that its routes use.

    `lock`: its keys, or keys that nobody needs before the first is made; None where nobody ever does,
    because it answers this machine alone. `idempotency` is None where no request can be sent again;
    `jobs` where it does no long work; `outbox` where no webhook is told. `public_pages`: who has no key
    may search on its pages.
    """

    catalog: Catalog
    lock: KeyStore | UntilFirstKey | None
    idempotency: IdempotentRequests | None = None
    public_pages: bool = False
    jobs: Jobs | None = None
    outbox: Outbox | None = None
    guard: Guard = field(default_factory=Guard)
    metrics: Metrics = field(default_factory=Metrics)
    written: WrittenAnswers = field(default_factory=WrittenAnswers)

    def __post_init__(self) -> None:
        self.metrics.watch(self.catalog, self.guard.queue)

    @property
    def keys(self) -> KeyStore | None:
        """The keys that callers need; None as long as everybody is the operator."""
        return self.lock.in_force() if isinstance(self.lock, UntilFirstKey) else self.lock

    async def with_keys(self, work: Callable[[], Answer]) -> Answer:
        """Do work that looks at keys: at once while they are remembered, or else off the event loop."""
        if self.lock is None or self.lock.are_remembered():
            return work()
        return await run_in_threadpool(work)


def state_of(request: Request) -> ServiceState:
    """The service that a request has come to."""
    state: ServiceState = request.app.state.service
    return state


async def caller_of(request: Request) -> Caller:
    """Who has made a request, as `ScopedRoute` has recognised them."""
    caller: Caller = request.state.caller
    return caller


async def catalog_of(request: Request) -> Catalog:
    """The catalogue as the caller sees it."""
    caller = await caller_of(request)
    return state_of(request).catalog.seen_by(caller.viewer)


def jobs_of(request: Request) -> Jobs:
    """The long work of the service. Raises Refusal (503) where it does none."""
    jobs = state_of(request).jobs
    if jobs is None:
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "jobs-off")
    return jobs

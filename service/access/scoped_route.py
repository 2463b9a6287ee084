"""Routes that say which scope they need; one that does not cannot be made.

Caller, scope and limits are looked at before the body is read, so nobody learns from the errors of a
request that they may not make. A route whose work takes a processor says so as well, and waits its turn.
"""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from time import perf_counter
from typing import Any, Literal, TypeAlias

from fastapi import Request, Response
from fastapi.routing import APIRoute

from service.access.caller import recognise
from service.access.keys import SCOPES, Scope
from service.body_limit import MAX_BODY, bounded
from service.errors import Refusal
from service.observing.record import begin_record
from service.protection.origins import check_origin, tell_origin
from service.state import state_of

Needed: TypeAlias = Scope | Literal["none"]

EXTENSION = "x-scope"
"""Where the OpenAPI document names the scope of an operation."""

SCHEME = "key"


LARGEST = "x-max-body"
"""Where it names how many bytes the body of a request may have."""

QUEUED = "x-queued"
"""Where it says that an operation waits its turn (`service.protection.queue`)."""

Handler: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]


def needs(scope: Needed, *, max_body: int = MAX_BODY, queued: bool = False) -> dict[str, Any]:
    """What a route gives as `openapi_extra` to say which scope it needs; `none` is open to all.

    `max_body`: bytes that the body of a request may have. `queued`: its work takes a processor, as a
    search does, so that only so many are done at a time.
    """
    security: list[dict[str, list[str]]] = [] if scope == "none" else [{SCHEME: []}]
    said = {EXTENSION: scope, LARGEST: max_body, "security": security}
    return said | ({QUEUED: True} if queued else {})


class ScopedRoute(APIRoute):
    """A route of the service. Raises TypeError where it does not say what it `needs`."""

    def get_route_handler(self) -> Handler:
        """Check caller, scope and limits, wait for a place where it takes one, then answer."""
        said = self.openapi_extra or {}
        needed, largest = said.get(EXTENSION), said.get(LARGEST, MAX_BODY)
        if needed not in (*SCOPES, "none"):
            raise TypeError(f"{self.path} does not say which scope it needs")
        handler = super().get_route_handler()
        if said.get(QUEUED):
            handler = in_turn(handler)

        async def checked(request: Request) -> Response:
            begin_record(request.scope).operation = self.operation_id or self.name
            if needed != "none":
                await _admit(request, needed)
            return await handler(bounded(request, largest))

        return checked


async def _admit(request: Request, needed: Scope) -> None:
    """Remember the caller.

    Raises Refusal: 401 without a key, 403 without the scope or from a page that the key does not allow,
    429 beyond a limit.
    """
    state = state_of(request)
    state.guard.check_address(request.scope)
    try:
        caller = await state.with_keys(lambda: recognise(request.headers, state.keys))
    except Refusal as refusal:
        if refusal.code == "key-invalid":
            state.guard.count_failure(request.scope)
        await state.with_keys(lambda: tell_origin(request, state.keys))
        raise
    request.state.caller = caller
    begin_record(request.scope).key_id = caller.key.id if caller.key else None
    check_origin(request, caller)
    if needed not in caller.scopes:
        raise Refusal(HTTPStatus.FORBIDDEN, "scope-missing")
    if caller.key is not None and state.keys is not None:
        usage, searching = state.keys.usage, needed == "search"
        await state.guard.count(caller.key, request.scope, usage, searching=searching)


def in_turn(handler: Handler) -> Handler:
    """The same, when there is a place in the queue. Raises Refusal (503)."""

    async def waiting(request: Request) -> Response:
        # The body first: nobody holds a place with one that does not come.
        await request.body()
        queue, record = state_of(request).guard.queue, begin_record(request.scope)
        record.waited = await queue.enter()
        began = perf_counter()
        try:
            return await queue.run(handler(request))
        finally:
            record.worked = perf_counter() - began

    return waiting

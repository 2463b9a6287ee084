"""Routes that say which scope they need; one that does not cannot be made.

Caller and scope are looked at before the body is read, so nobody learns from the errors of a request
that they may not make.
"""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any, Literal, TypeAlias

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from service.access.caller import recognise
from service.access.keys import SCOPES, Scope
from service.body_limit import MAX_BODY, bounded
from service.errors import Refusal
from service.state import state_of

Needed: TypeAlias = Scope | Literal["none"]

EXTENSION = "x-scope"
"""Where the OpenAPI document names the scope of an operation."""

SCHEME = "key"


LARGEST = "x-max-body"
"""Where it names how many bytes the body of a request may have."""


def needs(scope: Needed, *, max_body: int = MAX_BODY) -> dict[str, Any]:
    """What a route gives as `openapi_extra` to say which scope it needs; `none` is open to all.

    `max_body`: bytes that the body of a request may have.
    """
    security: list[dict[str, list[str]]] = [] if scope == "none" else [{SCHEME: []}]
    return {EXTENSION: scope, LARGEST: max_body, "security": security}


class ScopedRoute(APIRoute):
    """A route of the service. Raises TypeError where it does not say what it `needs`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Check caller and scope, then answer."""
        said = self.openapi_extra or {}
        needed, largest = said.get(EXTENSION), said.get(LARGEST, MAX_BODY)
        if needed not in (*SCOPES, "none"):
            raise TypeError(f"{self.path} does not say which scope it needs")
        handler = super().get_route_handler()

        async def checked(request: Request) -> Response:
            if needed != "none":
                await _admit(request, needed)
            return await handler(bounded(request, largest))

        return checked


async def _admit(request: Request, needed: Scope) -> None:
    """Remember the caller. Raises Refusal: 401 without a key, 403 without the scope."""
    state = state_of(request)
    caller = await run_in_threadpool(recognise, request.headers, state.keys)
    if needed not in caller.scopes:
        raise Refusal(HTTPStatus.FORBIDDEN, "scope-missing")
    request.state.caller = caller

"""Which pages may use the service in a browser (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).

A key names the origins that may use it. A page of another origin is refused even with the key: it was
copied from where it was meant to be. Cookies and other credentials of the browser are never let in.

A page whose key has expired or was revoked is to learn that, rather than that the service is out of reach:
pages of every origin that any key names, or named, may read that a key is refused, and nothing else. Other
origins are not told even that.
"""

from collections.abc import Callable
from http import HTTPStatus

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.access.caller import Caller
from service.access.key_store import KeyStore
from service.errors import Refusal
from service.problems import answer_refusal

MAX_AGE = 600
"""Seconds for which a browser remembers a preflight."""

_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
_ASKED = (
    "Authorization, Content-Type, Accept-Language, If-Match, If-None-Match, Idempotency-Key, "
    "Last-Event-ID"
)
_TOLD = "Content-Language, ETag, Link, Location, Retry-After, WWW-Authenticate, X-Request-Id"

_PLACE = "allowed_origin"


def check_origin(request: Request, caller: Caller) -> None:
    """Remember the origin that a caller's key allows. Raises Refusal (403) for another one."""
    given = request.headers.getlist("origin")
    if not given:
        return
    [origin, *others] = given
    if others or origin == "null":
        raise _refusal()
    if caller.key is not None and origin in caller.key.origins:
        request.scope["state"][_PLACE] = origin
    elif origin != f"{request.scope['scheme']}://{request.headers.get('host', '')}".lower():
        raise _refusal()


def tell_origin(request: Request, keys: KeyStore | None) -> None:
    """Let the page of a caller that was not recognised read so, where any key names its origin."""
    given = request.headers.getlist("origin")
    if len(given) == 1 and _is_named(given[0], keys):
        request.scope["state"][_PLACE] = given[0]


class AnswerOrigins:
    """Answer preflights, and let the browser read answers that a key allows its page."""

    def __init__(self, app: ASGIApp, keys: Callable[[], KeyStore | None]) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no preflight."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin and scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await self._preflight(origin, scope, receive, send)
            return

        async def send_with_origin(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.add_vary_header("Origin")
                if allowed := scope.get("state", {}).get(_PLACE):
                    answer["Access-Control-Allow-Origin"] = allowed
                    answer["Access-Control-Expose-Headers"] = _TOLD
            await send(message)

        await self._app(scope, receive, send_with_origin)

    async def _preflight(self, origin: str, scope: Scope, receive: Receive, send: Send) -> None:
        # A preflight carries no key: any will do, and the request itself is checked again.
        if not await run_in_threadpool(lambda: _is_named(origin, self._keys())):
            await answer_refusal(_refusal(), scope, receive, send)
            return
        headers = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": _ASKED,
            "Access-Control-Max-Age": str(MAX_AGE),
            "Vary": "Origin",
        }
        await Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)(scope, receive, send)


def _is_named(origin: str, keys: KeyStore | None) -> bool:
    return keys is not None and origin != "null" and keys.any_names(origin)


def _refusal() -> Refusal:
    return Refusal(HTTPStatus.FORBIDDEN, "origin-refused")

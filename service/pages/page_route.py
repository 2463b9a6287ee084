"""Routes of pages: each says which scope it needs, and answers people, errors included.

Who is not signed in is asked to; where it was to go is kept.
"""

import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from embeddings import MitraError
from service import problems
from service.access.caller import Caller
from service.access.keys import SCOPES
from service.access.scoped_route import EXTENSION, LARGEST, QUEUED, Needed, in_turn
from service.body_limit import MAX_BODY, bounded
from service.errors import Refusal
from service.observing.record import begin_record
from service.pages import form_tokens, sessions
from service.pages.frame import Frame, language_of
from service.pages.rendering import render
from service.pages.sentences import in_own_words
from service.state import ServiceState, state_of
from service.storage import is_full

_log = logging.getLogger(__name__)

SIGN_IN = "/sign-in"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Vary": "Cookie, Accept-Language",
}
"""Of every page, but for what it says itself."""


class PageRoute(APIRoute):
    """A page. Raises TypeError where it does not say which scope it `needs`."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401 - FastAPI's own
        options["include_in_schema"] = False
        options["response_model"] = None
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Look who asks, then answer."""
        said = self.openapi_extra or {}
        needed: Needed = said.get(EXTENSION)  # type: ignore[assignment]
        largest: int = said.get(LARGEST, MAX_BODY)
        if needed not in (*SCOPES, "none"):
            raise TypeError(f"{self.path} does not say which scope it needs")
        handler = super().get_route_handler()
        if said.get(QUEUED):
            handler = in_turn(handler)

        async def answered(request: Request) -> Response:
            try:
                response = await _admit(request, needed) or await handler(bounded(request, largest))
            except (MitraError, HTTPException, OSError) as error:
                if isinstance(error, OSError) and not is_full(error):
                    raise
                response = await run_in_threadpool(_error_page, request, error)
            form_tokens.keep(request, response)
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return answered


async def _admit(request: Request, needed: Needed) -> Response | None:
    """Remember the caller; who has to sign in first is sent there.

    Raises Refusal: 403, and 429 beyond a limit.
    """
    state = state_of(request)
    caller = await state.with_keys(lambda: visitor_of(request, state))
    request.state.caller = caller
    if needed == "none":
        return None
    if needed in caller.scopes:
        await _count(request, caller, state, searching=needed == "search")
        return None
    if caller.key is None and request.method == "GET":
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?next={quote(here, safe='')}", HTTPStatus.SEE_OTHER)
    raise Refusal(HTTPStatus.FORBIDDEN, "page-not-open")


async def _count(request: Request, caller: Caller, state: ServiceState, *, searching: bool) -> None:
    """Count a page, of its key or else of the address that it is sent to. Raises Refusal (429)."""
    keys = await state.with_keys(lambda: state.keys)
    if keys is None:
        return
    if caller.key is not None:
        await state.guard.count(caller.key, request.scope, keys.usage, searching=searching)
    elif searching:
        state.guard.count_visitor(request.scope)


def visitor_of(request: Request, state: ServiceState) -> Caller:
    """Who looks at a page. Keys in headers are for programs, and are not looked at."""
    if state.keys is None:
        return Caller.of_this_machine()
    signed_in = sessions.caller(request, state.keys)
    return signed_in or Caller.of_the_public(may_search=state.public_pages)


def _error_page(request: Request, error: MitraError | HTTPException | OSError) -> Response:
    language, instance = language_of(request), begin_record(request.scope).instance
    if isinstance(error, HTTPException):
        problem = problems.of_http_error(error, language, instance)
    elif isinstance(error, OSError):
        problem = problems.no_space(instance, language)
    elif known := problems.of_mitra_error(error, language, instance):
        problem = known
    else:
        _log.error("%s: %s", instance, error)
        problem = problems.unavailable(instance, language)
    response = problem_page(request, problem)
    if isinstance(error, HTTPException):
        response.headers.update(error.headers or {})
    return response


def problem_page(request: Request, problem: problems.Problem) -> Response:
    """A problem as a page."""
    words = Frame.of(request).words
    title, remedy = in_own_words(problem.code, problem.title, problem.detail, words)
    said = problem.model_copy(update={"title": title, "detail": remedy})
    return render(request, "error.html", status=problem.status, problem=said)

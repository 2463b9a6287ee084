"""Errors that happen outside of any page, as pages: for unknown paths, wrong methods, and our own faults.

Programs go on getting problem documents: those that do not ask for HTML, and whoever asks the API.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from recommender.errors import CatalogError
from service import problems
from service.access.caller import Caller
from service.errors import Refusal
from service.observing.record import begin_record
from service.pages import form_tokens
from service.pages.frame import language_of
from service.pages.page_route import HEADERS, problem_page, visitor_of
from service.state import state_of

_OF_PROGRAMS = ("/v1/", "/widget", "/embed", "/oembed", "/metrics", "/healthz", "/readyz")
_HTML = "text/html"

Handler = Callable[[Request, Any], Awaitable[Response]]


def install(app: FastAPI) -> None:
    """Let browsers have pages for what leaves `app` as problem documents; to be called after that."""
    for kind in (HTTPException, Exception):
        for_programs: Any = app.exception_handlers[kind]
        app.add_exception_handler(kind, _for_people_too(for_programs))


def _for_people_too(for_programs: Handler) -> Handler:
    async def answer(request: Request, error: Exception) -> Response:
        said = await for_programs(request, error)
        if not _is_for_people(request):
            return said
        try:
            page = await run_in_threadpool(_page, request, error)
        except Exception:  # noqa: BLE001 - the fault may be that of the pages themselves; it is in the log
            return said
        for name in ("allow", "retry-after"):
            if name in said.headers:
                page.headers[name] = said.headers[name]
        return page

    return answer


def _is_for_people(request: Request) -> bool:
    """Whether a browser shows the answer to somebody: programs that take anything do not name HTML."""
    return _HTML in request.headers.get("accept", "") and not request.url.path.startswith(
        _OF_PROGRAMS
    )


def _page(request: Request, error: Exception) -> Response:
    language, instance = language_of(request), begin_record(request.scope).instance
    request.state.caller = _visitor(request)
    if not isinstance(error, HTTPException):
        error = Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected")
    problem = problems.of_http_error(error, language, instance)
    response = problem_page(request, problem)
    form_tokens.keep(request, response)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _visitor(request: Request) -> Caller:
    """Who is told; nobody known, where the fault is that of the database."""
    try:
        return visitor_of(request, state_of(request))
    except CatalogError:
        return Caller.of_the_public(may_search=False)

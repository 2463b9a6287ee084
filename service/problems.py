"""Errors as problem documents (RFC 9457), in the language that the client accepts."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from embeddings import InterfaceLanguage, MitraError
from recommender.errors import FilterError, QueryError, ReportError, UnknownCompanyError
from recommender.events.errors import EventError
from recommender.judgement import JudgementError
from recommender.sight import ForbiddenError
from service.errors import MESSAGES, Refusal
from service.field_problems import FieldProblem, field_problem
from service.language import language_of
from service.observing.record import begin_record
from service.remedies import remedy_for
from service.storage import is_full
from service.uploads import UploadError, UploadStoppedError

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
MAX_ERRORS = 20

# Any other MitraError is the catalogue's or the model's, and no fault of the client.
_STATUS: tuple[tuple[type[MitraError], HTTPStatus], ...] = (
    (QueryError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (FilterError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ReportError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (EventError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownCompanyError, HTTPStatus.NOT_FOUND),
    (ForbiddenError, HTTPStatus.FORBIDDEN),
    (JudgementError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UploadError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UploadStoppedError, HTTPStatus.UNPROCESSABLE_ENTITY),
)

HTTP_CODES = {
    HTTPStatus.BAD_REQUEST: "invalid-json",
    HTTPStatus.NOT_FOUND: "no-such-path",
    HTTPStatus.METHOD_NOT_ALLOWED: "method-not-allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "body-too-large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "not-json",
}
"""Codes of what the framework itself refuses."""

# What any operation may answer: at the door, and when something is wrong inside.
_ALWAYS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
# What any operation that needs a key may answer, and any that reads a body.
_ADMISSION = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
_BODY = (HTTPStatus.REQUEST_TIMEOUT,)

# Those that say when to ask again.
_WAITING = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)

_RETRY_AFTER = {
    "description": "Seconds after which to ask again.",
    "schema": {"type": "integer", "minimum": 1},
}


class Problem(BaseModel):
    """A problem document; `code` is stable, `title` and `detail` are for people."""

    type: str = Field(examples=["urn:mitra:problem:empty-query"])
    title: str
    status: int
    detail: str
    code: str = Field(examples=["empty-query"])
    instance: str = Field(
        "", description="Names this request in the service's log, as X-Request-Id does."
    )
    errors: list[FieldProblem] = []


def install(app: FastAPI) -> None:
    """Let every error of `app` leave as a problem document."""
    app.add_exception_handler(MitraError, _mitra_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(OSError, _system_error)
    app.add_exception_handler(Exception, _unexpected_error)


def responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Describe problems for an operation's `responses`; what any operation may answer is added."""
    return {
        int(status): {"model": Problem, "description": status.phrase}
        for status in (*statuses, *_ALWAYS)
    }


async def answer_refusal(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer an ASGI request that a middleware refuses."""
    response = await _http_error(Request(scope), refusal)
    await response(scope, receive, send)


def describe(document: dict[str, Any]) -> None:
    """Correct an OpenAPI document in place: problems have their own media type and form.

    FastAPI gives them the media type of the answer, and adds a form of its own for parameters.
    """
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = {"$ref": "#/components/schemas/Problem"}
    for path in document["paths"].values():
        for operation in path.values():
            general = _ADMISSION if operation["security"] else ()
            for status in (*general, *(_BODY if "requestBody" in operation else ())):
                operation["responses"][str(int(status))] = {
                    "description": status.phrase,
                    "content": {MEDIA_TYPE: {"schema": problem}},
                }
            for status, response in list(operation["responses"].items()):
                if int(status) in _WAITING:
                    response["headers"] = {"Retry-After": _RETRY_AFTER}
                content = response.get("content", {})
                if problem in [part.get("schema") for part in content.values()]:
                    response["content"] = {MEDIA_TYPE: {"schema": problem}}
                elif int(status) >= HTTPStatus.BAD_REQUEST and MEDIA_TYPE not in content:
                    del operation["responses"][status]


def of_mitra_error(error: MitraError, language: InterfaceLanguage, instance: str) -> Problem | None:
    """What a client can do about an error; None where that is nothing but to try again later."""
    full = HTTPStatus.INSUFFICIENT_STORAGE if is_full(error) else None
    for kind, fault in _STATUS:
        if isinstance(error, kind):
            status = full or fault
            return Problem(
                type=_type(error.code),
                title=error.message(language),
                status=status,
                detail=remedy_for(error, language),
                code=error.code,
                instance=instance,
            )
    return no_space(instance, language) if full else None


def of_http_error(error: HTTPException, language: InterfaceLanguage, instance: str) -> Problem:
    """A refusal in words."""
    status = HTTPStatus(error.status_code)
    code = code_of(error)
    values = error.values if isinstance(error, Refusal) else None
    return _problem(status, code, language, instance=instance, values=values)


def code_of(error: HTTPException) -> str:
    """The stable code of a refusal."""
    if isinstance(error, Refusal):
        return error.code
    return HTTP_CODES.get(HTTPStatus(error.status_code), "refused")


def no_space(instance: str, language: InterfaceLanguage) -> Problem:
    """That the disk is full; `instance` names the request in the log."""
    return _problem(HTTPStatus.INSUFFICIENT_STORAGE, "no-space", language, instance=instance)


def unavailable(instance: str, language: InterfaceLanguage) -> Problem:
    """What is no fault of the client; `instance` names it in the log."""
    return _problem(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", language, instance=instance)


async def _mitra_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, MitraError)  # noqa: S101 - registered for this type alone
    language, instance = language_of(request), _instance(request)
    problem = of_mitra_error(error, language, instance)
    if problem is None or problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # The cause names places on the disk, which are for the log alone.
        _log.error("%s: %s", instance, error.__cause__ or error)
    if problem is not None:
        return _response(problem, language)
    return _response(unavailable(instance, language), language)


async def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    details = error.errors()
    if any(detail["type"] == "json_invalid" for detail in details):
        return _answer(request, HTTPStatus.BAD_REQUEST, "invalid-json")
    language = language_of(request)
    errors = [field_problem(detail, language) for detail in details[:MAX_ERRORS]]
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", errors=errors)


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    language = language_of(request)
    begin_record(request.scope).refusal = code_of(error)
    response = _response(of_http_error(error, language, _instance(request)), language)
    response.headers.update(error.headers or {})
    return response


async def _system_error(request: Request, error: Exception) -> JSONResponse:
    if not is_full(error):
        raise error
    language, instance = language_of(request), _instance(request)
    _log.error("%s: %s", instance, error)
    return _response(no_space(instance, language), language)


async def _unexpected_error(request: Request, error: Exception) -> JSONResponse:
    # The traceback belongs into the log; a client learns only the number to ask about.
    _log.error("%s", _instance(request), exc_info=error)
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected")


def _answer(
    request: Request,
    status: HTTPStatus,
    code: str,
    *,
    errors: list[FieldProblem] | None = None,
    values: Mapping[str, object] | None = None,
) -> JSONResponse:
    language = language_of(request)
    problem = _problem(
        status, code, language, errors=errors, instance=_instance(request), values=values
    )
    return _response(problem, language)


def _problem(
    status: HTTPStatus,
    code: str,
    language: InterfaceLanguage,
    *,
    errors: list[FieldProblem] | None = None,
    instance: str = "",
    values: Mapping[str, object] | None = None,
) -> Problem:
    filled = values or {}
    return Problem(
        type=_type(code),
        title=MESSAGES.text(f"{code}.message", language, **filled),
        status=status,
        detail=MESSAGES.text(f"{code}.remedy", language, **filled),
        code=code,
        instance=instance,
        errors=errors or [],
    )


def _response(problem: Problem, language: InterfaceLanguage) -> JSONResponse:
    return JSONResponse(
        problem.model_dump(exclude_defaults=True),
        status_code=problem.status,
        headers={"Content-Language": language},
        media_type=MEDIA_TYPE,
    )


def _type(code: str) -> str:
    return f"urn:mitra:problem:{code}"


def _instance(request: Request) -> str:
    return begin_record(request.scope).instance

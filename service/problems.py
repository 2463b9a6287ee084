"""Errors as problem documents (RFC 9457), in the language that the client accepts."""

import logging
import uuid
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from embeddings import INTERFACE_LANGUAGES, InterfaceLanguage, MitraError
from recommender.errors import CatalogError, FilterError, QueryError, UnknownCompanyError
from service.errors import MESSAGES

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

_STATUS: tuple[tuple[type[MitraError], HTTPStatus], ...] = (
    (QueryError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (FilterError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownCompanyError, HTTPStatus.NOT_FOUND),
    (CatalogError, HTTPStatus.SERVICE_UNAVAILABLE),
)


class FieldProblem(BaseModel):
    """What is wrong with one part of a request."""

    place: str = Field(examples=["body.limit"])
    message: str


class Problem(BaseModel):
    """A problem document; `code` is stable, `title` and `detail` are for people."""

    type: str = Field(examples=["urn:mitra:problem:empty-query"])
    title: str
    status: int
    detail: str
    code: str = Field(examples=["empty-query"])
    instance: str = Field(description="Names this occurrence in the service's log.")
    errors: list[FieldProblem] | None = None


def install(app: FastAPI) -> None:
    """Let every error of `app` leave as a problem document."""
    app.add_exception_handler(MitraError, _mitra_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected_error)


def preferred_language(request: Request) -> InterfaceLanguage:
    """The first of the three languages that Accept-Language names, by weight; else English."""
    wanted = []
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, weight = part.partition(";q=")
        try:
            wanted.append((float(weight or 1), tag.strip().lower()[:2]))
        except ValueError:
            continue
    for _, code in sorted(wanted, key=lambda pair: -pair[0]):
        for language in INTERFACE_LANGUAGES:
            if language == code:
                return language
    return "en"


async def _mitra_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, MitraError)  # noqa: S101 - registered for this type alone
    statuses = (status for kind, status in _STATUS if isinstance(error, kind))
    status = next(statuses, HTTPStatus.INTERNAL_SERVER_ERROR)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s", error)
        return _answer(request, status, "unavailable")
    language = preferred_language(request)
    return _response(status, error.code, error.message(language), error.remedy(language))


async def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    errors = [
        FieldProblem(place=".".join(map(str, detail["loc"])), message=detail["msg"])
        for detail in error.errors()
    ]
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-request", errors)


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    code = {404: "no-such-path", 405: "method-not-allowed"}.get(error.status_code, "refused")
    response = _answer(request, HTTPStatus(error.status_code), code)
    response.headers.update(error.headers or {})
    return response


async def _unexpected_error(request: Request, error: Exception) -> JSONResponse:
    # The traceback belongs into the log; a client learns only the number to ask about.
    instance = _instance()
    _log.error("%s", instance, exc_info=error)
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", instance=instance)


def _answer(
    request: Request,
    status: HTTPStatus,
    code: str,
    errors: list[FieldProblem] | None = None,
    instance: str | None = None,
) -> JSONResponse:
    language = preferred_language(request)
    title = MESSAGES.text(f"{code}.message", language)
    detail = MESSAGES.text(f"{code}.remedy", language)
    return _response(status, code, title, detail, errors, instance)


def _response(
    status: HTTPStatus,
    code: str,
    title: str,
    detail: str,
    errors: list[FieldProblem] | None = None,
    instance: str | None = None,
) -> JSONResponse:
    problem = Problem(
        type=f"urn:mitra:problem:{code}",
        title=title,
        status=status,
        detail=detail,
        code=code,
        instance=instance or _instance(),
        errors=errors,
    )
    content = problem.model_dump(exclude_none=True)
    return JSONResponse(content, status_code=status, media_type=MEDIA_TYPE)


def _instance() -> str:
    return f"urn:uuid:{uuid.uuid4()}"

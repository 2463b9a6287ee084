"""Forms that change something are sent from our own pages alone.

Each carries a token that follows from a cookie which no other site can read, and from a secret of the
service (OWASP's signed double submit). Without keys everybody on this machine may change everything, so
it holds there too: otherwise any page that the operator's browser shows could send an import.
"""

import hmac
import secrets
from http import HTTPStatus

from fastapi import Request, Response
from starlette.datastructures import FormData

from service.errors import Refusal
from service.pages.sessions import COOKIE as SESSION
from service.state import ServiceState, state_of

COOKIE = "mitra-form"
FIELD = "form_token"

_BYTES = 32
_PURPOSE = b"mitra forms"
_OF_THIS_PROCESS = secrets.token_bytes(_BYTES)
"""The secret where there are no keys, and so one process alone."""


def token_of(request: Request) -> str:
    """What the forms of an answer carry; `keep` has to set the cookie that belongs to it."""
    if not hasattr(request.state, "form_cookie"):
        request.state.form_cookie = request.cookies.get(COOKIE) or secrets.token_urlsafe(_BYTES)
    return _token(request, request.state.form_cookie)


def keep(request: Request, response: Response) -> None:
    """Set the cookie, where the answer has a form and the browser has no cookie yet."""
    cookie = getattr(request.state, "form_cookie", None)
    if cookie is not None and cookie != request.cookies.get(COOKIE):
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", secure=secure)


def check(request: Request, form: FormData) -> None:
    """Raise Refusal (403) for a form that does not come from a page of ours."""
    cookie, given = request.cookies.get(COOKIE), form.get(FIELD)
    if not cookie or not isinstance(given, str) or not given.isascii():
        raise Refusal(HTTPStatus.FORBIDDEN, "form-expired")
    if not hmac.compare_digest(given, _token(request, cookie)):
        raise Refusal(HTTPStatus.FORBIDDEN, "form-expired")


def _token(request: Request, cookie: str) -> str:
    # Signing in or out ends the forms of before.
    bound = f"{cookie}\n{request.cookies.get(SESSION, '')}".encode()
    return hmac.digest(secret_of(state_of(request)), _PURPOSE + bound, "sha256").hex()


def secret_of(state: ServiceState) -> bytes:
    """What pages sign with."""
    return _OF_THIS_PROCESS if state.keys is None else state.keys.own_secret()

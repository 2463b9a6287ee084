"""Making keys on a page, giving them another secret, ending them: for offices without a command line."""

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from service.access import new_key
from service.access.caller import Caller
from service.access.keys import SCOPES, Key, Scope, Secret
from service.access.scoped_route import needs
from service.errors import Refusal, ServiceError
from service.pages.forms import OwnForm, field
from service.pages.frame import Frame
from service.pages.keys import answer_with, may_see, one_of, snippet
from service.pages.page_route import PageRoute
from service.pages.rendering import render
from service.pages.sentences import in_own_words
from service.routes.forms import TheCaller
from service.state import state_of

router = APIRouter(route_class=PageRoute)

PERIODS = ("30d", "90d", "365d", "")
"""How long a new key holds; at last without an end."""

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
"""Of the one answer with a secret: no cache, no history keeps it."""

_LONGEST_NAME = 200
_SURE = "yes"


@router.get("/keys/new", openapi_extra=needs("admin"))
def form(request: Request, caller: TheCaller) -> Response:
    """Ask what a new key is for."""
    return _form(request, caller, FormData())


@router.post("/keys/new", openapi_extra=needs("admin"))
def create(request: Request, form: OwnForm, caller: TheCaller) -> Response:
    """Make a key and show it, once."""
    store, frame = state_of(request).keys, Frame.of(request)
    if store is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "no-such-key")
    scopes = [scope for scope in SCOPES if scope in form.getlist("scope")]
    try:
        if not scopes:
            return _form(request, caller, form, error=(frame.words.text("keys.no-scope"), ""))
        organisation = _organisation(form, caller)
        new_key.check_scopes(scopes, organisation)
        daily = _daily(field(form, "daily").strip())
        expires = field(form, "expires")
        key, secret = store.create(
            field(form, "name").strip()[:_LONGEST_NAME],
            scopes,
            organisation=organisation,
            origins=[new_key.origin(line) for line in field(form, "origins").split()],
            daily_requests=daily,
            expires_at=new_key.end(expires) if expires else None,
        )
    except ServiceError as error:
        title, remedy = error.message(frame.language), error.remedy(frame.language)
        said = in_own_words(error.code, title, remedy, frame.words)
        return _form(request, caller, form, error=said)
    except ValueError:
        return _form(request, caller, form, error=(frame.words.text("keys.bad-daily"), ""))
    return _secret(request, key, secret)


@router.get("/keys/{key_id}", openapi_extra=needs("admin"))
def key(key_id: str, request: Request, caller: TheCaller) -> Response:
    """One key, and what can be done with it."""
    return answer_with(request, caller, key_id)


@router.post("/keys/{key_id}/rotate", openapi_extra=needs("admin"))
def rotate(key_id: str, request: Request, form: OwnForm, caller: TheCaller) -> Response:
    """Give a key another secret and show it, once."""
    store, _ = one_of(request, caller, key_id)
    if field(form, "sure") != _SURE:
        return _unsure(request, caller, key_id)
    try:
        return _secret(request, *store.rotate(key_id))
    except ServiceError as error:
        message = error.message(Frame.of(request).language)
        return answer_with(request, caller, key_id, error=message)


@router.post("/keys/{key_id}/revoke", openapi_extra=needs("admin"))
def revoke(key_id: str, request: Request, form: OwnForm, caller: TheCaller) -> Response:
    """End a key. Not the one that somebody has signed in with: nobody might be left to make another."""
    store, _ = one_of(request, caller, key_id)
    frame = Frame.of(request)
    if caller.key is not None and caller.key.id == key_id:
        return answer_with(request, caller, key_id, error=frame.words.text("keys.own"))
    if field(form, "sure") != _SURE:
        return _unsure(request, caller, key_id)
    store.revoke(key_id)
    return RedirectResponse(frame.link(f"/keys/{key_id}"), HTTPStatus.SEE_OTHER)


def _unsure(request: Request, caller: Caller, key_id: str) -> Response:
    return answer_with(
        request, caller, key_id, error=Frame.of(request).words.text("keys.tick-first")
    )


def _organisation(form: FormData, caller: Caller) -> str | None:
    """Whose a new key is: an organisation's administrator makes keys of that organisation alone."""
    if not caller.viewer.everything:
        return caller.key.organisation if caller.key else None
    return field(form, "organisation").strip() or None


def _daily(text: str) -> int | None:
    """How many requests a day; None for as many as anybody. Raises ValueError."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not (number := int(text[:10])) > 0:
        raise ValueError(text)
    return number


def _secret(request: Request, key: Key, secret: Secret) -> Response:
    response = render(
        request,
        "key_secret.html",
        key=key,
        secret=secret.text,
        snippet=snippet(request, key, secret.text),
    )
    response.headers.update(NO_STORE)
    return response


def _form(
    request: Request, caller: Caller, form: FormData, *, error: tuple[str, str] | None = None
) -> Response:
    store = state_of(request).keys
    known = {key.organisation for key in store or () if key.organisation and may_see(caller, key)}
    scopes: Sequence[Scope] = SCOPES
    return render(
        request,
        "key_form.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        has_keys=store is not None,
        scopes=scopes,
        chosen=form.getlist("scope"),
        given={name: field(form, name) for name in ("name", "organisation", "origins", "daily")},
        expires=field(form, "expires") if "expires" in form else PERIODS[2],
        periods=PERIODS,
        fixed=None if caller.viewer.everything else _organisation(form, caller),
        organisations=sorted(known),
        error=error,
    )

"""Signing in with a key, and out."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from service.access.scoped_route import needs
from service.pages import sessions
from service.pages.addresses import own_address
from service.pages.forms import OwnForm, field, own_form
from service.pages.page_route import SIGN_IN, PageRoute
from service.pages.rendering import render
from service.state import state_of

router = APIRouter(route_class=PageRoute)


@router.get(SIGN_IN, openapi_extra=needs("none"))
def ask_for_key(request: Request) -> Response:
    """Ask for a key."""
    following = own_address(request.query_params.get("next"))
    if state_of(request).keys is None:
        return RedirectResponse(following, HTTPStatus.SEE_OTHER)
    return render(request, "sign_in.html", following=following, failed=False)


@router.post(SIGN_IN, openapi_extra=needs("none"))
def sign_in(request: Request, form: OwnForm) -> Response:
    """Let the holder of a valid key in. Raises Refusal (429) after too many wrong ones."""
    state = state_of(request)
    keys, following = state.keys, own_address(field(form, "next"))
    state.guard.check_address(request.scope)
    response = RedirectResponse(following, HTTPStatus.SEE_OTHER)
    secure = request.url.scheme == "https"
    if keys is None or sessions.begin(keys, field(form, "key"), response, secure=secure):
        return response
    state.guard.count_failure(request.scope)
    status = HTTPStatus.FORBIDDEN
    return render(request, "sign_in.html", status=status, following=following, failed=True)


@router.post("/sign-out", openapi_extra=needs("none"), dependencies=[Depends(own_form)])
def sign_out() -> Response:
    """Forget who is signed in."""
    response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    sessions.end(response)
    return response

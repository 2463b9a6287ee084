"""Which keys there are, for whoever runs the service; never their secrets."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response

from service.access.caller import Caller
from service.access.keys import Key
from service.access.scoped_route import needs
from service.pages.page_route import PageRoute
from service.pages.rendering import render
from service.routes.forms import TheCaller
from service.state import state_of

router = APIRouter(route_class=PageRoute)


@router.get("/keys", openapi_extra=needs("admin"))
def keys(request: Request, caller: TheCaller) -> Response:
    """List the keys."""
    store = state_of(request).keys
    listed = [key for key in store or () if _may_see(caller, key)]
    now = datetime.now(UTC)
    return render(
        request,
        "keys.html",
        keys=[(key, _state(key, now)) for key in listed],
        has_keys=store is not None,
    )


def _may_see(caller: Caller, key: Key) -> bool:
    """An organisation's administrator sees the keys of that organisation."""
    return caller.viewer.everything or (
        caller.key is not None and key.organisation == caller.key.organisation
    )


def _state(key: Key, now: datetime) -> str:
    if key.is_valid(now):
        return "valid"
    return "revoked" if key.revoked_at else "expired"

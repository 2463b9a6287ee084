"""Which keys there are and how much they are used, for whoever runs the service; never their secrets."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from service.access.caller import Caller
from service.access.key_store import KeyStore
from service.access.keys import Key
from service.access.scoped_route import needs
from service.errors import Refusal
from service.pages.page_route import PageRoute
from service.pages.rendering import render
from service.routes.forms import TheCaller
from service.routes.widget import loading
from service.state import state_of

router = APIRouter(route_class=PageRoute)

PLACEHOLDER = "mitra_…"
"""Stands in a snippet for a key that cannot be shown again."""

_ELEMENT = Markup('{loading}\n<mitra-search key="{key}"></mitra-search>')


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A key with its state, its requests of today, and the last day on which it made any."""

    key: Key
    state: str
    today: int
    last_day: date | None


@router.get("/keys", openapi_extra=needs("admin"))
def keys(request: Request, caller: TheCaller) -> Response:
    """List the keys."""
    store = state_of(request).keys
    listed = [] if store is None else _shown(store, [key for key in store if may_see(caller, key)])
    return render(request, "keys.html", keys=listed, has_keys=store is not None)


def one_of(request: Request, caller: Caller, key_id: str) -> tuple[KeyStore, Key]:
    """A key that the caller may see. Raises Refusal (404), for those of others too."""
    store = state_of(request).keys
    found = next((key for key in store or () if key.id == key_id and may_see(caller, key)), None)
    if store is None or found is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "no-such-key")
    return store, found


def answer_with(
    request: Request, caller: Caller, key_id: str, *, error: str | None = None
) -> Response:
    """The page of a key; `error`: why it was not changed."""
    store, key = one_of(request, caller, key_id)
    [shown] = _shown(store, [key])
    return render(
        request,
        "key.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        shown=shown,
        key=key,
        is_own=caller.key is not None and caller.key.id == key.id,
        snippet=snippet(request, key, PLACEHOLDER),
        error=error,
    )


def snippet(request: Request, key: Key, secret: str) -> str | None:
    """What a portal puts into its page; None for a key that is not for pages."""
    if key.scopes != ("search",) or not key.origins:
        return None
    tag = Markup(loading(str(request.base_url)).html)  # noqa: S704 - escaped where it is made
    return _ELEMENT.format(loading=tag, key=secret)


def may_see(caller: Caller, key: Key) -> bool:
    """An organisation's administrator sees the keys of that organisation."""
    return caller.viewer.everything or (
        caller.key is not None and key.organisation == caller.key.organisation
    )


def _shown(store: KeyStore, listed: list[Key]) -> list[ShownKey]:
    now, today, days = datetime.now(UTC), store.usage.today(), store.usage.last_days()
    return [
        ShownKey(key, _state(key, now), today.get(key.id, 0), days.get(key.id)) for key in listed
    ]


def _state(key: Key, now: datetime) -> str:
    if key.is_valid(now):
        return "valid"
    return "revoked" if key.revoked_at else "expired"

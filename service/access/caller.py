"""Who calls: recognised by what the request carries, once, before anything else of it is read."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import Headers

from recommender.sight import OPERATOR, PUBLIC, Viewer, visitors_of
from service.access import search_tokens
from service.access.key_store import KeyStore
from service.access.keys import SCOPES, Key, Scope, Secret
from service.errors import Refusal

_SCHEME = "bearer "


@dataclass(frozen=True, slots=True)
class Caller:
    """What a caller may do, and as whom it looks at the catalogue.

    `key` is None where the service has no keys and only this machine can reach it, and for the public
    that looks at its pages.
    """

    key: Key | None
    scopes: frozenset[Scope]
    viewer: Viewer

    @classmethod
    def of_this_machine(cls) -> "Caller":
        """Whoever runs the service, who needs no key."""
        return cls(None, frozenset(SCOPES), OPERATOR)

    @classmethod
    def of_the_public(cls, *, may_search: bool) -> "Caller":
        """Somebody without a key who looks at the pages of a service that has keys."""
        return cls(None, frozenset({"search"}) if may_search else frozenset(), PUBLIC)


def recognise(headers: Headers, keys: KeyStore | None) -> Caller:
    """The caller of a request. Raises Refusal (401) without a valid key or token.

    Without `keys` everybody is whoever runs the service: then only this machine reaches it.
    """
    if keys is None:
        return Caller.of_this_machine()
    given = headers.getlist("authorization")
    if len(given) != 1 or not given[0].lower().startswith(_SCHEME):
        raise _refusal("key-missing")
    text = given[0][len(_SCHEME) :].strip()
    caller = _of_key(text, keys) if text.startswith("mitra_") else _of_token(text, keys)
    if caller is None:
        raise _refusal("key-invalid")
    return caller


def _of_key(text: str, keys: KeyStore) -> Caller | None:
    secret = Secret.read(text)
    key = keys.find(secret) if secret else None
    return Caller(key, key.allowed, key.viewer) if key else None


def _of_token(text: str, keys: KeyStore) -> Caller | None:
    verified = search_tokens.verify(text, keys)
    if verified is None:
        return None
    key, filters = verified
    if "search" not in key.allowed:
        return None
    # A visitor never sees contacts, and never more than the portal itself.
    voice = visitors_of(key.organisation) if key.organisation else None
    visitor = Viewer(key.viewer.organisation, within=filters, voice=voice)
    return Caller(key, frozenset({"search"}), visitor)


def _refusal(code: str) -> Refusal:
    return Refusal(HTTPStatus.UNAUTHORIZED, code, {"WWW-Authenticate": "Bearer"})

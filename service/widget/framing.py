"""Who may show the service in a frame, and with which rights the frame then asks.

A frame is named by the id of a key that is for searching alone. The id is no secret and proves nothing;
it says whose pages may show the frame, and the frame sees what everybody sees. What it searches with is
a token that the service signs itself and that ends soon, so the key stays out of addresses.
"""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from service.access import search_tokens
from service.access.key_store import KeyStore
from service.errors import Refusal

LIFETIME = timedelta(hours=8)
"""How long an open frame can search: a working day at a desk."""

# Without keys only this machine reaches the service, and only its own pages may show it.
_OF_THIS_MACHINE = ("'self'", "http://127.0.0.1:*", "http://localhost:*", "http://[::1]:*")


@dataclass(frozen=True, slots=True)
class Framing:
    """What a frame is allowed: `ancestors` as frame-ancestors of a Content-Security-Policy."""

    ancestors: tuple[str, ...]
    token: str | None


def framing(keys: KeyStore | None, key_id: str | None) -> Framing:
    """What the frame of a key may do. Raises Refusal (403) where no page may show it."""
    if keys is None:
        return Framing(_OF_THIS_MACHINE, None)
    signer = keys.signer(key_id) if key_id else None
    if signer is None or signer[0].scopes != ("search",) or not signer[0].origins:
        raise Refusal(HTTPStatus.FORBIDDEN, "embed-refused")
    key, token_secret = signer
    return Framing(key.origins, search_tokens.sign_as(key.id, token_secret, LIFETIME))

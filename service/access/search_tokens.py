"""Search tokens: what a portal signs for its visitors, who can neither widen nor prolong it.

A token is a JWT (RFC 7519) with HS256, the id of a key as `kid`, an `exp` and, where the portal likes,
`filters`. It is signed with what `Secret.token_secret` derives from the key, so that the portal needs no
request to make one, and the key itself never leaves it.
"""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from recommender.errors import FilterError
from recommender.filters import Filters
from service.access.key_store import KeyStore
from service.access.keys import Key, Secret

LONGEST = timedelta(days=1)
"""How far ahead a token may expire."""

ALGORITHM = "HS256"

COLUMNS = ("country", "region", "city", "tier", "language", "organisation")
"""The filters that a token may hold."""


def sign(secret: Secret, lifetime: timedelta, filters: dict[str, Any] | None = None) -> str:
    """Make a token, as a portal does. `filters` as in a search; see `COLUMNS`."""
    now = datetime.now(UTC)
    claims = {"iat": now, "exp": now + lifetime, "filters": filters or {}}
    return jwt.encode(claims, secret.token_secret, algorithm=ALGORITHM, headers={"kid": secret.id})


def verify(text: str, keys: KeyStore) -> tuple[Key, Filters] | None:
    """The key that a token was signed with, and its filters; None for what is no valid token."""
    try:
        named = jwt.get_unverified_header(text).get("kid")
        signer = keys.signer(named) if isinstance(named, str) else None
        if signer is None:
            return None
        key, secret = signer
        claims = jwt.decode(text, secret, algorithms=[ALGORITHM], options={"require": ["exp"]})
        return (key, _filters(claims)) if _is_short(claims) else None
    except (jwt.PyJWTError, FilterError, ValueError):
        return None


def _is_short(claims: dict[str, Any]) -> bool:
    return float(claims["exp"]) <= (datetime.now(UTC) + LONGEST).timestamp()


def _filters(claims: dict[str, Any]) -> Filters:
    given = claims.get("filters") or {}
    if not isinstance(given, dict):
        raise ValueError("filters that are no object")  # noqa: TRY004 - what a client sent
    filters = Filters.parse(given)
    others = {field.name for field in fields(Filters)} - set(COLUMNS)
    # A filter that were passed over would show more than the portal meant.
    if any(getattr(filters, name) for name in others):
        raise ValueError("filters that a token cannot hold")
    return filters

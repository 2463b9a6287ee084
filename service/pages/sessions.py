"""Being signed in: a cookie that says which key somebody has shown, and not the key.

A session is a JWT (RFC 7519) with the id of the key as `kid`. It is signed with what only the service
can derive, from a secret of its own and from one of the key: so it ends when the key is revoked, expires
or is exchanged, without anything being stored for it.
"""

import hmac
from datetime import UTC, datetime, timedelta

import jwt
from fastapi import Request, Response

from service.access.caller import Caller
from service.access.key_store import KeyStore
from service.access.keys import Secret

COOKIE = "mitra-session"

LIFETIME = timedelta(hours=12)
"""A working day; nobody stays signed in overnight at a desk that several people use."""

_ALGORITHM = "HS256"
_PURPOSE = b"mitra sessions"


def begin(keys: KeyStore, text: str, response: Response, *, secure: bool) -> Caller | None:
    """Let the holder of a key in; None for what is no valid key.

    `secure`: the browser is to send the cookie over HTTPS alone.
    """
    secret = Secret.read(text.strip())
    key = keys.find(secret) if secret else None
    if secret is None or key is None:
        return None
    session = jwt.encode(
        {"exp": datetime.now(UTC) + LIFETIME},
        _signing(keys, secret.token_secret),
        algorithm=_ALGORITHM,
        headers={"kid": key.id},
    )
    response.set_cookie(
        COOKIE,
        session,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=secure,
    )
    return Caller(key, key.allowed, key.viewer)


def end(response: Response) -> None:
    """Forget who is signed in."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


def caller(request: Request, keys: KeyStore) -> Caller | None:
    """Who is signed in, with what their key allows now; None where nobody is."""
    session = request.cookies.get(COOKIE)
    if not session:
        return None
    try:
        named = jwt.get_unverified_header(session).get("kid")
        signer = keys.signer(named) if isinstance(named, str) else None
        if signer is None:
            return None
        key, token_secret = signer
        jwt.decode(
            session,
            _signing(keys, token_secret),
            algorithms=[_ALGORITHM],
            options={"require": ["exp"]},
        )
    except (jwt.PyJWTError, ValueError):
        return None
    return Caller(key, key.allowed, key.viewer)


def _signing(keys: KeyStore, token_secret: str) -> bytes:
    return hmac.digest(keys.own_secret(), _PURPOSE + token_secret.encode(), "sha256")

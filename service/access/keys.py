"""Keys: what they are made of, and what one allows.

A key is `mitra_<id>_<secret>`. The id names it in lists and logs; the secret has 256 random bits and is
shown once. Kept is its SHA-256: with so many bits nobody finds the secret by trying, so a slow password
hash would protect nothing and cost every request (NIST SP 800-63B, 5.1.2.2).
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from recommender.sight import OPERATOR, PUBLIC, Viewer, visitors_of

Scope: TypeAlias = Literal["search", "read", "write", "reports", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

_IMPLIED: dict[Scope, tuple[Scope, ...]] = {
    "search": ("search",),
    "read": ("search", "read"),
    "write": ("search", "read", "write"),
    "reports": ("search", "read", "reports"),
    "admin": SCOPES,
}

_SECRET_BYTES = 32
_ID_BYTES = 5
_FORM = re.compile(r"mitra_(?P<id>[0-9a-f]{10})_(?P<secret>[0-9A-Za-z_-]{43})")

# One secret serves two purposes; from neither digest follows the other, or the secret.
_TOKENS = b"mitra search tokens"


@dataclass(frozen=True, slots=True)
class Key:
    """What a key allows. Times are in UTC.

    `organisation`: whose companies are its own; without one, a key of scope `admin` is that of whoever
    runs the service. `origins`: pages (scheme, host and port) that may use it in a browser.
    `daily_requests`: how many it may make a day, None for as many as anybody.
    """

    id: str
    name: str
    organisation: str | None
    scopes: tuple[Scope, ...]
    origins: tuple[str, ...]
    daily_requests: int | None
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def allowed(self) -> frozenset[Scope]:
        """Its scopes, and those that they imply."""
        return frozenset(scope for named in self.scopes for scope in _IMPLIED[named])

    @property
    def viewer(self) -> Viewer:
        """As whom it looks at the catalogue.

        A key for searching stands in pages that everybody can read, so it sees what everybody sees; it
        judges as the visitors of those pages.
        """
        if self.organisation is None:
            return OPERATOR if "admin" in self.scopes else PUBLIC
        if "read" in self.allowed:
            return Viewer(self.organisation, contacts=True)
        return Viewer(voice=visitors_of(self.organisation))

    def is_valid(self, now: datetime) -> bool:
        """Whether it has neither expired nor been revoked."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class Secret:
    """A key as its holder has it. Never stored, never logged."""

    id: str
    text: str

    @classmethod
    def new(cls, key_id: str | None = None) -> "Secret":
        """Make one up, for a new key or for one that exists."""
        key_id = key_id or secrets.token_hex(_ID_BYTES)
        return cls(key_id, f"mitra_{key_id}_{secrets.token_urlsafe(_SECRET_BYTES)}")

    @classmethod
    def read(cls, text: str) -> "Secret | None":
        """Read what a client has sent; None for what can be no key."""
        match = _FORM.fullmatch(text)
        return cls(match["id"], text) if match else None

    def __repr__(self) -> str:
        """Leave the secret out of logs and tracebacks."""
        return f"Secret({self.id!r})"

    @property
    def digest(self) -> str:
        """SHA-256 (hex), which is what the service keeps."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def token_secret(self) -> str:
        """What search tokens are signed with (hex)."""
        return hmac.digest(self.text.encode(), _TOKENS, "sha256").hex()

    def is_of(self, digest: str) -> bool:
        """Whether this is the key of a digest, in a time that says nothing about it."""
        return hmac.compare_digest(self.digest, digest)

"""What a new key may be, wherever it is asked for: on the command line, or on the page of the keys."""

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from service.access.keys import SCOPES
from service.errors import ServiceError

_DAYS = re.compile(r"(\d{1,5})d")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?|https?://\[[0-9a-f:]+\](?::\d{1,5})?")

# What these scopes allow is about the companies of an organisation.
_OF_AN_ORGANISATION = {"read", "write", "reports"}


def check_scopes(scopes: Collection[str], organisation: str | None) -> None:
    """Raise ServiceError for an unknown scope, and where a key would need an organisation, or has an empty one."""
    for named in scopes:
        if named not in SCOPES:
            raise ServiceError("unknown-scope", name=named, valid=", ".join(SCOPES))
    if organisation is not None and not organisation.strip():
        raise ServiceError("empty-organisation")
    if organisation is None and _OF_AN_ORGANISATION & {*scopes} and "admin" not in scopes:
        raise ServiceError("key-of-nobody")


def origin(said: str) -> str:
    """The origin of a web page, "https://portal.example.or.id". Raises ServiceError."""
    written = said.strip().lower().rstrip("/")
    if not _ORIGIN.fullmatch(written):
        raise ServiceError("bad-origin", text=said)
    return written


def end(said: str) -> datetime:
    """The end of a key: so many days from now, "90d", or a date (the end of that day, UTC).

    Raises ServiceError.
    """
    now = datetime.now(UTC)
    try:
        if match := _DAYS.fullmatch(said):
            return now + timedelta(days=int(match[1]))
        moment = datetime.fromisoformat(said)
        if len(said) == len("2026-01-01"):
            moment += timedelta(days=1)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    except (ValueError, OverflowError) as error:
        raise ServiceError("bad-expiry", text=said) from error
    if moment <= now:
        raise ServiceError("expiry-past", text=said)
    return moment

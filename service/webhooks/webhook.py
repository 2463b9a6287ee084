"""What a webhook is, and to which addresses one may lead."""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any, Literal, TypeAlias
from urllib.parse import SplitResult, urlsplit

from sqlalchemy import Row

from service.checked_connection import PORTS
from service.errors import ServiceError
from service.public_addresses import Address, AddressError, Network, is_public
from service.webhooks.notice import NoticeType

MAX_URL = 2_000
"""Characters of the address of a webhook."""

State: TypeAlias = Literal["on", "failing", "off"]

_SECRET_BYTES = 32
_ID_BYTES = 5


class WebhookError(ServiceError):
    """A webhook that cannot be set, or is not there."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told what has been done. Times are in UTC.

    `owner`: whose imports and jobs it is told (`service.jobs.owners`); `organisation`: the name of that
    owner, None for whoever runs the service. `private_address`: an address of the own network that it may
    lead to besides public ones. `failing_since`: None where the last attempt has arrived; `off_since`:
    nothing more is sent.
    """

    id: str
    owner: str
    organisation: str | None
    url: str
    types: tuple[NoticeType, ...]
    private_address: str | None
    secret: str = field(repr=False)
    created_at: datetime
    failing_since: datetime | None = None
    off_since: datetime | None = None

    @property
    def state(self) -> State:
        """Whether it is told anything, and whether that arrives."""
        return "off" if self.off_since else "failing" if self.failing_since else "on"

    @property
    def place(self) -> SplitResult:
        """Its address in parts."""
        return urlsplit(self.url)

    @property
    def receivers(self) -> "Receivers":
        """Where a connection for it may go."""
        private = ip_address(self.private_address) if self.private_address else None
        return Receivers(private, public=self.place.scheme == "https")


@dataclass(frozen=True, slots=True)
class Receivers(Network):
    """Where webhooks lead: public addresses, and one private one that whoever runs the service has named."""

    private: Address | None = None
    public: bool = True

    def permits(self, address: Address) -> bool:
        """Whether an address may be connected to."""
        return address == self.private or (self.public and is_public(address))


def new_id() -> str:
    """An id for a webhook."""
    return secrets.token_hex(_ID_BYTES)


def new_secret() -> str:
    """What deliveries are signed with: 256 random bits, written as Standard Webhooks says."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def check_address(url: str, private_address: str | None) -> None:
    """Raise WebhookError for an address that nothing would be sent to.

    It has to be https, and every address of its host public, or the private one that is named. To that one
    http will do. Looked up here, it is looked up and checked again with every delivery.
    """
    private = _private(private_address)
    try:
        place = urlsplit(url)
        host, port, named = place.hostname or "", place.port, place.username or place.password
    except ValueError as error:
        raise WebhookError("webhook-bad-address") from error
    fitting = url.isascii() and url.isprintable() and " " not in url and len(url) <= MAX_URL
    if place.scheme not in PORTS or not host or named is not None or place.fragment or not fitting:
        raise WebhookError("webhook-bad-address")
    if place.scheme != "https" and private is None:
        raise WebhookError("webhook-not-https")
    try:
        Receivers(private, public=place.scheme == "https").check(host, port or PORTS[place.scheme])
    except AddressError as error:
        if error.code == "address-not-public":
            raise WebhookError("webhook-not-public", **error.values) from error
        raise


def _private(text: str | None) -> Address | None:
    try:
        return ip_address(text) if text is not None else None
    except ValueError as error:
        raise WebhookError("webhook-bad-private", text=text) from error


def read_webhook(row: Row[Any]) -> Webhook:
    """The webhook of a row of the service's database."""

    def moment(value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None

    return Webhook(
        row.id,
        row.owner,
        row.organisation,
        row.url,
        tuple(row.types),
        row.private_address,
        row.secret,
        row.created_at.replace(tzinfo=UTC),
        moment(row.failing_since),
        moment(row.off_since),
    )

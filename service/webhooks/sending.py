"""One attempt to tell a webhook something."""

import http.client
import ssl
import time
from datetime import UTC, datetime
from http import HTTPStatus

from standardwebhooks import Webhook as Signature

from service.checked_connection import CheckedConnection
from service.public_addresses import AddressError, Network
from service.webhooks.outbox import Outcome
from service.webhooks.webhook import Webhook

MAX_DELIVERY_SECONDS = 10
"""Seconds that looking up, connecting and the answer of a receiver may take."""

_FAILURES = {"address-not-public": "not-public", "address-unknown": "unknown-host"}


def send(
    webhook: Webhook,
    message_id: str,
    body: str,
    *,
    network: Network | None = None,
    seconds: float = MAX_DELIVERY_SECONDS,
) -> Outcome:
    """Tell a webhook something; any status 2xx says that it has arrived.

    Redirections are not followed, and what the answer holds is not read. `network`: other than the one
    that the webhook may use, for tests.
    """
    place, deadline = webhook.place, time.monotonic() + seconds
    connection = CheckedConnection(place, network or webhook.receivers, seconds)
    path = (place.path or "/") + (f"?{place.query}" if place.query else "")
    with connection.ending_at(deadline) as late:
        try:
            connection.request("POST", path, body.encode(), _headers(webhook, message_id, body))
            status = connection.getresponse().status
        except AddressError as error:
            return Outcome(_FAILURES[error.code])
        except ssl.SSLError:
            return Outcome("too-slow" if late.is_set() else "tls")
        except (OSError, http.client.HTTPException, ValueError) as error:
            slow = late.is_set() or isinstance(error, TimeoutError)
            return Outcome("too-slow" if slow else "unreachable")
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Outcome()
    return Outcome(str(status), gone=status == HTTPStatus.GONE)


def _headers(webhook: Webhook, message_id: str, body: str) -> dict[str, str]:
    now = datetime.now(UTC)
    return {
        "Content-Type": "application/json",
        "User-Agent": "mitra-webhook",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Signature(webhook.secret).sign(message_id, now, body),
    }

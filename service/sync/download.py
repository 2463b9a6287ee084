"""Fetching one file from the web, from hosts that are allowed, within limits of size and time."""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urljoin, urlsplit

from service.checked_connection import PORTS, CheckedConnection
from service.public_addresses import INTERNET, Network
from service.sync.errors import SyncError

MAX_DOWNLOAD = 256 * 1024**2
"""Bytes of a file that is fetched."""
MAX_REDIRECTS = 5
MAX_DOWNLOAD_SECONDS = 300
"""Seconds that looking up, connecting, all redirects and the whole file may take."""

_IDLE_SECONDS = 30
_CHUNK = 64 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}
_OK = 200


@dataclass(frozen=True, slots=True)
class Allowance:
    """From whom and how much is fetched. Seconds are those of the whole download."""

    hosts: tuple[str, ...]
    network: Network = INTERNET
    largest: int = MAX_DOWNLOAD
    seconds: float = MAX_DOWNLOAD_SECONDS


def download(url: str, target: Path, allowance: Allowance, token: str | None = None) -> str:
    """Fetch `url` into `target`; returns the media type of the answer, "" where it names none.

    `token` is sent to the host of `url` alone, over https alone. Raises SyncError and AddressError.
    """
    deadline = time.monotonic() + allowance.seconds
    first = _split(url, allowance)
    place = first
    for _ in range(MAX_REDIRECTS + 1):
        headers = {"Accept-Encoding": "identity", "User-Agent": "mitra-sync"}
        same_host = (place.scheme, place.netloc) == (first.scheme, first.netloc)
        if token and same_host:
            headers["Authorization"] = f"Bearer {token}"
        with _answer(place, headers, allowance, deadline) as answer:
            if answer.status in _REDIRECTS:
                location = answer.getheader("Location") or ""
                place = _split(urljoin(place.geturl(), location), allowance)
                continue
            if answer.status != _OK:
                raise SyncError("sync-http-status", host=place.hostname, status=answer.status)
            _save(answer, target, allowance, place)
            # Where the connection was ended for its time, the file may look whole.
            if time.monotonic() >= deadline:
                raise TimeoutError
            return (
                str(answer.headers.get_content_type()) if "Content-Type" in answer.headers else ""
            )
    raise SyncError("sync-too-many-redirects", host=first.hostname, limit=MAX_REDIRECTS)


def _split(url: str, allowance: Allowance) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, scheme, _ = parts.hostname or "", parts.scheme, parts.port
    except ValueError as error:
        raise SyncError("sync-bad-address") from error
    if scheme not in PORTS or not host or not url.isascii() or not url.isprintable() or " " in url:
        raise SyncError("sync-bad-address")
    if host not in {allowed.lower() for allowed in allowance.hosts}:
        raise SyncError("sync-host-not-allowed", host=host, allowed=", ".join(allowance.hosts))
    return parts


@contextmanager
def _answer(
    place: SplitResult, headers: dict[str, str], allowance: Allowance, deadline: float
) -> Iterator[http.client.HTTPResponse]:
    connection = CheckedConnection(place, allowance.network, _IDLE_SECONDS)
    path = (place.path or "/") + (f"?{place.query}" if place.query else "")
    with connection.ending_at(deadline) as late:
        try:
            connection.request("GET", path, headers=headers)
            yield connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            if late.is_set() or time.monotonic() >= deadline:
                limit = round(allowance.seconds)
                raise SyncError("sync-too-slow", host=place.hostname, limit=limit) from error
            detail = str(error)[:200] or type(error).__name__
            raise SyncError("sync-unreachable-host", host=place.hostname, detail=detail) from error


def _save(
    answer: http.client.HTTPResponse, target: Path, allowance: Allowance, place: SplitResult
) -> None:
    size = 0
    with target.open("wb", buffering=0) as file:
        while chunk := answer.read1(_CHUNK):
            size += len(chunk)
            if size > allowance.largest:
                limit = allowance.largest // 2**20
                raise SyncError("sync-too-large", host=place.hostname, limit=limit)
            try:
                file.write(chunk)
            except OSError as error:
                raise SyncError("sync-no-space", path=target) from error
    if answer.length:  # what the server had announced, less what it sent
        raise SyncError("sync-cut-off", host=place.hostname)

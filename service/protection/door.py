"""What is turned away before anything of it is looked at."""

import ipaddress
import re
from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.errors import Refusal
from service.problems import answer_refusal

MAX_HEAD = 32 * 1024
"""Bytes of a request's address and headers together."""

MAX_HEADERS = 100

_KEY = re.compile(rb"mitra_[0-9a-f]{10}_[0-9A-Za-z_-]{43}")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^:\[\]/@?#]+)(?::\d{1,5})?", re.IGNORECASE)


class Door:
    """Refuse heads that are too large, keys in addresses, and hosts that are not this service.

    `hosts`: names that the service is asked under, besides those of this machine itself; None for any. A
    service without keys needs the check: a page of another site that has its own name lead to this
    machine (DNS rebinding) would otherwise read the catalogue through the browser of whoever sits here.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None = None) -> None:
        self._app = app
        self._hosts = None if hosts is None else {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in."""
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            await answer_refusal(refusal, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = scope["headers"]
        path = scope.get("raw_path") or scope["path"].encode("utf-8", "surrogateescape")
        address = path + b"?" + scope["query_string"]
        size = len(address) + sum(len(name) + len(value) + 4 for name, value in headers)
        if size > MAX_HEAD or len(headers) > MAX_HEADERS:
            return Refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "head-too-large")
        if _KEY.search(unquote_to_bytes(address)):
            return Refusal(HTTPStatus.BAD_REQUEST, "key-in-address")
        if self._hosts is not None and not self._is_ours(Headers(scope=scope)):
            return Refusal(HTTPStatus.BAD_REQUEST, "unknown-host")
        return None

    def _is_ours(self, headers: Headers) -> bool:
        given = headers.getlist("host")
        match = _HOST.fullmatch(given[0].strip()) if len(given) == 1 else None
        if match is None:
            return False
        name = match["name"].lower().rstrip(".")
        return name == "localhost" or name in (self._hosts or ()) or _is_loopback(name)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False

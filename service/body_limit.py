"""How large a request may be."""

import re
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 256 * 1024
"""Bytes. The longest query with a hundred values for every filter is smaller."""

MAX_WORKBOOK = 10 * 1024 * 1024
"""Bytes of an organiser's workbook."""

LARGER = ((re.compile(r"/v1/events/[^/]+/check"), MAX_WORKBOOK),)
"""Paths at which more is expected, and how much."""


class BodyLimit:
    """Stop reading a request when its body exceeds `maximum` bytes, and refuse it (413).

    At the paths in `LARGER` more is allowed.
    """

    def __init__(self, app: ASGIApp, maximum: int = MAX_BODY) -> None:
        self._app = app
        self._maximum = maximum

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is small enough."""
        read = 0
        path = scope.get("path", "")
        larger = (size for form, size in LARGER if form.fullmatch(path))
        maximum = next(larger, self._maximum)

        async def receive_some() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > maximum:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, receive_some, send)

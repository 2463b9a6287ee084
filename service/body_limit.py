"""How large a request may be."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 256 * 1024
"""Bytes. The longest query with a hundred values for every filter is smaller."""


class BodyLimit:
    """Stop reading a request when its body exceeds `maximum` bytes, and refuse it (413).

    `others`: another maximum for the paths that take files.
    """

    def __init__(
        self, app: ASGIApp, maximum: int = MAX_BODY, others: Mapping[str, int] | None = None
    ) -> None:
        self._app = app
        self._maximum = maximum
        self._others = others or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is small enough."""
        read = 0
        maximum = self._others.get(scope.get("path", ""), self._maximum)

        async def receive_some() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > maximum:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, receive_some, send)

"""How long the body of a request may be on its way."""

import asyncio
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import Refusal

MAX_BODY_SECONDS = 15
"""What a body gets in any case, and what it may pause."""

BYTES_A_SECOND = 16 * 1024
"""What a larger body has to come at, on the whole."""


class BodyTime:
    """Give up on bodies that come too slowly (408), so that nobody holds a request open for nothing."""

    def __init__(self, app: ASGIApp, seconds: float = MAX_BODY_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        clock = asyncio.get_running_loop().time
        began = clock()
        read = 0
        complete = False

        async def receive_in_time() -> Message:
            nonlocal read, complete
            if complete:  # what is waited for now is the client going away
                return await receive()
            try:
                async with asyncio.timeout_at(began + self._seconds + read / BYTES_A_SECOND):
                    message = await receive()
            except TimeoutError:
                complete = True
                # The rest of the body is not waited for.
                close = {"Connection": "close"}
                raise Refusal(HTTPStatus.REQUEST_TIMEOUT, "body-too-slow", close) from None
            read += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            return message

        await self._app(scope, receive_in_time, send)

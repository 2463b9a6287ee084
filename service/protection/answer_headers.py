"""What browsers and caches in between are told about every answer."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    # No guessing of media types: data stays data.
    "X-Content-Type-Options": "nosniff",
    # Addresses of searches stay here.
    "Referrer-Policy": "same-origin",
}

UNLESS_SAID = {
    # Data is no page. Pages say what they need.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    # Answers depend on the key. What everybody may keep says so.
    "Cache-Control": "no-store",
}
"""Headers of answers that do not have one of this name."""


class AnswerHeaders:
    """Put the headers on every answer, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(ALWAYS)
                for name, value in UNLESS_SAID.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)

"""Methods that every path answers the same way: HEAD and OPTIONS (RFC 9110, 9.3.2 and 9.3.7)."""

import re
from collections.abc import Collection, Mapping
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PARAMETER = re.compile(r"\{\w+\}")


class AnswerMethods:
    """HEAD is GET without the body; OPTIONS, and an unknown method, learn the methods of the path.

    `paths`: the methods of each, with placeholders as OpenAPI writes them. Where a path has several routes, Starlette names the methods
    of the first alone.
    """

    def __init__(self, app: ASGIApp, paths: Mapping[str, Collection[str]]) -> None:
        self._app = app
        # A path without placeholders goes before one that it would fit into.
        ordered = sorted(paths.items(), key=lambda path: len(_PARAMETER.findall(path[0])))
        self._allowed = [(_pattern(path), _methods(item)) for path, item in ordered]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        allowed = self._of(scope["path"])
        if scope["method"] == "OPTIONS" and allowed:
            answer = Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": allowed})
            await answer(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def send_fitting(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] == HTTPStatus.METHOD_NOT_ALLOWED and allowed:
                    MutableHeaders(scope=message)["Allow"] = allowed
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        if is_head:
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send_fitting)

    def _of(self, path: str) -> str:
        fitting = (methods for form, methods in self._allowed if form.fullmatch(path))
        return ", ".join(sorted(next(fitting, ())))


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(map(re.escape, _PARAMETER.split(path))))


def _methods(named: Collection[str]) -> set[str]:
    methods = {*named, "OPTIONS"}
    return methods | {"HEAD"} if "GET" in methods else methods

"""How large a request may be."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

MAX_BODY = 256 * 1024
"""Bytes, where an operation does not say otherwise. The longest query with a hundred values for every
filter is smaller."""

MAX_WORKBOOK = 10 * 1024 * 1024
"""Bytes of an organiser's workbook."""


def bounded(request: Request, maximum: int) -> Request:
    """The same request, refused (413) once more than `maximum` bytes of its body are read.

    One that announces more is refused at once.
    """
    announced = request.headers.get("content-length", "")
    # int() reads more than digits, and a number of many digits slowly.
    if announced.isdecimal() and int(announced[:20]) > maximum:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    read = 0

    async def receive_some() -> Message:
        nonlocal read
        message = await request.receive()
        read += len(message.get("body", b""))
        if read > maximum:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return Request(request.scope, receive_some)

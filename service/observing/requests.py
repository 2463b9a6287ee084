"""One log line and one count for every request, and its number for whoever asks about it."""

import logging
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from service.observing.metrics import METHODS, Metrics
from service.observing.record import Record, begin_record

_log = logging.getLogger(__name__)

REQUEST_ID = "X-Request-Id"


class ObserveRequests:
    """Give each request a number, note how it was answered, and let no exception pass."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = begin_record(scope)
        began = perf_counter()
        status = 0

        async def send_with_number(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = record.id
            await send(message)

        with bound_contextvars(request_id=record.id):
            try:
                await self._app(scope, receive, send_with_number)
            except Exception:
                # One before the answer has begun is logged where the answer is made.
                if status < 500:  # noqa: PLR2004 - a fault in the middle of an answer
                    _log.exception("an answer was broken off")
                if not status:
                    raise
            finally:
                seconds = perf_counter() - began
                self._metrics.count(record, scope["method"], status, seconds)
                _write(record, scope["method"], status, seconds)


def _write(record: Record, method: str, status: int, seconds: float) -> None:
    # The path may hold a company's id, or what somebody took for a search; the operation says enough.
    said = {
        "method": method if method in METHODS else "other",
        "operation": record.operation or "none",
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
        "key": record.key_id,
        "refusal": record.refusal,
        "waited_ms": _milliseconds(record.waited),
        "worked_ms": _milliseconds(record.worked),
        "query_length": record.query_length,
        "query_language": record.query_language,
        "results": record.results,
    }
    _log.info("request", extra={name: value for name, value in said.items() if value is not None})


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)

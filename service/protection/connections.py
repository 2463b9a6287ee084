"""Connections of clients that keep silent."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_HEAD_SECONDS = 10
"""What a request's address and headers may take to arrive, from the connection or their first byte on."""

MAX_CONNECTIONS = 800
"""Open at once; each is a file, of which a process usually has 1,024."""


class ImpatientProtocol(H11Protocol):
    """uvicorn's connection, which it lets wait without end for the first request and for half a head.

    Between requests uvicorn's own `timeout_keep_alive` holds.
    """

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the head; with too many others, end at once."""
        super().connection_made(transport)
        if len(self.connections) > MAX_CONNECTIONS:
            transport.abort()
        else:
            self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Read on; wait no longer once the head is complete."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._deadline is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        self._deadline = self.loop.call_later(MAX_HEAD_SECONDS, self.timeout_keep_alive_handler)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

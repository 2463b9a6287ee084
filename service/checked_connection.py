"""An HTTP connection to the address that was checked, for no longer than it may take."""

import http.client
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import SHUT_RDWR, socket
from urllib.parse import SplitResult

from service.public_addresses import Network

PORTS = {"http": 80, "https": 443}


class CheckedConnection(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever the name leads to meanwhile.

    `seconds`: what connecting, and each wait for a part of the answer, may take. Connecting raises
    AddressError and OSError.
    """

    def __init__(self, place: SplitResult, network: Network, seconds: float) -> None:
        self._network = network
        self._secure = place.scheme == "https"
        super().__init__(str(place.hostname), place.port or PORTS[place.scheme], timeout=seconds)
        self._seconds = seconds
        # `sock` is given up as soon as an answer without a length has begun.
        self._opened: socket | None = None
        self._late = threading.Event()

    def connect(self) -> None:
        """Connect to a permitted address."""
        self.sock = self._opened = self._network.connect(self.host, self.port, self._seconds)
        if self._secure:
            context = ssl.create_default_context()
            # Greeted afterwards: a greeting without end is cut off like anything else.
            secure = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self._opened = secure
            secure.do_handshake()
        if self._late.is_set():
            raise TimeoutError

    @contextmanager
    def ending_at(self, deadline: float) -> Iterator[threading.Event]:
        """Close it when the block ends, and cut it off at a moment of `time.monotonic`.

        A server that sends a byte now and then never runs into the timeout of a socket. Gives what is
        set when that moment has come.
        """
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield self._late
        finally:
            timer.cancel()
            self.close()

    def _cut(self) -> None:
        self._late.set()
        if self._opened is not None:
            with suppress(OSError):
                self._opened.shutdown(SHUT_RDWR)

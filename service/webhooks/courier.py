"""Delivers what webhooks are to be told, beside everything else that the service does."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from embeddings import MitraError
from service.webhooks.outbox import Delivery, Ended, Outbox, Outcome
from service.webhooks.sending import send
from service.webhooks.webhook import Webhook

MAX_AT_ONCE = 8
"""Deliveries at a time, of which one webhook has one, and those that fail have half."""

LOOK_SECONDS = 0.5
"""How often it is looked whether there is anything to deliver."""

_CLEAN_SECONDS = 3_600
_FAULT_SECONDS = 30

Send = Callable[[Webhook, str, str], Outcome]

_log = logging.getLogger(__name__)


class Courier(AbstractContextManager["Courier"]):
    """A thread that delivers while in `with`, for the catalogue in `folder`.

    Of several services over the same catalogue one delivers: whoever has something first takes a lock that
    the system lets go with the process. Each attempt is a thread of its own that nobody waits for, so a
    receiver that answers late delays nothing, the end of the service neither; what was not noted as
    arrived by then is tried again under the same id. `count` is told what became of each attempt.
    """

    def __init__(
        self, folder: Path, outbox: Outbox, count: Callable[[Ended], None], send: Send = send
    ) -> None:
        self._lock = FileLock(folder / "webhooks.lock", timeout=0)
        self._outbox = outbox
        self._count = count
        self._send = send
        self._busy: dict[str, Delivery] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="webhooks", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Begin no more attempts."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        cleaned = time.monotonic()
        try:
            while not self._stopping.is_set():
                try:
                    self._look()
                    if time.monotonic() - cleaned > _CLEAN_SECONDS:
                        cleaned = time.monotonic()
                        self._outbox.remove_old()
                except (MitraError, OSError):
                    # A full disk, or a busy database: the outbox is still there when that is over.
                    _log.exception("webhooks")
                self._stopping.wait(LOOK_SECONDS)
        finally:
            self._lock.release()

    def _look(self) -> None:
        # A copy: attempts that end meanwhile take themselves out.
        busy = dict(self._busy)
        due = self._outbox.due(busy, MAX_AT_ONCE - len(busy))
        if not due or not self._is_ours():
            return
        failing = sum(delivery.webhook.failing_since is not None for delivery in busy.values())
        for delivery in due:
            if delivery.webhook.failing_since is not None:
                failing += 1
                if failing > MAX_AT_ONCE // 2:
                    continue
            self._busy[delivery.webhook.id] = delivery
            threading.Thread(target=self._try, args=(delivery,), daemon=True).start()

    def _try(self, delivery: Delivery) -> None:
        webhook = delivery.webhook
        try:
            outcome = self._attempt(delivery)
            ended = self._outbox.ended(delivery, outcome)
            self._count(ended)
            said = outcome.failure or "arrived"
            _log.info("webhook %s, %s: %s (%s)", webhook.id, delivery.id, ended, said)
        except (MitraError, OSError):
            # What could not be noted is tried again, as after a crash, and not at once: a receiver is
            # not to be told the same twice a second while our disk is full.
            _log.exception("webhook %s, %s", webhook.id, delivery.id)
            self._stopping.wait(_FAULT_SECONDS)
        finally:
            del self._busy[webhook.id]

    def _attempt(self, delivery: Delivery) -> Outcome:
        try:
            return self._send(delivery.webhook, delivery.id, delivery.body)
        except Exception:  # noqa: BLE001 - see below
            # A fault of ours counts as an attempt, or it would be made again without end.
            _log.exception("webhook %s, %s", delivery.webhook.id, delivery.id)
            return Outcome("unreachable")

    def _is_ours(self) -> bool:
        if not self._lock.is_locked:
            try:
                self._lock.acquire()
            except Timeout:
                return False
        return True

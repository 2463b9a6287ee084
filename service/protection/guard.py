"""What a running service holds back with: the rates of keys and addresses, and the queue."""

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope

from service.access.keys import Key
from service.protection.addresses import counted_address
from service.protection.limits import Limits
from service.protection.queue import WorkQueue
from service.protection.rates import Rates
from service.protection.usage import Usage


class Guard:
    """Limits of one service, with what has been counted of them."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.queue = WorkQueue(self.limits.at_once, self.limits.waiting, self.limits.seconds)
        self._rates = Rates(self.limits)

    def check_address(self, scope: Scope) -> None:
        """Raise Refusal (429) where too many wrong keys have come from lately."""
        self._rates.check_address(counted_address(scope))

    def count_failure(self, scope: Scope) -> None:
        """Remember that a wrong key has come from an address."""
        self._rates.count_failure(counted_address(scope))

    def count_visitor(self, scope: Scope) -> None:
        """Count a search of somebody without a key. Raises Refusal (429)."""
        self._rates.count_search("", counted_address(scope))

    async def count(self, key: Key, scope: Scope, usage: Usage, *, searching: bool) -> None:
        """Count a request of a key. Raises Refusal (429)."""
        if searching:
            self._rates.count_search(key.id, counted_address(scope))
        self._rates.count_request(key.id)
        if not usage.count_at_hand(key):
            await run_in_threadpool(usage.count, key)

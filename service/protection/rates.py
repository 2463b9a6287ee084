"""How often a key and an address may ask, in a window that slides."""

import math
import time
from http import HTTPStatus

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from service.errors import Refusal
from service.protection.limits import Limits


class Rates:
    """Counts requests of the last minute, in memory. Raises Refusal (429) with Retry-After."""

    def __init__(self, limits: Limits) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._failures = RateLimitItemPerMinute(limits.failures, namespace="failures")
        self._requests = RateLimitItemPerMinute(limits.requests, namespace="requests")
        self._searches = RateLimitItemPerMinute(limits.searches, namespace="searches")

    def check_address(self, address: str) -> None:
        """Let nobody try keys without end; while it holds, no key from there is looked at."""
        if not self._limiter.test(self._failures, address):
            raise self._refusal("too-many-failures", self._failures, address)

    def count_failure(self, address: str) -> None:
        """Remember a wrong key."""
        self._limiter.hit(self._failures, address)

    def count_request(self, key_id: str) -> None:
        """Count a request of a key."""
        self._hit("too-many-requests", self._requests, key_id)

    def count_search(self, key_id: str, address: str) -> None:
        """Count what a key of scope `search` suffices for."""
        self._hit("too-many-searches", self._searches, key_id, address)

    def _hit(self, code: str, limit: RateLimitItem, *who: str) -> None:
        if not self._limiter.hit(limit, *who):
            raise self._refusal(code, limit, *who)

    def _refusal(self, code: str, limit: RateLimitItem, *who: str) -> Refusal:
        reset = self._limiter.get_window_stats(limit, *who).reset_time
        # That is when the count begins to fall; it has fallen by one a little later.
        one = limit.get_expiry() / limit.amount
        return too_many(code, reset - time.time() + one)


def too_many(code: str, seconds: float) -> Refusal:
    """A refusal for having asked too much, and after how many seconds to ask again."""
    retry = {"Retry-After": str(max(1, math.ceil(seconds)))}
    return Refusal(HTTPStatus.TOO_MANY_REQUESTS, code, retry)

"""How much may be asked of the service; docs/reference/limits.md lists the defaults."""

import os
from dataclasses import dataclass, field

MAX_FAILURES = 100
"""Requests with a wrong key, per minute and address."""

MAX_REQUESTS = 1_200
"""Requests per minute and key."""

MAX_SEARCHES = 300
"""Requests that need no more than the scope `search`, per minute, key and address.

A portal's search key is in the pages of all its visitors; one of them shall not use it up for the others.
"""

MAX_WAITING = 32
"""Searches that wait for a place; with two places they have all been answered within a second."""

MAX_SECONDS = 60
"""What a search gets from its place on."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits that whoever runs the service may set otherwise; rates are per minute."""

    failures: int = MAX_FAILURES
    requests: int = MAX_REQUESTS
    searches: int = MAX_SEARCHES
    at_once: int = field(default_factory=lambda: os.cpu_count() or 1)
    waiting: int = MAX_WAITING
    seconds: float = MAX_SECONDS

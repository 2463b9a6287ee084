"""How long something will take, from how fast it has been of late."""

from collections import deque

WINDOW_SECONDS = 20.0
"""What is looked back on. Work has stages of different speed, and one that was resumed starts with a leap."""

_LEAST_SECONDS = 1.0
"""Before that nothing is said: the first steps are the least typical ones."""


class TimeLeft:
    """Told the share that is done, 0 to 1, at moments in seconds; says how many are left."""

    def __init__(self) -> None:
        self._told: deque[tuple[float, float]] = deque()

    def after(self, done: float, now: float) -> float | None:
        """Seconds from `now` until everything is done, None where that cannot be told yet."""
        self._told.append((now, done))
        while len(self._told) > 2 and now - self._told[1][0] >= WINDOW_SECONDS:  # noqa: PLR2004 - one to start from, one to end with
            self._told.popleft()
        since, before = self._told[0]
        if now - since < _LEAST_SECONDS or done <= before:
            return None
        return (1 - done) * (now - since) / (done - before)

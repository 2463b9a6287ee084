"""What was made lately, so that it need not be made again, within bounds."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """The values that were used last, at most `limit` of them. Threads may share one."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, keys: Iterable[K]) -> dict[K, V]:
        """Those of `keys` that are remembered, with their values; they now count as used last."""
        with self._lock:
            found = {key: self._values[key] for key in keys if key in self._values}
            for key in found:
                self._values.move_to_end(key)
            return found

    def add(self, values: Mapping[K, V]) -> None:
        """Remember values; those that were not used for longest are forgotten."""
        with self._lock:
            for key, value in values.items():
                self._values[key] = value
                self._values.move_to_end(key)
            while len(self._values) > self._limit:
                self._values.popitem(last=False)

    def through(self, keys: Iterable[K], make: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """The values of `keys`: those that are remembered, and the others as `make` gives them.

        A key that `make` gives nothing for is absent. More keys than are remembered are all made anew:
        they would only drive one another out.
        """
        wanted = list(keys)
        if len(wanted) > self._limit:
            return dict(make(wanted))
        found = self.known(wanted)
        if missing := [key for key in wanted if key not in found]:
            made = make(missing)
            self.add(made)
            found |= made
        return found

    def __len__(self) -> int:
        with self._lock:
            return len(self._values)

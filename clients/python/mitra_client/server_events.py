"""Server-sent events (HTML Standard, 9.2), as far as the service sends them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event: its kind, the id to go on from after a break, and its text."""

    kind: str
    id: str
    data: str


def read_events(lines: Iterable[str]) -> Iterator[ServerEvent]:
    """Read the lines of a stream; comments, and what ends in the middle, are passed over."""
    kind, data = "", list[str]()
    last_id = ""
    for line in lines:
        if not line:
            if data:
                yield ServerEvent(kind or "message", last_id, "\n".join(data))
            kind, data = "", []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            kind = value
        elif name == "data":
            data.append(value)
        elif name == "id":
            last_id = value

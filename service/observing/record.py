"""What is noted down about a request while it is answered."""

import uuid
from dataclasses import dataclass, field

from fastapi import Request
from starlette.types import Scope

_PLACE = "record"


@dataclass(slots=True)
class Record:
    """Notes on one request, for the log and the metrics. No key, token or query text belongs here.

    Times are in seconds; None for what did not happen.
    """

    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    operation: str | None = None
    key_id: str | None = None
    refusal: str | None = None
    query_length: int | None = None
    query_language: str | None = None
    results: int | None = None
    waited: float | None = None
    worked: float | None = None

    @property
    def instance(self) -> str:
        """How a problem document names this request."""
        return f"urn:uuid:{self.id}"

    def searched(self, results: int, query: str | None = None, language: str | None = None) -> None:
        """Note how many results were found, and of a query its length and language alone."""
        self.results = results
        self.query_length = len(query) if query is not None else None
        self.query_language = language


def begin_record(scope: Scope) -> Record:
    """Begin the notes on an ASGI request."""
    record: Record = scope.setdefault("state", {}).setdefault(_PLACE, Record())
    return record


async def record_of(request: Request) -> Record:
    """The notes on a request, so far."""
    return begin_record(request.scope)

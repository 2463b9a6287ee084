"""Sending a file that a job has written, so that no browser runs what is in it."""

import re
import stat
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

from service.media_types import CSV, PARQUET, WORKBOOK

# What a page of a report may do where somebody opens it in the browser all the same: nothing.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

MEDIA_TYPES = {
    ".html": "text/html",
    ".xlsx": WORKBOOK,
    ".csv": CSV,
    ".parquet": PARQUET,
    ".ics": "text/calendar",
    ".json": "application/json",
}
"""Of the files that jobs write. What a machine's own table says of an ending differs between machines."""

ANYTHING = "application/octet-stream"

_ONE_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


class Download(FileResponse):
    """A file to be saved.

    One range of it can be had, to go on after a break; any other Range header is passed over, as RFC
    9110 (14.2) allows: many small ranges would cost more than the file.
    """

    def __init__(self, path: Path, *, opened: bool = False) -> None:
        """`opened`: the browser may show it, in the sandbox, instead of saving it."""
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": SANDBOX,
            "X-Content-Type-Options": "nosniff",
        }
        super().__init__(
            path,
            headers=headers,
            filename=path.name,
            media_type=MEDIA_TYPES.get(path.suffix, ANYTHING),
            content_disposition_type="inline" if opened else "attachment",
            stat_result=path.stat(),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, or the range of it."""
        if not self._is_one_range(Headers(scope=scope).getlist("range")):
            kept = [(name, value) for name, value in scope["headers"] if name != b"range"]
            scope = {**scope, "headers": kept}
        await super().__call__(scope, receive, send)

    def _is_one_range(self, given: list[str]) -> bool:
        match = _ONE_RANGE.fullmatch(given[0]) if len(given) == 1 else None
        assert self.stat_result is not None  # noqa: S101 - given above
        if match is None or not stat.S_ISREG(self.stat_result.st_mode):
            return False
        first, last = int(match[1]), int(match[2] or self.stat_result.st_size)
        return first < self.stat_result.st_size and first <= last

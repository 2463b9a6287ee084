"""What a webhook tells: that something is done, in ids and counts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias, get_args

from recommender.importing import ImportReport

NoticeType: TypeAlias = Literal[
    "import.done", "report.done", "report.failed", "event.done", "event.failed"
]
NOTICE_TYPES: tuple[NoticeType, ...] = get_args(NoticeType)

TEST: Literal["webhook.test"] = "webhook.test"
"""The type of what `mitra webhooks test` sends."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell. `data` holds ids and counts, and no text of a company."""

    type: NoticeType | Literal["webhook.test"]
    data: Mapping[str, str | int | None]

    def body(self, moment: datetime) -> str:
        """The JSON that is sent, and signed: type, time (UTC) and data, as Standard Webhooks says."""
        timestamp = moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        document = {"type": self.type, "timestamp": timestamp, "data": dict(self.data)}
        return json.dumps(document, ensure_ascii=False)


def import_done(
    way: Literal["http", "page", "sync"], report: ImportReport, deleted: int = 0
) -> Notice:
    """That companies have been imported, by which way, and what became of the rows."""
    data: dict[str, str | int | None] = {
        "way": way,
        "read": report.read,
        "saved": report.saved,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": len(report.rejected),
        "deleted": deleted,
    }
    return Notice("import.done", data)

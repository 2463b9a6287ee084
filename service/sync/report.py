"""What became of one sync."""

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from embeddings import InterfaceLanguage
from recommender.importing import ImportReport, Rejection

Kept: TypeAlias = Literal["nothing-came", "more-than-half", "unreadable-rows"]
"""Why companies that vanished were not deleted although that was asked for."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not saved, and the id that it would have had, where it has one."""

    rejection: Rejection
    id: str | None


@dataclass(slots=True)
class SyncReport:
    """Counts of rows, and the ids of companies that are no longer in the source.

    `read` is always the sum of `saved`, `updated`, `unchanged` and the rejected rows. `vanished`: in the
    catalogue from earlier syncs, and not in the source; `deleted`: whether they have been (or, in a dry
    run, would be) removed; `kept`: why not, although that was asked for.
    """

    source: str
    rows: ImportReport
    rejected: list[RejectedRow] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    deleted: bool = False
    kept: Kept | None = None
    seconds: float = 0.0

    @property
    def succeeded(self) -> bool:
        """Whether everything was done that was asked for."""
        return not self.rejected and self.kept is None

    def document(self, language: InterfaceLanguage) -> dict[str, Any]:
        """The same as a JSON document."""
        rows = self.rows
        return {
            "source": self.source,
            "dry_run": rows.dry_run,
            "read": rows.read,
            "saved": rows.saved,
            "updated": rows.updated,
            "unchanged": rows.unchanged,
            "rejected": [_rejected(row, language) for row in self.rejected],
            "vanished": self.vanished,
            "deleted": len(self.vanished) if self.deleted else 0,
            "kept": self.kept,
            "seconds": round(self.seconds, 3),
        }


def _rejected(row: RejectedRow, language: InterfaceLanguage) -> dict[str, Any]:
    problem = row.rejection.problem
    return {
        "row": row.rejection.row,
        "id": row.id,
        "column": row.rejection.column,
        "code": problem.code,
        "reason": problem.message(language),
        "remedy": problem.remedy(language),
    }

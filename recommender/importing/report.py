"""What became of every row of an import."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from embeddings import InterfaceLanguage, MitraError
from recommender.errors import RecommenderError
from recommender.problems import Problem

Progress: TypeAlias = Callable[[float], None]
"""Called now and then with the share of a file that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not saved: where it is, what is wrong, what to do."""

    file: Path
    row: int
    column: str | None
    problem: Problem

    @property
    def reason(self) -> str:
        """What is wrong, in English; `problem.message` has the other languages."""
        return self.problem.message("en")


@dataclass(slots=True)
class ImportReport:
    """Counts of rows; `read` is always the sum of the other four."""

    dry_run: bool = False
    saved: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows with content that the files hold, headers aside."""
        return self.saved + self.updated + self.unchanged + len(self.rejected)

    def add(self, other: "ImportReport") -> None:
        """Count the rows of another file in."""
        self.saved += other.saved
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.rejected += other.rejected


class ImportStoppedError(RecommenderError):
    """An import that could not go on; `report` says what had been saved by then."""

    def __init__(self, report: ImportReport, path: Path, cause: MitraError) -> None:
        self.report = report
        self.cause = cause
        done = report.saved + report.updated
        super().__init__("import-stopped", path=path, done=done, cause=cause.message("en"))

    def message(self, language: InterfaceLanguage) -> str:
        """What stopped it, and how much is safe."""
        values = {**self.values, "cause": self.cause.message(language)}
        return self.messages.text("import-stopped.message", language, **values)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What the cause advises, and that the import can be repeated."""
        return f"{self.cause.remedy(language)} {super().remedy(language)}"

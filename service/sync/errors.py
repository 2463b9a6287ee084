"""What can go wrong with a sync, and what can be wrong with its settings and rows."""

from embeddings import InterfaceLanguage
from recommender.importing import ImportReport, ImportStoppedError
from recommender.problems import Problem
from service.errors import MESSAGES, ServiceError


class SyncError(ServiceError):
    """A source that cannot be read, or settings that name none."""


class SyncProblem(Problem):
    """A problem with words of the service's own, or else with those of every import."""

    def message(self, language: InterfaceLanguage) -> str:
        """What is wrong."""
        return self._own("message", language) or super().message(language)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do about it."""
        return self._own("remedy", language) or super().remedy(language)

    def _own(self, part: str, language: InterfaceLanguage) -> str | None:
        key = f"problem.{self.code}.{part}"
        known = key in MESSAGES.keys(language)
        return MESSAGES.text(key, language, **self.values) if known else None


class SyncSettingError(SyncError):
    """A problem with one key of the settings."""

    def __init__(self, problem: Problem, **place: object) -> None:
        self.problem = problem
        self.place = place
        super().__init__("sync-setting", **place, reason=problem.message("en"))

    def message(self, language: InterfaceLanguage) -> str:
        """Where and what."""
        reason = self.problem.message(language)
        return self.messages.text("sync-setting.message", language, **self.place, reason=reason)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do about it."""
        return self.problem.remedy(language)


class SyncStoppedError(SyncError):
    """A sync that could not go on; `report` says what had been saved by then."""

    def __init__(self, stopped: ImportStoppedError) -> None:
        self.report: ImportReport = stopped.report
        self.cause = stopped.cause
        done = stopped.report.saved + stopped.report.updated
        super().__init__("sync-stopped", done=done, cause=stopped.cause.message("en"))

    def message(self, language: InterfaceLanguage) -> str:
        """What stopped it, and how much is safe."""
        values = {**self.values, "cause": self.cause.message(language)}
        return self.messages.text("sync-stopped.message", language, **values)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What the cause advises, and that the next sync goes on from there."""
        return f"{self.cause.remedy(language)} {super().remedy(language)}"

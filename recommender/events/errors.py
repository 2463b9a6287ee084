"""What can be wrong with an event as an organiser has written it."""

from embeddings import InterfaceLanguage
from recommender.errors import RecommenderError
from recommender.problems import Problem


class EventError(RecommenderError):
    """Settings, lists or sheets that no event can be planned with; nothing was written."""


class PlacedError(EventError):
    """A problem with its place in a file: a key of the settings, or a row and column of a list.

    `code` has a message with the placeholders of `place` and {reason}; the remedy is the problem's.
    """

    def __init__(self, code: str, problem: Problem, **place: object) -> None:
        self.problem = problem
        self.place = place
        super().__init__(code, **place, reason=problem.message("en"))

    def message(self, language: InterfaceLanguage) -> str:
        """Where and what."""
        reason = self.problem.message(language)
        return self.messages.text(f"{self.code}.message", language, **self.place, reason=reason)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do about it."""
        return self.problem.remedy(language)

"""What can be wrong with an event as an organiser has written it."""

from recommender.errors import RecommenderError


class EventError(RecommenderError):
    """Settings, lists or sheets that no event can be planned with; nothing was written."""

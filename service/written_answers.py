"""The JSON of answers, which is written once for each page that the catalogue remembers."""

from recommender.remembered import Remembered
from recommender.results import SearchPage
from recommender.wire import SearchAnswer

MAX_WRITTEN = 500
"""Answers that are remembered, of some 15 kB each."""


class WrittenAnswers:
    """Search pages as JSON. Threads may share them.

    The catalogue gives the same page again as long as its answer stands; so the page itself says
    whether what was written of it still holds.
    """

    def __init__(self) -> None:
        self._written: Remembered[int, tuple[SearchPage, bytes]] = Remembered(MAX_WRITTEN)

    def json(self, page: SearchPage) -> bytes:
        """A page as the service answers it (`recommender.wire.SearchAnswer`), in UTF-8."""
        # A number is that of another page only when its own is gone, which is kept here.
        known = self._written.known([id(page)])
        if known:
            return known[id(page)][1]
        written = SearchAnswer.of(page).model_dump_json().encode()
        self._written.add({id(page): (page, written)})
        return written

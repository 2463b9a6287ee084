"""Reading `event.toml`."""

from functools import partial
from pathlib import Path

from recommender.events.errors import EventError, PlacedError
from recommender.events.settings import EventSettings
from recommender.settings_file import Mistakes, read_settings_file

_MISTAKES = Mistakes(
    not_toml=partial(EventError, "event-not-toml"), wrong=partial(PlacedError, "event-setting")
)


def read_settings(path: Path) -> EventSettings:
    """Read the settings of an event.

    Raises FileError where there is no such file, and EventError with line and column where it is no
    TOML, or else with the key that is wrong.
    """
    return read_settings_file(path, EventSettings, _MISTAKES)

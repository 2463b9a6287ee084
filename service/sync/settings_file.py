"""Reading the settings of a sync from TOML."""

from functools import partial
from pathlib import Path

from recommender.settings_file import Mistakes, read_settings_file
from service.sync.errors import SyncError, SyncProblem, SyncSettingError
from service.sync.settings import SyncSettings

_MISTAKES = Mistakes(
    not_toml=partial(SyncError, "sync-not-toml"), wrong=SyncSettingError, problem=SyncProblem
)


def read_settings(path: Path) -> SyncSettings:
    """Read the settings of a sync.

    Raises FileError where there is no such file, and SyncError with line and column where it is no TOML,
    or else with the key that is wrong.
    """
    return read_settings_file(path, SyncSettings, _MISTAKES)

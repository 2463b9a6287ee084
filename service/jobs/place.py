"""Where and how the results of a job are written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from embeddings import InterfaceLanguage

Tell = Callable[[float], None]
"""Is told the share that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, the reader's language, and who follows the progress."""

    folder: Path
    language: InterfaceLanguage
    tell: Tell

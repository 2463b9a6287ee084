"""The language of running text in Latin letters by letter statistics: langdetect (Shuyo, 2010)."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

PROFILES = ("en", "id", "de", "es", "fr", "it", "nl", "pt", "tl", "vi")
"""The two languages to tell apart, and those that a text may be in instead."""


def most_probable(text: str, profiles: tuple[str, ...] = PROFILES) -> tuple[str, float]:
    """Give the ISO 639-1 code of the best profile and its probability, always the same.

    `text` should be in small letters: capitals are a habit of headings, and the profiles know
    running text. The answer is ("", 0.0) where the text holds nothing that the profiles know.
    """
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory(profiles).create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return "", 0.0
    return best.lang, best.prob


@cache
def _factory(profiles: tuple[str, ...]) -> "DetectorFactory":
    from langdetect.detector_factory import DetectorFactory

    folder = files("langdetect") / "profiles"
    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([(folder / code).read_text("utf-8") for code in profiles])
    return factory

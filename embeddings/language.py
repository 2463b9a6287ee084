"""The language of a text: Indonesian, Japanese, English, or honestly undetermined."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from embeddings import cue_words
from embeddings.normalization import normalize

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

Language: TypeAlias = Literal["id", "ja", "en", "und"]
"""ISO 639-1 codes, and BCP 47's "und" where a text does not say enough."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

SAMPLE_CHARACTERS = 2_000
"""The beginning of a text decides; more does not change the answer, only the time."""

MIN_LETTERS = 5
"""Fewer Latin letters ("ISO", "CNC") belong to no language."""

CUE_MAJORITY = 3
"""Cue words decide where one language has more than this many times the other's."""

MIN_WORDS = 3
"""With fewer words and no cue word among them, letter statistics would be guessing."""

MIN_PROBABILITY = 0.9

# One Japanese character carries about as much as three Latin letters.
_JAPANESE_WEIGHT = 3

_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> Language:
    """Say which language `text` is written in, always the same answer for the same text.

    Kana and kanji decide first. Text without kana is Japanese only if all its ideographs belong
    to JIS X 0208, which leaves simplified Chinese out. In Latin text the words that only one of the
    two languages uses decide where they clearly point one way; the rest goes to langdetect (Shuyo, 2010) with a fixed
    seed, which chooses between Indonesian and English. Malay, a sister that langdetect has no
    profile for, counts as Indonesian. A text that is too short, in another script, or not
    clearly one of them is "und".
    """
    letters = [c for c in normalize(text, SAMPLE_CHARACTERS) if c.isalpha()]
    kana = sum(map(_is_kana, letters))
    ideographs = [c for c in letters if _is_ideograph(c)]
    latin = sum(map(_is_latin, letters))
    other = len(letters) - kana - len(ideographs) - latin

    japanese = (kana + len(ideographs)) * _JAPANESE_WEIGHT
    if other * _JAPANESE_WEIGHT > japanese + latin:
        return "und"
    if japanese > latin:
        return "ja" if kana or _in_jis_x_0208(ideographs) else "und"
    return _detect_latin(text) if latin >= MIN_LETTERS else "und"


def _detect_latin(text: str) -> Language:
    # Capitals are a habit of headings and company names; the profiles know running text.
    text = normalize(text, SAMPLE_CHARACTERS).lower()
    words = _WORD.findall(text)
    indonesian = sum(word in cue_words.INDONESIAN for word in words)
    english = sum(word in cue_words.ENGLISH for word in words)
    if max(indonesian, english) > CUE_MAJORITY * min(indonesian, english):
        return "id" if indonesian > english else "en"
    if len(words) < MIN_WORDS:
        return "und"
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detector_factory().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return "und"
    if best.prob < MIN_PROBABILITY:
        return "und"
    return "id" if best.lang == "id" else "en"


@cache
def _detector_factory() -> "DetectorFactory":
    from langdetect.detector_factory import DetectorFactory

    profiles = files("langdetect") / "profiles"
    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([(profiles / code).read_text("utf-8") for code in ("en", "id")])
    return factory


def _is_kana(character: str) -> bool:
    return "\u3041" <= character <= "\u30ff" or "\u31f0" <= character <= "\u31ff"


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN")


def _in_jis_x_0208(ideographs: list[str]) -> bool:
    try:
        "".join(ideographs).encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True

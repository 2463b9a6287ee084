"""The detectors that benchmarks/languages.py compares, each made by a function when it is needed."""

from collections.abc import Callable

from embeddings.evaluation.languages import Identify
from embeddings.language import QUERY_WORDS, Identification, identify_language
from embeddings.language_script import script_of
from embeddings.normalization import normalize

SURE = 0.9
LIKELY = 0.5
"""Probabilities from which langdetect and lingua are believed, where a name says so."""

LINGUA = "INDONESIAN MALAY JAPANESE ENGLISH CHINESE KOREAN DUTCH FRENCH SPANISH TAGALOG"
WITHOUT_MALAY = LINGUA.replace(" MALAY", "")


def script() -> Identify:
    """The writing alone: Latin letters say nothing."""

    def identify(text: str) -> Identification:
        found = script_of(normalize(text))
        names: dict[str, Identification] = {"japanese": "ja", "chinese": "other", "other": "other"}
        return names.get(found, "unsure")

    return identify


def langdetect(least: float = 0.0) -> Identify:
    """Langdetect with all its profiles and a fixed seed."""
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0

    def identify(text: str) -> Identification:
        try:
            best = detect_langs(normalize(text).lower())[0]
        except LangDetectException:
            return "unsure"
        return _named(best.lang) if best.prob >= least else "unsure"

    return identify


def lingua(least: float = 0.0, names: str = LINGUA) -> Identify:
    """Lingua between the three languages, Malay and some others."""
    detector = _lingua_detector(names)

    def identify(text: str) -> Identification:
        best = detector.compute_language_confidence_values(normalize(text))[0]
        if not best.value or best.value < least:
            return "unsure"
        return _named(best.language.iso_code_639_1.name.lower())

    return identify


def script_then_lingua(least: float) -> Identify:
    """Our rule for the writing, lingua without Malay for Latin letters."""
    by_script, by_letters = script(), lingua(least, WITHOUT_MALAY)

    def identify(text: str) -> Identification:
        return by_letters(text) if script_of(normalize(text)) == "latin" else by_script(text)

    return identify


def combination() -> Identify:
    """What Mitra uses: the writing, cue words, langdetect for the rest."""
    return identify_language


def combination_with_lingua() -> Identify:
    """The combination, and lingua's opinion on whether Indonesian running text is Malay."""
    detector = _lingua_detector(LINGUA)

    def identify(text: str) -> Identification:
        found = identify_language(text)
        if found == "id" and len(text.split()) > QUERY_WORDS:
            best = detector.detect_language_of(normalize(text))
            return "other" if best is not None and best.name == "MALAY" else found
        return found

    return identify


DETECTORS: dict[str, Callable[[], Identify]] = {
    "combination": combination,
    "script rule": script,
    "langdetect": langdetect,
    "langdetect, p >= 0.9": lambda: langdetect(SURE),
    "lingua": lingua,
    "lingua, p >= 0.9": lambda: lingua(SURE),
    "lingua without Malay": lambda: lingua(names=WITHOUT_MALAY),
    "script, lingua without Malay p >= 0.5": lambda: script_then_lingua(LIKELY),
    "script, lingua without Malay p >= 0.9": lambda: script_then_lingua(SURE),
    "combination, lingua for Malay": combination_with_lingua,
}


def _named(code: str) -> Identification:
    names: dict[str, Identification] = {"id": "id", "ja": "ja", "en": "en"}
    return names.get(code, "other")


def _lingua_detector(names: str):  # noqa: ANN202 - lingua is not among the dependencies
    from lingua import Language, LanguageDetectorBuilder

    chosen = [getattr(Language, name) for name in names.split()]
    return LanguageDetectorBuilder.from_languages(*chosen).build()

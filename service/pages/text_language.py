"""In which language a text of a company is, for whoever reads it aloud or breaks its lines."""

from functools import lru_cache
from typing import TypeAlias

from embeddings import Language, detect_language
from embeddings.language_script import script_of
from recommender.company import Company

Tag: TypeAlias = str | None
"""For `lang`; None where the language is not known."""

_SENTENCES = {"offers", "seeks"}


def tag(language: Language | None) -> Tag:
    """A language for `lang`."""
    return None if language in {None, "und"} else language


def language_of(company: Company, field: str, text: str) -> Tag:
    """The language of a text from a field; only that of descriptions has been entered or detected.

    A name in Latin letters is not Japanese, even where all else of the company is.
    """
    if field == "description":
        return tag(company.language)
    if field in _SENTENCES and (detected := _detected(text)):
        return detected
    script = script_of(text)
    if script == "japanese":
        return "ja"
    if script == "latin":
        return "en" if company.language == "ja" else tag(company.language)
    return None


@lru_cache(maxsize=10_000)
def _detected(text: str) -> Tag:
    return tag(detect_language(text))

"""The language of a text: Indonesian, Japanese, English, another, or honestly not sure."""

from typing import Literal, TypeAlias, get_args

from embeddings import cue_words
from embeddings.language_script import script_of
from embeddings.language_statistics import most_probable
from embeddings.normalization import normalize

Language: TypeAlias = Literal["id", "ja", "en", "und"]
"""ISO 639-1 codes, and BCP 47's "und" where a text is in none of the three or does not say."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

Identification: TypeAlias = Literal["id", "ja", "en", "other", "unsure"]
"""What `identify_language` tells apart; "other" is a text in a fourth language."""

SAMPLE_CHARACTERS = 2_000
"""The beginning of a text decides; more does not change the answer, only the time."""

QUERY_WORDS = 5
"""Up to so many words a text is read as a query: any cue counts, silence is unsure."""

CUE_MAJORITY = 2
"""Cue words decide where one language has more than this many times the other's."""

CUE_SHARE = 0.4
"""In running text so much of it must be cue words; else another language may be quoted."""

MALAY_SHARE = 0.05
"""With this share of Malay words a text is Malay, though most of it could be Indonesian."""

MIN_PROBABILITY = 0.9

ABBREVIATION_LETTERS = 4
"""So few capital letters, or two fewer small ones, are an abbreviation."""


LEGAL_FORMS = frozenset({"pt", "cv", "ud", "tbk", "ltd", "inc", "corp", "llc", "gmbh", "bhd"})
"""At the beginning or the end of capitalised words they make a company's name."""


def detect_language(text: str) -> Language:
    """Say in which of the three languages `text` is written, or "und".

    Always the same answer for the same text; see `identify_language`.
    """
    match identify_language(text):
        case "other" | "unsure":
            return "und"
        case found:
            return found


def identify_language(text: str) -> Identification:
    """Tell the three languages, a fourth one, and a text that does not say apart.

    The writing decides first. In Latin letters the words that only one language uses decide where
    they clearly point one way; what they leave open goes to letter statistics. A name, a
    certificate or a loanword alone is "unsure".
    """
    text = normalize(text, SAMPLE_CHARACTERS)
    script = script_of(text)
    if script == "latin":
        return _identify_latin(text)
    if script == "japanese":
        return "ja"
    return "unsure" if script == "none" else "other"


def _identify_latin(text: str) -> Identification:
    words = cue_words.words_of(text)
    cues = cue_words.count(words)
    if _is_abbreviation(text) or _is_name(text, cues):
        return "unsure"
    if _is_foreign(cues):
        return "other"
    found = _by_cues(cues)
    is_query = cues.words <= QUERY_WORDS
    if found != "unsure" or (is_query and not cues.indonesian + cues.english):
        return found
    return _by_statistics(words, fallback="unsure" if is_query else "other")


def _is_abbreviation(text: str) -> bool:
    # "HP" is no Indonesian word, though "hp" is one for a telephone.
    letters = "".join(c for c in text if c.isalpha())
    return len(letters) <= (ABBREVIATION_LETTERS if letters.isupper() else ABBREVIATION_LETTERS - 2)


def _is_name(text: str, cues: cue_words.Cues) -> bool:
    """Say if a short text with capital initials names a company rather than a need."""
    parts = [part.strip(".,()") for part in text.split()]
    if cues.words > QUERY_WORDS or not all(p[0].isupper() for p in parts if p[:1].isalpha()):
        return False
    if not LEGAL_FORMS.isdisjoint(part.lower() for part in (parts[0], parts[-1])):
        return True
    known = max(cues.indonesian, cues.english)
    return cues.words > 1 and not text.isupper() and 2 * known <= cues.words


def _is_foreign(cues: cue_words.Cues) -> bool:
    known = max(cues.indonesian, cues.english)
    if cues.malay > MALAY_SHARE * cues.words and cues.malay + cues.indonesian > cues.english:
        return True
    return cues.words > cues.foreign_grammar + 1 and cues.foreign_grammar >= max(known, 1)


def _by_cues(cues: cue_words.Cues) -> Identification:
    if cues.words > QUERY_WORDS:
        if max(cues.indonesian, cues.english) < CUE_SHARE * cues.words:
            return "unsure"
    elif cues.indonesian * CUE_MAJORITY >= cues.english > 0 == cues.english_grammar:
        return "id"  # Indonesian queries are full of English loanwords, English ones of none
    if cues.indonesian > CUE_MAJORITY * cues.english:
        return "id"
    if cues.english > CUE_MAJORITY * cues.indonesian:
        return "en"
    return "unsure"


def _by_statistics(words: list[str], fallback: Identification) -> Identification:
    best, probability = most_probable(" ".join(words))
    if probability < MIN_PROBABILITY:
        return "unsure"
    if best == "id":
        return "id"
    return "en" if best == "en" else fallback

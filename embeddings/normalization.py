"""One canonical form for text before it is analysed or embedded."""

import re
import unicodedata

NORMALIZATION_VERSION = 1
"""Part of every model's fingerprint: raise it when `normalize` changes its output."""

MAX_CHARACTERS = 20_000
"""Longer text is cut here. A profile of this length is some 3,000 words."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_TEXT = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
# Joiners carry meaning inside some emoji and scripts, never in the three languages.


def normalize(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Return `text` in Unicode normalisation form KC (UAX #15), safe for every tokenizer.

    Full-width letters and half-width kana become their usual forms; lone surrogates, control,
    format, private and unassigned characters become spaces; runs of white space become one
    space. The result has at most `limit` characters: what lies beyond is cut, before any
    expensive step, at the last space in the final tenth or else in mid-word.
    """
    text = _LONE_SURROGATE.sub(" ", _cut(text, limit))
    text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in _NOT_TEXT else c for c in text)
    return _cut(" ".join(text.split()), limit)


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    space = text.rfind(" ", limit - limit // 10, limit + 1)
    return text[: space if space > 0 else limit]

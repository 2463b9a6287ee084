"""Text as the fast model reads it: words in lower case, without marks.

A mean of rows loses nothing by it, and every word has one row instead of one for each way in which
it is written: at the beginning of a sentence, in capitals, behind a quotation mark.
"""

import re

from embeddings.normalization import normalize

FOLDING_VERSION = 1
"""Part of the fast model's fingerprint: raise it when `fold` changes its output."""

MARKS = "[!\"'(),\\-./:;<>?\\[\\\\\\]_`{|}~‘’“”„«»‐-―…、。〈-】〔-〟・]"
"""Regular expression, the same for Python and the tokenizers library. Signs that stand for a word
or belong to one (& + % # $ @ *) are not among them."""

_MARKS = re.compile(MARKS)


def fold(text: str) -> str:
    """Return `normalize(text)` in lower case, a space for every mark, then single spaces."""
    return " ".join(_MARKS.sub(" ", normalize(text).lower()).split())


def unmarked_words(text: str) -> list[str]:
    """The words of `normalize(text)` without marks, written as they are."""
    return _MARKS.sub(" ", normalize(text)).split()

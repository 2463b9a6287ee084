"""English words to their stems."""

from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Stem of a word in small letters (Porter 2, snowballstem.org)."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed

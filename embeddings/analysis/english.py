"""English words to their stems."""

from functools import lru_cache

import snowballstemmer


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Stem of a word in small letters (Porter 2, snowballstem.org)."""
    # A stemmer keeps the word that it works on, so each thread needs one of its own.
    stemmed: str = snowballstemmer.stemmer("english").stemWord(word)
    return stemmed

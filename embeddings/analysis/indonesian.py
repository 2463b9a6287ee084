"""Indonesian words to their roots, where a root is known.

Confix stripping after Nazief and Adriani (Universitas Indonesia, 1996): a prefix and a suffix are
taken off where what is left is a word. A product that has grown into a word of its own keeps its
form: "makanan" is food, not "to eat"; "cetakan" is a mould.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

_SHORTEST = 3

# Roots of one syllable take menge- and penge-; a longer root that begins with a vowel or k could be
# read into the same word ("pengelasan": las, not kelas).
_ONE_SYLLABLE = frozenset(
    "bel bom bor cas cat cek cor cuk gas klik lap las lem pak pel pres rem rol set tes tik".split()  # noqa: SIM905
)

_PARTICLES = re.compile(r"(?:lah|kah|tah|pun)$")
_POSSESSIVES = re.compile(r"(?:nya|ku|mu)$")
_SUFFIXES = ("kan", "an", "i", "")
_GROWN = re.compile(r"(?!pe|ke[^m]).+an")

# What stands in front, and what it may have swallowed of the root.
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("menge", ("",)),
    ("penge", ("",)),
    ("meny", ("s",)),
    ("peny", ("s",)),
    ("meng", ("k", "")),
    ("peng", ("k", "")),
    ("mem", ("p", "")),
    ("pem", ("p", "")),
    ("men", ("t", "")),
    ("pen", ("t", "")),
    ("me", ("",)),
    ("per", ("", "r")),
    ("pel", ("",)),
    ("pe", ("",)),
    ("ber", ("", "r")),
    ("bel", ("",)),
    ("be", ("",)),
    ("ter", ("", "r")),
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
    ("", ("",)),
)
_LOOK_ALIKE = frozenset("sekering mebel kerekan cukai permata endoskopi".split())  # noqa: SIM905
"""Products whose names begin or end like an affix by chance: "sekering", a fuse, is not "kering", dry."""

_OUTER = ("memper", "diper", "keber", "kese", "penye", "seper", "berke", "keter")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Root of a word in small letters, or the word itself where no known root is in it."""
    if _is_kept(word):
        return word
    bare = _without_endings(word)
    if bare != word and _is_kept(bare):
        return bare
    for candidate in _roots(bare):
        if candidate in _known_words():
            return candidate
    return bare


def _is_kept(word: str) -> bool:
    return word in _LOOK_ALIKE or word in _product_words() or len(word) <= _SHORTEST


def _without_endings(word: str) -> str:
    for ending in (_PARTICLES, _POSSESSIVES):
        shorter = ending.sub("", word)
        if shorter != word and (shorter in _known_words() or len(shorter) > 2 * _SHORTEST):
            word = shorter
    return word


def _roots(word: str) -> list[str]:
    """Every reading of `word`, the one that takes most off first."""
    readings: list[tuple[int, str]] = []
    for suffix, (prefix, restored) in product(_SUFFIXES, _PREFIXES):
        if not (word.startswith(prefix) and word.endswith(suffix)):
            continue
        inner = word[len(prefix) : len(word) - len(suffix)]
        for letter in restored:
            root = letter + inner
            one_syllable = prefix in {"menge", "penge"}
            if one_syllable != (root in _ONE_SYLLABLE and one_syllable):
                continue
            if len(root) > _SHORTEST or root in _ONE_SYLLABLE or (not prefix and root != word):
                # Of two readings that take off as much, the one that restores a letter is right
                # ("pengemasan": kemas, not emas).
                readings.append((len(prefix) + len(suffix) + len(letter), root))
    for outer in _OUTER:
        if word.startswith(outer):
            inner = word.removeprefix(outer)
            readings += [
                (len(outer) + len(suffix), inner.removesuffix(suffix))
                for suffix in _SUFFIXES
                if inner.endswith(suffix) and len(inner) - len(suffix) >= _SHORTEST
            ]
    return [root for _, root in sorted(readings, key=lambda reading: -reading[0])]


@cache
def _known_words() -> frozenset[str]:
    words = (files("embeddings") / "words" / "id.txt").read_text("utf-8").split()
    return frozenset(words) | _ONE_SYLLABLE


@cache
def _product_words() -> frozenset[str]:
    """Words in -an that head the name of a thing in the glossary: they are not taken apart."""
    from embeddings.glossary import read_glossary

    heads = (
        form.lower().split()[0]
        for term in read_glossary()
        if term.kind in {"product", "material", "part", "machine"}
        for form in term.forms["id"]
    )
    return frozenset(head for head in heads if _GROWN.fullmatch(head))

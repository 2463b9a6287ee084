"""Other ways to write the name of a company, each by a rule that real spreadsheets follow."""

import random
import re
from collections.abc import Callable

from embeddings.romanization import HEPBURN
from recommender.names import LEGAL_FORMS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KUNREI = (
    ("sha", "sya"),
    ("shu", "syu"),
    ("sho", "syo"),
    ("shi", "si"),
    ("cha", "tya"),
    ("chu", "tyu"),
    ("cho", "tyo"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("fu", "hu"),
    ("ja", "zya"),
    ("ju", "zyu"),
    ("jo", "zyo"),
    ("ji", "zi"),
)
_KANA = {
    latin: kana
    for kana, latin in reversed(HEPBURN.items())
    if kana not in "ァィゥェォヵヶヲヰヱヂヅ"
}
_LONGEST = max(map(len, _KANA))


def without_legal_form(name: str) -> str:
    """`PT Astra Otoparts Tbk` to `Astra Otoparts`."""
    words = [w for w in re.split(r"[\s,]+", name) if w.strip(".()").lower() not in LEGAL_FORMS]
    return " ".join(words) or name


def with_japanese_form(name: str) -> str:
    """`Denso Corp.` to `株式会社Denso`."""
    return f"株式会社{without_legal_form(name)}"


def with_other_form(name: str) -> str:
    """`PT Elnusa Tbk` to `P.T. Elnusa`, `Denso Corp.` to `Denso K.K.`."""
    bare = without_legal_form(name)
    return f"P.T. {bare}" if name.upper().startswith("PT ") else f"{bare} K.K."


def in_small_letters(name: str) -> str:
    """As people type it."""
    return name.lower()


def in_full_width(name: str) -> str:
    """As Japanese input methods write Latin letters."""
    return "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in name
    )


def in_one_word(name: str) -> str:
    """`Toyota Boshoku` to `ToyotaBoshoku`."""
    return without_legal_form(name).replace(" ", "")


def with_hyphens(name: str) -> str:
    """`Toyota Boshoku` to `Toyota-Boshoku`."""
    return without_legal_form(name).replace(" ", "-")


def in_kunrei(name: str) -> str | None:
    """`Toyota Boshoku` to `toyota bosyoku`, where that makes a difference."""
    bare = written = without_legal_form(name).lower()
    for hepburn, kunrei in _KUNREI:
        written = written.replace(hepburn, kunrei)
    return written if written != bare else None


def in_katakana(name: str) -> str | None:
    """`Toyota Boshoku` to `トヨタボショク`, where every syllable is a Japanese one."""
    words = [_kana(word) for word in re.split(r"[\s\-]+", without_legal_form(name).lower())]
    return "".join(word for word in words if word) if all(words) else None


def _kana(word: str) -> str | None:
    written, place = "", 0
    while place < len(word):
        if word[place : place + 1] == word[place + 1 : place + 2] and word[place] not in "aiueon":
            written, place = written + "ッ", place + 1
            continue
        for length in range(_LONGEST, 0, -1):
            syllable = word[place : place + length]
            if syllable in _KANA:
                written, place = written + _KANA[syllable], place + length
                break
        else:
            return None
    return written


RULES: tuple[Callable[[str], str | None], ...] = (
    without_legal_form,
    with_japanese_form,
    with_other_form,
    in_small_letters,
    in_full_width,
    in_one_word,
    with_hyphens,
    in_kunrei,
    in_katakana,
)


def mistyped(name: str, chance: random.Random) -> str:
    """The name without its legal form, one letter left out, doubled, swapped or replaced."""
    bare = without_legal_form(name)
    place = chance.choice([n for n, c in enumerate(bare) if c.isalpha() and n > 0] or [0])
    kind = chance.choice(("left out", "doubled", "swapped", "replaced"))
    before, letter, after = bare[:place], bare[place], bare[place + 1 :]
    if kind == "left out":
        return before + after
    if kind == "doubled":
        return before + letter + letter + after
    if kind == "swapped":
        return before + after[:1] + letter + after[1:]
    return before + chance.choice(_LETTERS) + after

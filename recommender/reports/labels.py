"""Labels of charts: how wide a text is, and how it is broken into lines or cut.

A page is made where nobody knows its fonts, so a text counts as wide as common ones make it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recommender.problems import writable

NARROW = 6.6
"""Pixels of one column of a text (half a Japanese character) at the size of the charts' labels."""

LINE = 14
"""Pixels from one line of a label to the next."""

# A Japanese text may be broken between any two characters, but for those that end a phrase or only
# lengthen the one before. It reads better where what is in one script stays together, and what kind of
# company one is (株式会社).
_ENDING = "・、。，．：）」』】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_WORD = re.compile(rf"\s*(?:[^\s\u2e80-\U0010ffff]+|[\u2e80-\U0010ffff][{_ENDING}]*)")
_FORM = "(?:株式|有限|合同|合資|合名)会社"
_KANJI = rf"[一-鿿々]+?(?={_FORM}|[^一-鿿々]|$)"
_TOGETHER = re.compile(rf"\s*(?:{_FORM}|[ァ-ヺー]{{2,}}|{_KANJI})[{_ENDING}]*|{_WORD.pattern}")
_LESS = 0.01
_CAPITALS = re.compile(r"[A-Z&]")
_WIDE = re.compile(r"[MW@%]")


@dataclass(frozen=True, slots=True)
class Label:
    """A text as it is drawn, line by line, and whole where that leaves something out."""

    lines: tuple[str, ...]
    whole: str | None

    @property
    def columns(self) -> float:
        """The width of the widest line, in columns."""
        return max(map(columns, self.lines), default=0)


def columns(text: str) -> float:
    """The width of a text: Japanese characters take two columns, capitals a little more than one."""
    from rich.cells import cell_len

    return cell_len(text) + 0.35 * len(_CAPITALS.findall(text)) + 0.45 * len(_WIDE.findall(text))


def label(text: str, width: float, lines: int) -> Label:
    """Break a text between words, into lines of about the same length; cut what is left over.

    Words longer than a line are broken within. `width` in columns.
    """
    clean = " ".join(writable(text).split())
    together = _TOGETHER.findall(clean)
    found = _lines(together, width)
    if len(found) <= lines:
        return Label(tuple(_balanced(together, found)), None)
    found = _lines(_WORD.findall(clean), width)
    if len(found) <= lines:
        return Label(tuple(found), None)
    last = found[lines - 1]
    while last and columns(f"{last}…") > width:
        last = last[:-1]
    return Label((*found[: lines - 1], f"{last}…"), clean)


def _lines(words: Sequence[str], width: float) -> list[str]:
    found: list[str] = []
    for word in words:
        if found and columns(found[-1] + word) <= width:
            found[-1] += word
        else:
            found += _pieces(word.strip(), width)
    return found


def _balanced(words: Sequence[str], lines: list[str]) -> list[str]:
    """The same number of lines, the longest of them as short as whole words allow."""
    longest_word = max((columns(word.strip()) for word in words), default=0)
    while (width := max(map(columns, lines), default=0) - _LESS) > longest_word:
        narrower = _lines(words, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def is_whole(text: str, width: float, lines: int) -> bool:
    """Whether a label of that size needs neither to be cut nor to be broken where it must not be."""
    return label(text, width, lines).whole is None and longest_word(text) <= width


def is_at_best(text: str, width: float, lines: int) -> bool:
    """Whether a label of that size is whole, and broken only where it reads well."""
    words = _TOGETHER.findall(" ".join(writable(text).split()))
    whole = all(columns(word.strip()) <= width for word in words)
    return whole and len(_lines(words, width)) <= lines


def longest_word(text: str) -> float:
    """The width of the longest part within which a text must not be broken, in columns."""
    return max((columns(word.strip()) for word in _WORD.findall(text)), default=0)


def _pieces(word: str, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and columns(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces

"""Labels of charts: how wide a text is, and how it is broken into lines or cut.

A page is made where nobody knows its fonts, so a text counts as wide as common ones make it.
"""

import re
from dataclasses import dataclass

from recommender.problems import writable

NARROW = 6.6
"""Pixels of one column of a text (half a Japanese character) at the size of the charts' labels."""

LINE = 14
"""Pixels from one line of a label to the next."""

# A Japanese text may be broken between any two characters, but for those that end a phrase or only
# lengthen the one before.
_WORD = re.compile(
    r"\s*(?:[^\s\u2e80-\U0010ffff]+|[\u2e80-\U0010ffff][・、。，．：）」』】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*)"
)
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
    """Break a text between words, or within those longer than a line; cut what is left over.

    `width` in columns.
    """
    clean = " ".join(writable(text).split())
    found: list[str] = []
    for word in _WORD.findall(clean):
        if found and columns(found[-1] + word) <= width:
            found[-1] += word
        else:
            found += _pieces(word.strip(), width)
    if len(found) <= lines:
        return Label(tuple(found), None)
    last = found[lines - 1]
    while last and columns(f"{last}…") > width:
        last = last[:-1]
    return Label((*found[: lines - 1], f"{last}…"), clean)


def is_whole(text: str, width: float, lines: int) -> bool:
    """Whether a label of that size needs neither to be cut nor to be broken within a word."""
    found = label(text, width, lines)
    return found.whole is None and all(columns(word) <= width for word in _WORD.findall(text))


def _pieces(word: str, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and columns(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces

"""Sentences of a text, with their places in it."""

import re
from typing import NamedTuple

MIN_CHARACTERS = 12
"""Shorter pieces ("PT.", "Co.,", headings) are joined to the next one."""

# A full stop ends a sentence only before white space and a letter, digit or bracket that can begin
# one, so that "Co., Ltd." in running text and "0.01 mm" stay whole; Japanese marks always end one.
_BOUNDARY = re.compile(
    r"(?<=[。！？])(?![」』）)])"
    r"|(?<=[.!?])(?<!\bNo\.)(?<!\bLtd\.)(?<!\bInc\.)(?<!\bCorp\.)(?<!\bCo\.)(?<!\bPT\.)(?<!\bCV\.)"
    r"\s+(?=[A-Z0-9\"“(])"
    r"|\n+"
)


class Span(NamedTuple):
    """Characters `start` (included) to `end` (excluded) of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


def split_sentences(text: str) -> list[Span]:
    """Cut `text` into sentences of Indonesian, Japanese or English.

    Returns the spans in order, without surrounding white space, never empty ones.
    """
    spans: list[Span] = []
    start = 0
    for end in [match.end() for match in _BOUNDARY.finditer(text)] + [len(text)]:
        if end < len(text) and end - start < MIN_CHARACTERS:
            continue
        span = _strip(text, start, end)
        if span.start < span.end:
            spans.append(span)
        start = end
    return spans


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))

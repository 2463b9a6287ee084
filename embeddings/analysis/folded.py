"""Compatible forms made one, with the way back to the places in the text as it was written."""

import re
import unicodedata
from typing import NamedTuple

# A letter with the marks behind it: half-width kana carry their voicing in a character of its own.
_CLUSTER = re.compile("(?s:.)[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*")


class Folded(NamedTuple):
    """`text` in normalisation form KC; its character i stands for `starts[i]` to `ends[i]`."""

    text: str
    starts: "range | list[int]"
    ends: "range | list[int]"


def fold_width(text: str) -> Folded:
    """Return NFKC of `text` (UAX #15), letter by letter, so that offsets can be traced back."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return Folded(text, range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFKC", match.group())
        parts.append(part)
        starts += [match.start()] * len(part)
        ends += [match.end()] * len(part)
    return Folded("".join(parts), starts, ends)

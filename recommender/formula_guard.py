"""Keeping text in CSV cells from being run as a formula, and undoing it.

A spreadsheet runs a cell that begins with = + - @ (or their full-width forms, a tab, a line
break). The export puts an apostrophe before such text, and one more where it already has some; the
import takes exactly one away.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """Write text so that a spreadsheet shows it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Read what `guarded` has written; other text stays."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text

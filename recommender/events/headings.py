"""What the columns of an organiser's sheet are called, and how they are found again."""

import unicodedata
from collections.abc import Sequence

from embeddings import INTERFACE_LANGUAGES, InterfaceLanguage
from recommender.errors import MESSAGES

MEETING_COLUMNS = (
    "slot",
    "time",
    "table",
    "a_id",
    "a_name",
    "b_id",
    "b_name",
    "interpreter",
    "value",
    "locked",
)
OUTCOME_COLUMNS = ("met", "outcome", "note")

_YES = frozenset({"yes", "y", "1", "true", "x", "ya", "はい", "○", "〇", "◯", "✓", "✔"})
_NO = frozenset({"", "no", "n", "0", "false", "tidak", "いいえ", "×", "✗", "–", "-"})


def heading(name: str, language: InterfaceLanguage) -> str:
    """The heading of a column."""
    return MESSAGES.text(f"event.column.{name}", language)


def find_columns(columns: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """The column of a sheet for each name, whichever language its heading is in."""
    known = {_key(column): column for column in columns}
    found = {}
    for name in names:
        spellings = [name, *(heading(name, language) for language in INTERFACE_LANGUAGES)]
        column = next((known[_key(one)] for one in spellings if _key(one) in known), None)
        if column is not None:
            found[name] = column
    return found


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes, in any of the languages; None where it says something else."""
    said = _key(text)
    if said in _YES:
        return True
    return False if said in _NO else None


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

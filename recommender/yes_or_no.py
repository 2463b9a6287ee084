"""Yes and no as people enter them in a table, in three languages and in marks."""

import unicodedata

_NO = frozenset({"0", "no", "n", "false", "tidak", "bukan", "いいえ", "否", *"×✕✖✗"})
_YES = frozenset({"1", "yes", "y", "true", "ya", "x", "はい", *"○〇◯◎✓✔☑"})

# What keyboards put behind a mark to ask for its coloured shape, or for its plain one.
_SHAPES = dict.fromkeys((0xFE0F, 0xFE0E))


def yes_or_no(cell: object) -> bool | None:
    """Whether a cell says yes, or no; None where it says neither."""
    said = unicodedata.normalize("NFKC", str(cell)).translate(_SHAPES).strip().casefold()
    return said in _YES if said in _YES | _NO else None

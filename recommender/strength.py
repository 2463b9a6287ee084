"""What a strength means in words."""

import math
from collections.abc import Iterable
from typing import Literal, TypeAlias

Band: TypeAlias = Literal["strong", "good", "possible", "weak"]

BANDS: tuple[tuple[Band, float], ...] = (("strong", 0.75), ("good", 0.5), ("possible", 0.25))
"""The least strength of each band, a probability (`benchmarks/fusion.py`); below them is "weak"."""

SCORE_DIGITS = 4
"""Decimals with which a strength is written."""


def rounded(strength: float) -> float:
    """A strength as it is written. Its word is that of the written one, so that both agree."""
    return round(strength, SCORE_DIGITS)


def whole_percent(strength: float) -> float:
    """A strength cut to whole percent: it is never shown as more than its word says.

    49.6 % is still "possible", and 50 % is where "good" begins.
    """
    return math.floor(round(100 * strength, SCORE_DIGITS - 2)) / 100


def band(strength: float) -> Band:
    """The word for a strength between 0 and 1."""
    return next((name for name, least in BANDS if strength >= least), "weak")


def is_good(strengths: Iterable[float]) -> bool:
    """Whether one of the strengths is at least good; otherwise no good partner has been found."""
    return any(band(strength) in {"strong", "good"} for strength in strengths)


def good_partner_found(best: float | None) -> bool:
    """Whether an answer holds a good partner: `best` is its greatest strength, None where it is empty."""
    return best is not None and is_good([rounded(best)])

"""What a strength means in words."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

Band: TypeAlias = Literal["strong", "good", "possible", "weak"]

BANDS: tuple[tuple[Band, float], ...] = (("strong", 0.75), ("good", 0.5), ("possible", 0.25))
"""The least strength of each band, a probability (`benchmarks/fusion.py`); below them is "weak"."""


def band(strength: float) -> Band:
    """The word for a strength between 0 and 1."""
    return next((name for name, least in BANDS if strength >= least), "weak")


def is_good(strengths: Iterable[float]) -> bool:
    """Whether one of the strengths is at least good; otherwise no good partner has been found."""
    return any(band(strength) in {"strong", "good"} for strength in strengths)

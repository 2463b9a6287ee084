"""Numbers as people write them in each of the three languages."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from functools import lru_cache

from embeddings import InterfaceLanguage

LOCALES: Mapping[InterfaceLanguage, str] = {"id": "id", "ja": "ja", "en": "en_GB"}
"""English dates without the American order of month and day."""

_PRECISION = 400
"""Digits to reckon with, so that the greatest float can be written: Babel fails on what has more."""


@lru_cache(maxsize=100_000)
def decimal(value: float, language: InterfaceLanguage, digits: int | None = None) -> str:
    """A number with so many decimals, or with those that it has."""
    from babel.numbers import format_decimal

    locale = LOCALES[language]
    with localcontext(prec=_PRECISION):
        if digits is None:
            return format_decimal(_exact(value), locale=locale, decimal_quantization=False)
        return format_decimal(_exact(value), _pattern(digits), locale=locale)


@lru_cache(maxsize=100_000)
def percent(value: float, language: InterfaceLanguage, digits: int = 0) -> str:
    """A share from 0 to 1 in percent, with so many decimals."""
    from babel.numbers import format_percent

    with localcontext(prec=_PRECISION):
        return format_percent(_exact(value), f"{_pattern(digits)}%", locale=LOCALES[language])


def _exact(value: float) -> Decimal:
    # A percentage of 2.5 is not 2.4999: the digits are those that data files have.
    return Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))


def _pattern(digits: int) -> str:
    return f"#,##0.{'0' * digits}" if digits else "#,##0"

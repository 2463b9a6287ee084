"""Products of many vectors in half precision (IEEE 754 binary16) with one in single precision."""

import numpy as np
import numpy.typing as npt

_BLOCK = 128
"""Vectors at a time: they, and what becomes of them, stay in the processor's cache."""

_SHIFT = np.int32(13)
_KEPT = np.int32(-0x70002000)
"""Of a half number, sign-extended and moved to where single precision has its fraction: the sign, the
exponent and the fraction."""
_SCALE = np.float32(2.0**112)
"""The exponents of both are counted from 15 and from 127."""


def widened(halves: npt.NDArray[np.float16]) -> npt.NDArray[np.float32]:
    """Finite half numbers in single precision, exactly: what `astype` gives, in half the time."""
    bits = np.ascontiguousarray(halves).view(np.int16).astype(np.int32)
    bits <<= _SHIFT
    bits &= _KEPT
    wide = bits.view(np.float32)
    wide *= _SCALE
    return wide


def products(
    halves: npt.NDArray[np.float16], chosen: npt.NDArray[np.int64], vector: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Products of the `chosen` rows (m,) of `halves` (n, d) with `vector` (d,), shape (m,)."""
    made = np.empty(len(chosen), np.float32)
    for start in range(0, len(chosen), _BLOCK):
        some = slice(start, start + _BLOCK)
        made[some] = widened(halves[chosen[some]]) @ vector
    return made

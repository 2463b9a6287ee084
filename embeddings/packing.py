"""A table of numbers in four bits each: sixteen even levels between the extremes of a block.

Rows of a piece table are summed over a text, so rounding errors average out; what counts is the
size. Every block of 64 columns of a row has its own scale and offset, as in Dettmers and
Zettlemoyer, "The case for 4-bit precision: k-bit Inference Scaling Laws" (ICML 2023).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LEVELS = 15
BLOCK = 64


@dataclass(frozen=True, slots=True)
class PackedTable:
    """nibbles: (rows, columns / 2) uint8, the even column in the low half.

    low, step: (rows, columns / BLOCK) float16; a number is low + step * level.
    """

    nibbles: npt.NDArray[np.uint8]
    low: npt.NDArray[np.float16]
    step: npt.NDArray[np.float16]

    def rows(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """(len(numbers), columns) float32."""
        nibbles = self.nibbles[numbers]
        levels = np.empty((len(numbers), self.low.shape[1], BLOCK), dtype=np.float32)
        flat = levels.reshape(len(numbers), -1)
        flat[:, 0::2] = nibbles & LEVELS
        flat[:, 1::2] = nibbles >> 4
        levels *= self.step[numbers].astype(np.float32)[:, :, None]
        levels += self.low[numbers].astype(np.float32)[:, :, None]
        return flat

    def all_rows(self) -> npt.NDArray[np.float32]:
        """The whole table, (rows, columns) float32."""
        return self.rows(np.arange(len(self.nibbles)))


def pack(table: npt.NDArray[np.float32]) -> PackedTable:
    """Round `table` (rows, a multiple of BLOCK columns) to the nearest levels.

    Raises ValueError where float16 cannot hold the scale or the offset of a block.
    """
    if table.shape[1] % BLOCK:
        raise ValueError(f"a packed table needs a multiple of {BLOCK} columns: {table.shape[1]}")
    blocks = table.reshape(len(table), -1, BLOCK)
    with np.errstate(over="ignore", invalid="ignore"):
        low = blocks.min(axis=2).astype(np.float16)
        step = ((blocks.max(axis=2) - low) / LEVELS).astype(np.float16)
    if not (np.isfinite(low).all() and np.isfinite(step).all()):
        raise ValueError("a number of the table is not finite or too large for float16")
    divisor = np.where(step > 0, step, 1).astype(np.float32)
    levels = np.rint((blocks - low.astype(np.float32)[:, :, None]) / divisor[:, :, None])
    flat = levels.clip(0, LEVELS).astype(np.uint8).reshape(table.shape)
    return PackedTable(flat[:, 0::2] | flat[:, 1::2] << 4, low, step)

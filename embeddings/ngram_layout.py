"""The sizes of the n-gram encoder, shared by its two implementations."""

from dataclasses import dataclass

# (pieces in a window, pieces of it that lie to the left of the place)
ORDERS = ((2, 0), (3, 1), (5, 2))
# A window reaches at most this far: so many empty places keep neighbouring texts apart.
PADDING = 2
# Added to every variance before its root is taken.
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class NgramLayout:
    """What a stored model's config.json says about its sizes.

    pieces: rows of the vocabulary table. width: its columns, and the dimension of the vectors.
    channels: columns of one convolution branch. rank: of the convolutions' factors.
    hidden: columns between the last layers.
    """

    pieces: int
    width: int = 512
    channels: int = 256
    rank: int = 96
    hidden: int = 320

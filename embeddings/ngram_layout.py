"""The sizes of the n-gram encoder, shared by its two implementations."""

from dataclasses import dataclass

# (pieces in a window, pieces of it that lie to the left of the place)
ORDERS = ((2, 0), (3, 1), (5, 2))
# A window reaches at most this far: so many empty places keep neighbouring texts apart.
PADDING = 2
# Convolutions one after the other in every branch.
LAYERS = 2
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
    rank: int = 160
    hidden: int = 320

    def __post_init__(self) -> None:
        """Raises ValueError where a size is no positive number."""
        for name in self.__slots__:
            size = getattr(self, name)
            if type(size) is not int or size < 1:
                raise ValueError(f"{name} is {size!r} instead of a positive number")

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Every weight but the piece table by its name, with the shape that it must have."""
        joined = self.channels * len(ORDERS)
        features = self.width + joined
        shapes: dict[str, tuple[int, ...]] = {
            "project.weight": (joined, self.width),
            "project.bias": (joined,),
            "project_norm.weight": (joined,),
            "project_norm.bias": (joined,),
            "pool_norm.weight": (features,),
            "pool_norm.bias": (features,),
            "pool.weight": (self.width, features),
            "pool.bias": (self.width,),
            "dense0.weight": (self.hidden, self.width),
            "skip1.weight": (self.hidden, self.width),
            "dense1.weight": (self.hidden, self.hidden),
            "dense2.weight": (self.width, self.hidden),
            "skip3.weight": (self.width, self.hidden),
            "dense3.weight": (self.width, self.width),
        }
        for layer in range(LAYERS):
            for branch, (order, _) in enumerate(ORDERS):
                shapes[f"down.{layer}.{branch}.weight"] = (order * self.rank, self.channels)
                shapes[f"up.{layer}.{branch}.weight"] = (self.channels, self.rank)
                shapes[f"up.{layer}.{branch}.bias"] = (self.channels,)
        return shapes

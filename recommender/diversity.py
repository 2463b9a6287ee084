"""Ten results that are not ten sisters."""

import numpy as np
import numpy.typing as npt

RELEVANCE = 0.7
"""What the strength counts against the likeness to those before; chosen by eye on the bundled queries."""

POOL = 200
"""So many of the best are put in another order; the order of the others stays."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def diversify(strengths: Floats, vectors: Floats, relevance: float = RELEVANCE) -> Ints:
    """Order of n companies in which each is strong and unlike those before it.

    Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998). `strengths` (n,) descending,
    `vectors` (n, d) of unit length. The first stays the first; a longer list begins with the same
    companies as a shorter one.
    """
    count = min(len(strengths), POOL)
    if count == 0:
        return np.arange(0)
    nearest = np.full(count, -np.inf, np.float32)
    left = np.ones(count, bool)
    order = [0]
    for _ in range(count - 1):
        last = order[-1]
        left[last] = False
        nearest = np.maximum(nearest, vectors[:count] @ vectors[last])
        value = relevance * strengths[:count] - (1 - relevance) * nearest
        order.append(int(np.argmax(np.where(left, value, -np.inf))))
    return np.concatenate([np.array(order), np.arange(count, len(strengths))])

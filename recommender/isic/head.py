"""What tells the divisions apart in the vector space of one model."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.sectors import divisions

Floats = npt.NDArray[np.float32]

TELLING = 0.2
"""A division that is less certain is not counted to a company, unless it is the most certain one.

Chosen on the bundled companies, whose sectors were entered (`benchmarks/sectors.py`).
"""

CLEAR = 0.5
"""A query is of a division where that is more likely than all others together."""


@dataclass(frozen=True)
class DivisionHead:
    """A linear classifier of vectors (multinomial logit), one column a division.

    `weights` has shape (d, 88), `intercepts` (88,), in the order of `recommender.sectors.divisions`.
    """

    weights: Floats
    intercepts: Floats

    def confidences(self, vectors: Floats) -> Floats:
        """How likely each division is for vectors of shape (n, d): shape (n, 88), rows sum to 1."""
        evidence = vectors @ self.weights + self.intercepts
        likelihoods = np.exp(evidence - evidence.max(axis=1, keepdims=True))
        shares: Floats = likelihoods / likelihoods.sum(axis=1, keepdims=True)
        return shares

    def clear_division(self, vector: Floats) -> str | None:
        """The division that a vector of shape (d,) clearly is of, or None."""
        shares = self.confidences(vector[np.newaxis])[0]
        best = int(shares.argmax())
        return divisions()[best] if shares[best] >= CLEAR else None


def telling(shares: Floats) -> npt.NDArray[np.bool_]:
    """Which divisions count to each company: shape (n, 88), at least one a row."""
    best = shares == shares.max(axis=1, keepdims=True)
    counted: npt.NDArray[np.bool_] = best | (shares >= TELLING)
    return counted

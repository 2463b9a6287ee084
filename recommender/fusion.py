"""One strength out of what the vectors and the terms say.

The one place where they are weighed against each other. The weights are those of a logistic
regression on queries whose answer is known, fitted once by `benchmarks/fusion.py` and frozen.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for companies, all arrays of shape (n,).

    `whole` and `passage`: cosines of the company's vector and of its best passage. `lexical`: the
    share of what was asked for that its terms answer, 0 to 1.
    """

    whole: Floats
    passage: Floats
    lexical: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic regression: what each signal counts, and the intercept."""

    whole: float
    passage: float
    lexical: float
    intercept: float

    def strength(self, signals: Signals) -> Floats:
        """How probably companies are what was asked for, 0 to 1; shape (n,)."""
        evidence = (
            self.whole * signals.whole
            + self.passage * signals.passage
            + self.lexical * signals.lexical
            + self.intercept
        )
        strengths: Floats = (1 / (1 + np.exp(-evidence))).astype(np.float32)
        return strengths


QUERY = Weights(whole=2.6, passage=2.6, lexical=13.02, intercept=-4.3)
"""For what somebody has typed."""

"""One strength out of what the vectors and the terms say.

The one place where they are weighed against each other. The weights are those of logistic
regressions on questions whose answer is known, fitted once by `benchmarks/fusion.py` and
`benchmarks/matching.py`, and frozen.
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


QUERY = Weights(whole=0.59, passage=1.76, lexical=4.69, intercept=-3.32)
"""For what somebody has typed."""

COMPANY = Weights(whole=6.12, passage=2.04, lexical=16.32, intercept=-6.48)
"""For a company that others are compared with."""


@dataclass(frozen=True, slots=True)
class FitSignals:
    """What speaks for one company's meeting what another seeks, all arrays of shape (n,).

    `vector`: cosine of what the one seeks and what the other is. `lexical`: the share of what is
    sought that the other's terms answer. `rivalry`: the share of what the asking side offers that
    the other side's terms answer: who offers the same competes. `outside`: 1 where the request
    names other countries or tiers.
    """

    vector: Floats
    lexical: Floats
    rivalry: Floats
    outside: Floats


@dataclass(frozen=True, slots=True)
class FitWeights:
    """Of a logistic regression: what each signal counts, and the intercept."""

    vector: float
    lexical: float
    rivalry: float
    outside: float
    intercept: float

    def strength(self, signals: FitSignals) -> Floats:
        """How probably one meets what the other seeks, 0 to 1; shape (n,)."""
        evidence = (
            self.vector * signals.vector
            + self.lexical * signals.lexical
            + self.rivalry * signals.rivalry
            + self.outside * signals.outside
            + self.intercept
        )
        strengths: Floats = (1 / (1 + np.exp(-evidence))).astype(np.float32)
        return strengths


FIT = FitWeights(vector=5.35, lexical=8.86, rivalry=-7.3, outside=-2.67, intercept=-2.71)
"""For what a company seeks."""

UNKNOWN = np.float32(0.25)
"""The strength of a side of which nothing is known: a company that does not say what it seeks."""


def both_ways(forward: Floats, backward: Floats) -> Floats:
    """The strength of a match out of both one-sided ones, NaN where nothing is known of a side.

    Their geometric mean: a match holds both ways, so one side cannot make up for the other. The
    reciprocal recommenders of the literature combine so (Neve and Palomares, RecSys 2019).
    """
    sides = (np.where(np.isnan(side), UNKNOWN, side) for side in (forward, backward))
    strengths: Floats = np.sqrt(np.multiply(*sides)).astype(np.float32)
    return strengths

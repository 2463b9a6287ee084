"""How far the mean over a sample of questions may lie from the mean over all questions.

The percentile bootstrap over questions: Sakai, "Evaluating Evaluation Metrics Based on the
Bootstrap" (SIGIR 2006). Two systems are compared by resampling the differences of the same
questions: Smucker, Allan and Carterette, "A Comparison of Statistical Significance Tests for
Information Retrieval Evaluation" (CIKM 2007).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

RESAMPLES = 5_000
SEED = 20_061_127
"""Fixed, so that the same judgements give the same interval."""

LEVEL = 0.95

_DRAWN_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean, and the interval of `LEVEL` around it; None where one question says nothing of it."""

    mean: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Difference(Estimate):
    """A mean difference, and the share of resamples in which it is above 0."""

    above: float


def estimate(values: Floats) -> Estimate:
    """The mean of `values`, shape (n,) with n at least 1, and its interval."""
    low, high = _interval(values, resampled_means(values))
    return Estimate(float(values.mean()), low, high)


def difference(values: Floats, others: Floats) -> Difference:
    """The mean of `values - others`, both shape (n,), paired by question, and its interval."""
    differences = values - others
    means = resampled_means(differences)
    low, high = _interval(differences, means)
    return Difference(float(differences.mean()), low, high, float(np.mean(means > 0)))


def resampled_means(values: Floats) -> Floats:
    """Means of `RESAMPLES` samples of the same size, drawn with replacement."""
    return np.concatenate([values[drawn].mean(axis=1) for drawn in _draws(len(values))])


def _draws(count: int) -> Iterator[npt.NDArray[np.int64]]:
    """Places of the drawn values, some samples at a time, shape (samples, count)."""
    generator = np.random.default_rng(SEED)
    step = max(1, _DRAWN_AT_ONCE // count)
    for start in range(0, RESAMPLES, step):
        yield generator.integers(count, size=(min(step, RESAMPLES - start), count))


def _interval(values: Floats, means: Floats) -> tuple[float | None, float | None]:
    if len(values) == 1:
        return None, None
    outside = (1 - LEVEL) / 2
    low, high = np.quantile(means, (outside, 1 - outside))
    return float(low), float(high)

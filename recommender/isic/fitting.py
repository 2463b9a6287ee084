"""A head from labelled vectors, in closed form."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings import Embedder
from recommender.isic.examples import Example, examples
from recommender.isic.head import DivisionHead, Floats
from recommender.sectors import divisions

FITTING_VERSION = 1
"""Part of the name of a fitted head: raise it when examples or method change."""

SHRINKAGE = 0.5
"""How far the common covariance is drawn to a sphere: examples are few for its 512 directions."""

SENTENCES = 3
"""Sentences that a short description has."""

_LEAST = 1e-9
_SHARPNESSES = np.geomspace(0.03, 1.0, 60)

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Vectors (n, d), the numbers of their divisions (n,), and how much each counts (n,)."""

    vectors: Floats
    numbers: Ints
    weights: Floats

    def __getitem__(self, chosen: npt.NDArray[np.bool_]) -> "Labelled":
        return Labelled(self.vectors[chosen], self.numbers[chosen], self.weights[chosen])


def fit(embedder: Embedder) -> DivisionHead:
    """A head for the vectors of any model, from the examples. Takes as long as embedding them."""
    return calibrated(labelled(examples(), embedder))


def labelled(listed: Sequence[Example], embedder: Embedder) -> Labelled:
    """Embed examples."""
    numbered = {code: number for number, code in enumerate(divisions())}
    return Labelled(
        embedder.encode([example.text for example in listed], kind="document"),
        np.array([numbered[example.code] for example in listed], dtype=np.int64),
        np.array([example.weight for example in listed], dtype=np.float32),
    )


def calibrated(known: Labelled) -> DivisionHead:
    """A discriminant that is as sure of itself as it is right on every other example.

    Guo et al., "On Calibration of Modern Neural Networks", ICML 2017 (temperature scaling). A
    company is the mean of several sentences, so it is asked about the means of a few examples.
    """
    asked = np.arange(len(known.numbers)) % 2 == 1
    half = discriminant(known[~asked])
    vectors, numbers = _averaged(known[asked])
    losses = []
    for sharpness in _SHARPNESSES:
        shares = sharpened(half, float(sharpness)).confidences(vectors)
        losses.append(-np.log(shares[np.arange(len(numbers)), numbers] + _LEAST).mean())
    return sharpened(discriminant(known), float(_SHARPNESSES[int(np.argmin(losses))]))


def _averaged(known: Labelled) -> tuple[Floats, Ints]:
    """Means, of unit length, of SENTENCES examples of one division, and its number."""
    means, numbers = [], []
    for number in np.unique(known.numbers):
        own = known.vectors[known.numbers == number]
        count = len(own) // SENTENCES
        # Not neighbours, which are of one language: every mean is of examples far apart.
        summed = own[: count * SENTENCES].reshape(SENTENCES, count, -1).sum(axis=0)
        means.append(summed / np.linalg.norm(summed, axis=1, keepdims=True))
        numbers += [number] * count
    return np.concatenate(means), np.array(numbers, dtype=np.int64)


def discriminant(known: Labelled) -> DivisionHead:
    """Linear discriminant analysis with one shrunken covariance and equal priors.

    Friedman, "Regularized Discriminant Analysis", JASA 1989.
    """
    vectors, numbers, weights = known.vectors, known.numbers, known.weights
    count, dimension = len(divisions()), vectors.shape[1]
    totals = np.bincount(numbers, weights, count)
    means = np.zeros((count, dimension))
    np.add.at(means, numbers, vectors * weights[:, np.newaxis])
    # A division without an example stays at the origin, and is never likely.
    means /= np.maximum(totals, 1e-9)[:, np.newaxis]
    deviations = (vectors - means[numbers]) * np.sqrt(weights / weights.sum())[:, np.newaxis]
    covariance = deviations.T @ deviations
    sphere = max(float(np.trace(covariance)) / dimension, 1e-6) * np.eye(dimension)
    slopes = np.linalg.solve((1 - SHRINKAGE) * covariance + SHRINKAGE * sphere, means.T)
    intercepts = -0.5 * (means.T * slopes).sum(axis=0)
    return DivisionHead(slopes.astype(np.float32), intercepts.astype(np.float32))


def sharpened(head: DivisionHead, sharpness: float) -> DivisionHead:
    """The same head, surer of itself (above 1) or less sure (below)."""
    factor = np.float32(sharpness)
    return DivisionHead(head.weights * factor, head.intercepts * factor)

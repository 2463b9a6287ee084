"""A map of companies: their vectors in two dimensions."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def projected(vectors: Floats) -> Floats:
    """Places (n, 2) between 0 and 1 of vectors (n, d): those far apart are unlike.

    Principal components (Pearson, 1901), of which the two largest are kept: what they leave out is
    most of what tells companies apart, so that near need not be alike. Each axis points to where most of
    the weight of its component is, so that the same vectors always give the same map.
    """
    if len(vectors) == 0:
        return np.zeros((0, 2), np.float32)
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    _, axes = np.linalg.eigh(centred.T @ centred)
    main = axes[:, ::-1][:, :2]
    main = main * np.sign((main**3).sum(axis=0) + np.finfo(float).tiny)
    places = centred @ main
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    scaled = np.where(high > low, (places - low) / span, 0.5)
    return scaled.astype(np.float32)

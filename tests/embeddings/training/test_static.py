"""How the fast model begins: vectors of pieces along the axes of what they have in common."""

import numpy as np
import pytest

from embeddings.ngram_network import batch_of
from embeddings.training.static import (
    PrincipalAxes,
    StaticNetwork,
    initial_rows,
)


@pytest.fixture(scope="module")
def vectors():
    """500 vectors that spread five times as far in one direction, away from the origin."""
    random = np.random.default_rng(3)
    spread = random.normal(size=(500, 6)) * [5, 1, 1, 1, 1, 1] + 2
    return spread.astype(np.float32)


def test_components_without_whitening_keep_all_distances(vectors):
    components = PrincipalAxes.of(vectors, 6).components(vectors, 0)
    for a, b in ((0, 1), (2, 499)):
        np.testing.assert_allclose(
            np.linalg.norm(components[a] - components[b]),
            np.linalg.norm(vectors[a] - vectors[b]),
            rtol=1e-4,
        )


def test_whitened_components_have_equal_spread_and_no_correlation(vectors):
    components = PrincipalAxes.of(vectors, 6).components(vectors, 1)
    covariance = np.cov(components.T)
    np.testing.assert_allclose(covariance / covariance[0, 0], np.eye(6), atol=1e-3)
    np.testing.assert_allclose(components.mean(axis=0), 0, atol=1e-3)


def test_fewer_axes_are_the_widest(vectors):
    components = PrincipalAxes.of(vectors, 1).components(vectors, 0)
    assert components.shape == (500, 1)
    assert abs(np.corrcoef(components[:, 0], vectors[:, 0])[0, 1]) > 0.99


def test_a_frequent_piece_is_shorter(vectors):
    axes = PrincipalAxes.of(vectors, 6)
    counts = np.ones(500, dtype=np.int64)
    even = initial_rows(vectors, axes, counts)
    counts[7] = 10_000
    rows = initial_rows(vectors, axes, counts)
    shorter = np.linalg.norm(rows, axis=1) / np.linalg.norm(even, axis=1)
    assert shorter[7] < 0.01 * shorter[8]
    np.testing.assert_allclose(
        rows[7] / np.linalg.norm(rows[7]), even[7] / np.linalg.norm(even[7]), atol=1e-5
    )


def test_targets_are_unit_vectors_along_the_axes(embedder):
    axes = PrincipalAxes.of(embedder.encode(["baja", "steel", "kopi", "beras"], "document"), 3)
    encoded = axes.targets(embedder.encode(["baja", "stainless steel"], "document"))
    assert encoded.shape == (2, len(axes.spread)) == (2, 3)
    np.testing.assert_allclose(np.linalg.norm(encoded, axis=1), 1, atol=1e-5)


def test_the_network_adds_up_rows():
    rows = np.random.default_rng(1).normal(size=(9, 4)).astype(np.float32)
    [vector] = StaticNetwork(rows)(batch_of([[1, 5, 5]])).detach().numpy()
    expected = rows[1] + 2 * rows[5]
    np.testing.assert_allclose(vector, expected / np.linalg.norm(expected), atol=1e-6)

"""Half precision, widened and multiplied."""

import numpy as np

from recommender.halves import products, widened


def test_every_finite_half_number_is_widened_exactly():
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)]
    wide = widened(finite)
    assert wide.dtype == np.float32
    np.testing.assert_array_equal(wide.view(np.uint32), finite.astype(np.float32).view(np.uint32))


def test_products_are_those_of_the_chosen_rows():
    random = np.random.default_rng(3)
    halves = random.normal(size=(700, 16)).astype(np.float16)
    vector = random.normal(size=16).astype(np.float32)
    chosen = random.permutation(700)[:531]
    expected = halves.astype(np.float64)[chosen] @ vector
    np.testing.assert_allclose(products(halves, chosen, vector), expected, rtol=1e-5, atol=1e-6)
    assert products(halves, chosen[:0], vector).shape == (0,)

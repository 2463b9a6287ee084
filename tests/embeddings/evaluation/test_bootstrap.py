import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from embeddings.evaluation.bootstrap import RESAMPLES, difference, estimate, resampled_means

samples = arrays(np.float64, st.integers(2, 40), elements=st.floats(0, 1, width=32))


@pytest.mark.parametrize(("count", "hits"), [(20, 10), (50, 45), (400, 100)])
def test_the_interval_of_a_share_is_that_of_the_binomial_distribution(count, hits):
    """Resampling hits and misses draws from a binomial distribution, whose quantiles are known."""
    values = np.repeat([1.0, 0.0], [hits, count - hits])
    found = estimate(values)
    exact = stats.binom(count, hits / count)
    assert found.mean == hits / count
    # One hit more or less: both are whole numbers of hits, and ours come from a sample.
    assert found.low == pytest.approx(exact.ppf(0.025) / count, abs=1.01 / count)
    assert found.high == pytest.approx(exact.ppf(0.975) / count, abs=1.01 / count)


def test_the_interval_is_that_of_scipy():
    values = np.random.default_rng(1).beta(2, 1, 80)
    theirs = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=RESAMPLES, rng=np.random.default_rng(2)
    ).confidence_interval
    found = estimate(values)
    assert found.low == pytest.approx(theirs.low, abs=0.005)
    assert found.high == pytest.approx(theirs.high, abs=0.005)


def test_how_often_a_difference_is_above_0_is_counted():
    """Of two questions, one gained and one lost, a quarter of the resamples holds gains alone."""
    found = difference(np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    assert found.mean == 0
    assert found.above == pytest.approx(0.25, abs=0.02)


def test_differences_are_paired_by_question():
    """Questions differ a lot, the systems by little but always: pairing sees that."""
    hard = np.random.default_rng(3).random(50)
    found = difference(hard + 0.01, hard)
    assert found.low == pytest.approx(0.01)
    assert found.high == pytest.approx(0.01)
    assert found.above == 1


@given(samples)
@settings(max_examples=30)
def test_the_interval_holds_the_mean_and_is_the_same_every_time(values):
    found = estimate(values)
    assert found == estimate(values)
    assert values.min() - 1e-9 <= found.low <= found.high <= values.max() + 1e-9
    assert found.low - 0.05 <= found.mean <= found.high + 0.05


@given(samples)
@settings(max_examples=30)
def test_a_system_does_not_differ_from_itself(values):
    found = difference(values, values)
    assert (found.mean, found.low, found.high, found.above) == (0, 0, 0, 0)


def test_one_question_has_no_interval():
    found = estimate(np.array([0.5]))
    assert (found.mean, found.low, found.high) == (0.5, None, None)


def test_many_questions_are_drawn_in_portions():
    means = resampled_means(np.random.default_rng(4).random(3_000))
    assert means.shape == (RESAMPLES,)
    assert means.std() == pytest.approx(np.sqrt(1 / 12 / 3_000), rel=0.1)

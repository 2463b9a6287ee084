"""Batches of bounded size: every text once, in order, none larger than it must be."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from embeddings.batching import batches

LENGTHS = st.lists(st.integers(0, 20))


@given(lengths=LENGTHS, most=st.integers(1, 30))
def test_batches_follow_each_other_without_gap(lengths, most):
    found = list(batches(lengths, most))
    assert [n for first, last in found for n in range(first, last)] == list(range(len(lengths)))
    assert all(first < last for first, last in found)


@given(lengths=LENGTHS, most=st.integers(1, 30))
def test_only_a_single_text_may_be_larger(lengths, most):
    for first, last in batches(lengths, most):
        assert sum(lengths[first:last]) <= most or last == first + 1


@given(lengths=LENGTHS, most=st.integers(1, 30))
def test_no_batch_ends_before_it_is_full(lengths, most):
    found = list(batches(lengths, most))
    for (first, last), _ in pairwise(found):
        assert sum(lengths[first : last + 1]) > most

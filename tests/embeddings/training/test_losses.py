"""The losses against sums that are written out one by one."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.training.losses import contrastive, distillation


def cosine(one, other):
    product = sum(a * b for a, b in zip(one, other, strict=True))
    return product / math.sqrt(sum(a * a for a in one) * sum(b * b for b in other))


def surprise(right, wrong):
    """How unlikely a softmax over one right and several wrong scores finds the right one."""
    return math.log(sum(math.exp(score) for score in [right, *wrong])) - right


def in_plain_python(left, right, owner, keys, scale, dimension):
    left, right = ([row[:dimension] for row in side.tolist()] for side in (left, right))
    there = back = 0.0
    for i, mine in enumerate(owner):
        score = scale * cosine(left[i], right[mine])
        others = [j for j in range(len(right)) if keys[j] != keys[mine]]
        there += surprise(score, [scale * cosine(left[i], right[j]) for j in others])
        strangers = [j for j in range(len(left)) if keys[owner[j]] != keys[mine]]
        back += surprise(score, [scale * cosine(left[j], right[mine]) for j in strangers])
    return (there + back) / (2 * len(left))


@st.composite
def batches(draw):
    """Right texts of which some are equal, and left texts that belong to any of them."""
    generator = torch.Generator().manual_seed(draw(st.integers(0, 2**32)))
    m = draw(st.integers(1, 6))
    owner = draw(st.lists(st.integers(0, m - 1), min_size=1, max_size=9))
    keys = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    left, right = (
        torch.randn(count, 8, generator=generator, dtype=torch.float64) for count in (len(owner), m)
    )
    first = [keys.index(key) for key in keys]
    return left, right[first], owner, keys


def loss(left, right, owner, keys, scale=20.0, dimensions=(8,)):
    return contrastive(left, right, torch.tensor(owner), torch.tensor(keys), scale, dimensions)


@settings(max_examples=200, deadline=None)
@given(batches(), st.floats(0.5, 30), st.integers(2, 8))
def test_contrastive_is_the_mean_surprise_in_both_directions(batch, scale, dimension):
    expected = in_plain_python(*batch, scale, dimension)
    assert loss(*batch, scale, [dimension]).item() == pytest.approx(expected, abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(batches(), st.lists(st.integers(2, 8), min_size=1, max_size=4))
def test_several_dimensions_count_alike(batch, dimensions):
    each = [loss(*batch, dimensions=[dimension]).item() for dimension in dimensions]
    mean = sum(each) / len(each)
    assert loss(*batch, dimensions=dimensions).item() == pytest.approx(mean)


def test_equal_right_texts_never_count_as_wrong():
    vectors = torch.eye(4, dtype=torch.float64)[[0, 0, 1]]
    assert loss(vectors, vectors, [0, 1, 2], [5, 5, 6]).item() < 1e-8
    # Taken for different texts, no vector could tell them apart: log 2 for two texts of three.
    known = 2 / 3 * math.log(2)
    assert loss(vectors, vectors, [0, 1, 2], [5, 7, 6]).item() == pytest.approx(known, abs=1e-8)


def test_two_left_texts_of_one_right_text_do_not_push_each_other_away():
    left = torch.eye(4, dtype=torch.float64)[[0, 0, 1]]
    assert loss(left, torch.eye(4, dtype=torch.float64)[:2], [0, 0, 1], [0, 1]).item() < 1e-8


def test_the_length_of_a_vector_does_not_matter():
    generator = torch.Generator().manual_seed(1)
    left, right = (torch.randn(4, 8, generator=generator) for _ in range(2))
    one = loss(left, right, range(4), range(4))
    other = loss(left * 7, right / 3, range(4), range(4))
    torch.testing.assert_close(one, other)


def test_going_down_brings_pairs_together_and_strangers_apart():
    generator = torch.Generator().manual_seed(1)
    left, right = (torch.randn(6, 8, generator=generator, requires_grad=True) for _ in range(2))
    optimiser = torch.optim.Adam([left, right], lr=0.1)
    for _ in range(100):
        optimiser.zero_grad()
        loss(left, right, range(6), range(6), dimensions=(8, 4)).backward()
        optimiser.step()
    for dimension in (4, 8):
        a, b = (torch.nn.functional.normalize(x[:, :dimension]) for x in (left, right))
        assert (a @ b.T).argmax(dim=1).tolist() == list(range(6))


def test_distillation_is_the_mean_cosine_distance():
    vectors = torch.tensor([[1.0, 0.0], [0.0, 2.0], [3.0, 3.0], [1.0, 0.0]])
    targets = torch.tensor([[5.0, 0.0], [1.0, 0.0], [-1.0, -1.0], [1.0, 1.0]])
    expected = (0 + 1 + 2 + (1 - math.sqrt(0.5))) / 4
    assert distillation(vectors, targets).item() == pytest.approx(expected)

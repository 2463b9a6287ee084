"""How the two sides of a match are weighed, and put together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.fusion import FIT, UNKNOWN, FitSignals, both_ways


def arrays(*strengths):
    return [np.array([strength], np.float32) for strength in strengths]


STRENGTHS = st.floats(0, 1, width=32)


@given(STRENGTHS, STRENGTHS)
def test_a_match_holds_both_ways(one, other):
    (strength,) = both_ways(*arrays(one, other))
    assert strength == both_ways(*arrays(other, one))
    assert min(one, other) - 1e-6 <= strength <= max(one, other) + 1e-6
    assert both_ways(*arrays(one, 0)) == 0


@given(STRENGTHS, STRENGTHS, STRENGTHS)
def test_a_match_is_no_weaker_where_one_side_is_stronger(one, weaker, stronger):
    weaker, stronger = sorted([weaker, stronger])
    assert both_ways(*arrays(one, weaker)) <= both_ways(*arrays(one, stronger)) + 1e-6


@given(STRENGTHS)
def test_an_unknown_side_counts_as_a_weak_one(one):
    assert both_ways(*arrays(one, np.nan)) == both_ways(*arrays(one, UNKNOWN))
    assert both_ways(*arrays(np.nan, one)) == both_ways(*arrays(UNKNOWN, one))
    assert both_ways(*arrays(np.nan, np.nan)) == pytest.approx(UNKNOWN)


@given(
    st.tuples(*[st.floats(0, 1)] * 4), st.sampled_from(["vector", "lexical", "rivalry", "outside"])
)
def test_what_speaks_for_a_partner_raises_its_strength_and_what_speaks_against_lowers_it(
    values, changed
):
    signals = dict(zip(("vector", "lexical", "rivalry", "outside"), values, strict=True))

    def strength(**given):
        return FIT.strength(FitSignals(**{name: np.array([v]) for name, v in given.items()}))[0]

    before, after = strength(**signals), strength(**{**signals, changed: signals[changed] + 0.5})
    assert before < after if changed in {"vector", "lexical"} else before > after
    assert 0 <= after <= 1

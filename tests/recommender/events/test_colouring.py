"""Any pairs that fit into the slots by number can be held in them, and evenly."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.events.colouring import colour

edges = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60).map(sorted)


@given(edges, st.integers(0, 4))
@settings(max_examples=80, deadline=None)
def test_no_node_has_a_colour_twice_and_colours_are_used_equally_often(listed, spare):
    degrees = Counter(("a", i) for i, _ in listed) + Counter(("b", j) for _, j in listed)
    colours = max(degrees.values(), default=1) + spare
    chosen = colour(listed, colours)
    seen = {(0, i, c) for (i, _), c in zip(listed, chosen, strict=True)}
    seen |= {(1, j, c) for (_, j), c in zip(listed, chosen, strict=True)}
    assert len(seen) == 2 * len(listed)
    assert set(chosen) <= set(range(colours))
    counts = [chosen.count(c) for c in range(colours)]
    assert max(counts) - min(counts) <= 1


def test_a_full_hall_is_coloured_exactly():
    listed = [(i, j) for i in range(8) for j in range(8)]
    assert Counter(colour(listed, 8)) == dict.fromkeys(range(8), 8)


def test_more_edges_at_a_node_than_colours_are_refused():
    with pytest.raises(ValueError, match="3 edges"):
        colour([(0, 0), (0, 1), (0, 2)], 2)

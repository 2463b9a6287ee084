"""How long the rest takes is told from the speed of late."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.jobs.time_left import WINDOW_SECONDS, TimeLeft


@given(st.floats(0.001, 0.05), st.floats(0.2, 5), st.floats(0, 0.5), st.integers(10, 18))
def test_at_a_constant_speed_it_is_right(per_second, step, before, steps):
    """A job that was resumed has a share done from the beginning."""
    left = TimeLeft()
    told = None
    for number in range(steps):
        now = number * step
        done = before + now * per_second
        if done >= 1:
            return
        told = left.after(done, now)
        if told is not None:
            assert told == pytest.approx((1 - done) / per_second, rel=1e-6)
    assert told is not None


def test_at_first_nothing_is_told():
    assert TimeLeft().after(0.4, 100) is None


def test_where_nothing_moves_nothing_is_told():
    left = TimeLeft()
    assert [left.after(0.2, now) for now in range(30)] == [None] * 30


def test_a_leap_is_forgotten_after_a_while():
    left = TimeLeft()
    left.after(0, 0)
    left.after(0.5, 1)
    for second in range(2, int(WINDOW_SECONDS) * 2 + 2):
        told = left.after(0.5 + second / 1000, second)
    assert told == pytest.approx((0.5 - second / 1000) * 1000, rel=0.05)

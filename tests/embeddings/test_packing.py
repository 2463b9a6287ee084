"""A packed table says what the table said, as nearly as sixteen levels can."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.packing import BLOCK, LEVELS, pack

LARGEST = float(np.finfo(np.float16).max)
# Scale and offset of a block are float16: 11 binary digits, or steps of 2**-24 near zero.
PRECISION = 2.0**-11
FINEST = 2.0**-24


@st.composite
def tables(draw):
    """Tables of one to three blocks a row: any spread, around any middle."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    rows, blocks = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    spread = 10.0 ** draw(st.floats(-6, 3))
    middle = draw(st.sampled_from([0.0, 1.0, -1.0])) * 10.0 ** draw(st.floats(-4, 3))
    shape = (rows, blocks, BLOCK)
    noise = random.normal(size=shape) if draw(st.booleans()) else random.uniform(-1, 1, shape)
    return (middle + spread * noise).astype(np.float32).reshape(rows, -1)


def by_block(table):
    return table.reshape(len(table), -1, BLOCK)


@settings(max_examples=300, deadline=None)
@given(tables())
def test_a_number_comes_back_within_half_a_step(table):
    blocks = by_block(table).astype(np.float64)
    step = np.ptp(blocks, axis=2, keepdims=True) / LEVELS
    low = np.abs(blocks.min(axis=2, keepdims=True))
    # Beyond the extremes as stored, a number takes the nearer extreme.
    room = PRECISION * (low + LEVELS * step) + (LEVELS + 1) * FINEST
    error = np.abs(by_block(pack(table).all_rows()) - blocks)
    assert (error <= step / 2 + room).all()


@settings(max_examples=300, deadline=None)
@given(tables())
def test_the_extremes_of_a_block_are_kept(table):
    blocks, back = by_block(table), by_block(pack(table).all_rows())
    size = np.abs(blocks).max(axis=2) + np.ptp(blocks, axis=2)
    room = 2 * PRECISION * size + (LEVELS + 1) * FINEST
    assert (np.abs(back.min(axis=2) - blocks.min(axis=2)) <= room).all()
    assert (np.abs(back.max(axis=2) - blocks.max(axis=2)) <= room).all()


@settings(max_examples=300, deadline=None)
@given(tables())
def test_packing_what_was_unpacked_changes_nothing_more_than_float16_can_say(table):
    once = pack(table).all_rows()
    size = np.abs(by_block(once)).max(axis=2, keepdims=True)
    again = by_block(pack(once).all_rows())
    assert (np.abs(again - by_block(once)) <= 2 * PRECISION * size + (LEVELS + 1) * FINEST).all()


@pytest.mark.parametrize("number", [0.0, 0.1, -0.3, 1e-5, 7.7, -1234.5, LARGEST, -LARGEST])
def test_a_constant_row_stays_constant(number):
    back = pack(np.full((2, 2 * BLOCK), number, dtype=np.float32)).all_rows()
    assert (back == back[0, 0]).all()
    assert back[0, 0] == pytest.approx(number, rel=PRECISION, abs=FINEST)


def test_every_block_has_its_own_levels():
    fine = np.linspace(0, 1e-3, BLOCK, dtype=np.float32)
    coarse = np.linspace(-1000, 1000, BLOCK, dtype=np.float32)
    back = pack(np.concatenate([fine, coarse])[None]).all_rows()[0]
    assert np.abs(back[:BLOCK] - fine).max() < 1e-4
    assert np.abs(back[BLOCK:] - coarse).max() < 100


def test_sixteen_even_levels_come_back_exactly():
    table = np.resize(np.arange(LEVELS + 1, dtype=np.float32), (3, BLOCK))
    np.testing.assert_array_equal(pack(table).all_rows(), table)


def test_two_columns_share_a_byte_the_even_one_in_the_low_half():
    table = np.zeros((1, BLOCK), dtype=np.float32)
    table[0, :4] = [1, 2, 15, 0]
    nibbles = pack(table).nibbles
    assert nibbles.shape == (1, BLOCK // 2)
    assert [int(number) for number in nibbles[0, :2]] == [0x21, 0x0F]


@settings(max_examples=50, deadline=None)
@given(tables(), st.data())
def test_rows_are_those_of_the_whole_table_in_any_order_and_more_than_once(table, data):
    numbers = data.draw(st.lists(st.integers(0, len(table) - 1), min_size=1, max_size=8))
    packed = pack(table)
    rows = packed.rows(np.array(numbers, dtype=np.int64))
    assert rows.dtype == np.float32
    np.testing.assert_array_equal(rows, packed.all_rows()[numbers])


@pytest.mark.parametrize("width", [1, BLOCK - 1, BLOCK + 2, 3 * BLOCK // 2])
def test_a_width_that_is_no_multiple_of_a_block_is_refused_with_its_number(width):
    with pytest.raises(ValueError, match=rf"{BLOCK}.*{width}"):
        pack(np.zeros((2, width), dtype=np.float32))


def test_numbers_over_all_the_range_of_float16_survive():
    table = np.linspace(-LARGEST, LARGEST, BLOCK, dtype=np.float32)[None]
    back = pack(table).all_rows()
    step = 2 * LARGEST / LEVELS
    assert np.isfinite(back).all()
    assert np.abs(back - table).max() <= step * (0.5 + LEVELS * PRECISION)


@pytest.mark.parametrize("number", [1e6, -1e5, np.inf, np.nan])
def test_a_block_whose_scale_or_offset_float16_cannot_hold_is_refused(number):
    table = np.zeros((1, BLOCK), dtype=np.float32)
    table[0, 3] = number
    with np.errstate(all="ignore"), pytest.raises(ValueError, match=r"float16|finite"):
        pack(table)

"""After cancellations as much as can be stays, and freed places are filled."""

from dataclasses import replace

import numpy as np
import pytest

from recommender.events.checker import check
from recommender.events.errors import EventError
from recommender.events.plan import in_order
from recommender.events.replanning import MOST_MOVED, replan, without
from recommender.events.scheduling import schedule


@pytest.fixture(scope="module")
def planned(event_like, limits):
    event = event_like(5, sizes=(16, 16), tables=6, count=8, fewest=1, helpers=5)
    return event, schedule(event, limits).meetings


@pytest.mark.parametrize("seed", range(5))
def test_few_meetings_move_and_the_new_plan_can_be_held(planned, limits, seed):
    event, before = planned
    gone = [event.a[seed].id, event.a[seed + 5].id, event.b[seed].id]
    after = without(event, gone, {})
    found = replan(after, before, 0.5, limits)
    assert check(after, found.plan.meetings) == []
    assert found.share_moved <= MOST_MOVED
    lost = [one for one in before if one.a in gone or one.b in gone]
    assert set(found.fallen) == set(lost)
    assert len(found.plan.meetings) >= len(before) - len(lost)
    groups = (found.stayed, found.moved, found.dropped, found.fallen, found.displaced)
    assert in_order(one for group in groups for one in group) == in_order(before)


def test_what_stays_keeps_its_table(planned, limits):
    event, before = planned
    after = without(event, [event.a[0].id], {})
    found = replan(after, before, 0.5, limits)
    tables = {(one.slot, *one.pair): one.table for one in found.plan.meetings}
    assert found.stayed
    assert all(tables[one.slot, *one.pair] == one.table for one in found.stayed)


def test_nothing_changes_where_nobody_cancels(planned, limits):
    event, before = planned
    found = replan(event, before, 0.5, limits)
    assert found.plan.meetings == tuple(before)


def test_whoever_comes_late_has_no_meeting_before(planned, limits):
    event, before = planned
    busy = max(event.b, key=lambda guest: sum(one.b == guest.id for one in before))
    after = without(event, [], {busy.id: 5})
    found = replan(after, before, 0.5, limits)
    assert check(after, found.plan.meetings) == []
    assert all(one.slot >= 5 for one in found.plan.meetings if one.b == busy.id)


def test_locked_meetings_stay_and_keep_their_lock(planned, limits):
    event, before = planned
    locked = [replace(one, locked=n % 3 == 0) for n, one in enumerate(before)]
    gone = event.a[3].id
    kept = [one for one in locked if one.locked and one.a != gone]
    rest = [replace(one, locked=False) if one.a == gone else one for one in locked]
    found = replan(without(event, [gone], {}), rest, 0.0, limits)
    assert {one for one in found.plan.meetings if one.locked} == set(kept)


def test_a_locked_meeting_of_somebody_who_cancels_is_named(planned, limits):
    event, before = planned
    locked = [replace(one, locked=True) for one in before]
    with pytest.raises(EventError, match=event.a[0].id) as raised:
        replan(without(event, [event.a[0].id], {}), locked, 0.5, limits)
    assert raised.value.code == "event-locked-impossible"


def test_an_edit_that_puts_a_company_in_two_places_is_mended(planned, limits):
    event, before = planned
    first = before[0]
    other = next(one for one in before if one.a == first.a and one.slot != first.slot)
    edited = [replace(one, slot=first.slot, table=6) if one == other else one for one in before]
    found = replan(event, edited, 0.5, limits)
    assert check(event, found.plan.meetings) == []


def test_an_edit_that_gives_a_table_away_twice_is_mended(planned, limits):
    event, before = planned
    other = next(one for one in before[1:] if one.slot == before[0].slot)
    edited = [replace(one, table=before[0].table) if one == other else one for one in before]
    found = replan(event, edited, 0.5, limits)
    assert check(event, found.plan.meetings) == []
    assert len(found.stayed) == len(before)


def test_a_meeting_whose_table_is_gone_may_keep_its_slot_at_another_one(planned, limits):
    event, before = planned
    first = before[0]
    gone = event.tables + 1
    edited = [replace(one, table=gone) if one == first else one for one in before]
    found = replan(event, edited, 0.5, limits)
    (displaced,) = found.displaced
    (now,) = [one for one in found.plan.meetings if one.pair == first.pair]
    assert displaced == edited[0]
    assert (now.slot, now.table <= event.tables) == (first.slot, True)


def test_strangers_and_slots_that_there_are_not_are_refused(planned):
    event, _ = planned
    with pytest.raises(EventError, match="“X-1”"):
        without(event, ["X-1"], {})
    with pytest.raises(EventError, match="slot 9"):
        without(event, [], {event.a[0].id: 9})


def test_too_few_meetings_are_had_where_nobody_is_left(event_like, limits):
    event = event_like(0, sizes=(3, 3), tables=3, fewest=3, most=3, english=1, absent=0, refused=0)
    before = schedule(event, limits).meetings
    after = without(event, [event.b[0].id], {})
    found = replan(after, before, 0.5, limits)
    assert len(found.plan.meetings) == 6
    assert {v.problem.code for v in check(after, found.plan.meetings)} == {"event-too-few-meetings"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_whatever_happens_to_an_event_the_next_plan_can_be_held(event_like, limits, seed):
    random = np.random.default_rng(seed)
    sizes = (int(random.integers(6, 16)), int(random.integers(6, 16)))
    event = event_like(seed, sizes=sizes, tables=5, count=6, fewest=0, helpers=4)
    before = [
        replace(one, locked=bool(random.random() < 0.1))
        for one in schedule(event, limits).meetings
        if random.random() < 0.9
    ]
    free = {guest.id for guest in (*event.a, *event.b)}
    free -= {identity for one in before if one.locked for identity in one.pair}
    changed = [str(one) for one in random.permutation(sorted(free))[:5]]
    after = without(event, changed[:3], dict.fromkeys(changed[3:], 3))
    found = replan(after, before, float(random.random()), limits)
    assert check(after, found.plan.meetings) == []
    assert found.share_moved <= MOST_MOVED
    assert found.plan.value <= found.plan.bound + 1e-6
    locked = {(one.slot, one.table, one.a, one.b) for one in before if one.locked}
    assert locked <= {(one.slot, one.table, one.a, one.b) for one in found.plan.meetings}

"""After cancellations as much as can be stays, and freed places are filled."""

from dataclasses import replace

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

"""Plans that can be held, as good as can be, the same every time."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from recommender.events.checker import check
from recommender.events.event import Event, Guest
from recommender.events.interpreting import Help
from recommender.events.pairing import possible_pairs, relax
from recommender.events.plan import Plan, digest
from recommender.events.scheduling import NoPlan, schedule


@pytest.mark.slow
def test_fifty_generated_events_keep_every_constraint_and_come_near_the_bound(event_like, limits):
    shares = []
    for seed in range(50):
        random = np.random.default_rng(seed)
        event = event_like(
            seed,
            sizes=(int(random.integers(4, 20)), int(random.integers(4, 20))),
            tables=int(random.integers(3, 10)),
            count=int(random.integers(3, 10)),
            fewest=0 if seed % 2 else 1,
            most=int(random.integers(2, 6)),
            helpers=int(random.integers(3, 8)),
            english=0.8,
        )
        plan = schedule(event, limits)
        if isinstance(plan, NoPlan):
            # Only the fewest meetings can make it impossible, and then it has been proved.
            assert event.a[0].fewest
            assert plan.proved
            continue
        assert check(event, plan.meetings) == []
        assert plan.value <= plan.bound + 1e-6
        shares.append(plan.share)
    assert len(shares) >= 40
    assert np.mean(shares) > 0.97


def best_by_hand(event: Event) -> float:
    """The greatest value of any plan, by trying every choice of pairs in every slot."""
    pairs = list(itertools.product(range(len(event.a)), range(len(event.b))))
    best = 0.0

    def held(slot, used, value, counts):
        nonlocal best
        if slot == len(event.slots):
            best = max(best, value)
            return
        for size in range(event.tables + 1):
            for some in itertools.combinations([p for p in pairs if p not in used], size):
                ends = [("a", i) for i, _ in some] + [("b", j) for _, j in some]
                if len(set(ends)) < len(ends):
                    continue
                if any(counts.get(end, 0) >= 2 for end in ends):
                    continue
                after = {**counts, **{end: counts.get(end, 0) + 1 for end in ends}}
                gained = sum(event.values[pair] for pair in some)
                held(slot + 1, used | set(some), value + gained, after)

    held(0, frozenset(), 0.0, {})
    return best


@pytest.mark.parametrize("seed", range(4))
def test_a_small_event_gets_the_best_plan_there_is(event_like, limits, seed):
    event = event_like(
        seed,
        sizes=(3, 3),
        tables=2,
        count=3,
        fewest=0,
        most=2,
        helpers=0,
        english=1,
        absent=0,
        refused=0,
    )
    plan = schedule(event, limits)
    assert plan.value == pytest.approx(best_by_hand(event))


def test_no_plan_is_worth_more_than_the_bound_of_its_pairs(event_like):
    event = event_like(3, fewest=0)
    aid = Help.of(event)
    pairs = possible_pairs(event, aid)
    optimum = relax(event, aid, pairs)
    assert sorted(optimum.candidates) == sorted(pairs)
    best = np.sort(event.values.ravel())[::-1]
    assert 0 < optimum.bound <= best[: event.tables * len(event.slots)].sum()


def test_the_same_settings_make_the_same_plan(event_like, limits):
    event = event_like(7, sizes=(12, 12), tables=5)
    plans = [schedule(event, limits) for _ in range(2)]
    assert all(plan.deterministic for plan in plans)
    assert digest(plans[0].meetings) == digest(plans[1].meetings)


def test_more_meetings_than_partners_are_impossible_and_that_is_proved(event_like, limits):
    event = event_like(0, sizes=(3, 3), fewest=4, most=6, refused=0)
    assert schedule(event, limits) == NoPlan(proved=True)


def test_a_soft_plan_has_as_few_missing_meetings_as_can_be(event_like, limits):
    event = event_like(0, sizes=(3, 3), tables=3, fewest=4, most=6, refused=0, absent=0, english=1)
    plan = schedule(event, limits, soft=True)
    assert len(plan.meetings) == 9


def test_absences_that_leave_no_common_slot_are_heeded(event_like, limits):
    event = event_like(0, sizes=(1, 1), count=2, fewest=0, refused=0, english=1)
    early, late = frozenset({1}), frozenset({2})
    apart = replace(
        event,
        a=(replace(event.a[0], absent=early),),
        b=(replace(event.b[0], absent=late),),
    )
    assert schedule(apart, limits).meetings == ()


def test_a_meeting_worth_nothing_is_held_only_where_somebody_needs_it(event_like, limits):
    event = event_like(0, sizes=(2, 2), fewest=0, absent=0, refused=0, english=1)
    nothing = replace(event, values=np.zeros((2, 2)))
    assert schedule(nothing, limits).meetings == ()
    needing = tuple(replace(guest, fewest=1) for guest in event.a)
    assert len(schedule(replace(nothing, a=needing), limits).meetings) == 2


def test_interpreters_limit_a_slot_and_a_wider_choice_is_found(event_like, limits):
    event = event_like(
        1, sizes=(6, 6), tables=6, count=3, fewest=0, most=3, helpers=1, english=0, absent=0
    )
    plan = schedule(event, limits)
    assert isinstance(plan, Plan)
    assert check(event, plan.meetings) == []
    per_slot = [sum(one.slot == slot.number for one in plan.meetings) for slot in event.slots]
    assert per_slot == [1, 1, 1]


def test_the_smaller_side_sits_at_tables_of_its_own(event_like, limits):
    event = event_like(2, sizes=(4, 9), tables=4, absent=0, english=1)
    plan = schedule(event, limits)
    tables = {one.a: {m.table for m in plan.meetings if m.a == one.a} for one in plan.meetings}
    assert all(len(own) == 1 for own in tables.values())


def test_guests_of_a_language_nobody_helps_with_meet_only_those_who_speak_it(event_like, limits):
    event = event_like(0, sizes=(3, 3), fewest=0, absent=0, refused=0)
    stranger = Guest("B-999", "Stranger (fictional)", frozenset({"th"}), 0, 4)
    alone = replace(event, b=(*event.b[:2], stranger))
    assert all(one.b != "B-999" for one in schedule(alone, limits).meetings)


def test_where_nobody_may_meet_there_is_an_empty_plan_or_none(event_like, limits):
    event = event_like(0, sizes=(2, 2), fewest=0, absent=0, english=1)
    every = frozenset((one.id, other.id) for one in event.a for other in event.b)
    assert schedule(replace(event, refused=every), limits).meetings == ()
    needing = tuple(replace(guest, fewest=1) for guest in event.a)
    assert schedule(replace(event, refused=every, a=needing), limits) == NoPlan(proved=True)
    assert schedule(replace(event, refused=every, a=needing), limits, soft=True).meetings == ()

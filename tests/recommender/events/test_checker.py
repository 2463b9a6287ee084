"""Every kind of mistake, planted into a plan that has none, is found where it is."""

from dataclasses import replace

import pytest

from recommender.events.checker import check
from recommender.events.event import Interpreter
from recommender.events.scheduling import schedule


@pytest.fixture(scope="module")
def planned(event_like, limits):
    event = event_like(4, sizes=(8, 8), tables=4, count=6, fewest=1, english=0.4, helpers=5)
    plan = schedule(event, limits)
    assert check(event, plan.meetings) == []
    return event, list(plan.meetings)


def codes(event, meetings):
    return {violation.problem.code for violation in check(event, meetings)}


def changed(meetings, number, **values):
    return [replace(one, **values) if n == number else one for n, one in enumerate(meetings)]


def helped(meetings):
    return next(n for n, one in enumerate(meetings) if one.interpreter)


def test_a_slot_or_table_that_there_is_not(planned):
    event, meetings = planned
    assert "event-no-slot" in codes(event, changed(meetings, 0, slot=7))
    assert "event-no-slot" in codes(event, changed(meetings, 0, slot=0))
    assert "event-no-table" in codes(event, changed(meetings, 0, table=5))


def test_companies_that_are_not_there_or_on_the_other_side(planned):
    event, meetings = planned
    assert "event-not-invited" in codes(event, changed(meetings, 0, a="Z-1"))
    one = meetings[0]
    assert "event-wrong-side" in codes(event, changed(meetings, 0, a=one.b, b=one.a))


def test_a_company_in_two_places(planned):
    event, meetings = planned
    number = next(
        n
        for n, one in enumerate(meetings[1:], start=1)
        if one.slot == meetings[0].slot and one.a != meetings[0].a
    )
    found = check(event, changed(meetings, number, a=meetings[0].a))
    twice = [one for one in found if one.problem.code == "event-company-twice"]
    assert [(one.meetings, one.place) for one in twice] == [((0, number), "a")]


def test_a_table_with_two_meetings(planned):
    event, meetings = planned
    number = next(n for n, one in enumerate(meetings[1:], 1) if one.slot == meetings[0].slot)
    assert "event-table-twice" in codes(event, changed(meetings, number, table=meetings[0].table))


def test_two_companies_that_meet_twice(planned):
    event, meetings = planned
    one = meetings[0]
    other = next(slot.number for slot in event.slots if slot.number != one.slot)
    assert "event-pair-twice" in codes(event, [*meetings, replace(one, slot=other, table=4)])


def test_refusals_and_companies_that_have_met(planned):
    event, meetings = planned
    pair = meetings[0].pair
    assert codes(replace(event, refused=frozenset({pair})), meetings) == {"event-refused"}
    assert codes(replace(event, met=frozenset({pair})), meetings) == {"event-already-met"}


def test_a_company_that_is_absent(planned):
    event, meetings = planned
    one = meetings[0]
    for side, identity in (("a", one.a), ("b", one.b)):
        guests = tuple(
            replace(guest, absent=guest.absent | {one.slot}) if guest.id == identity else guest
            for guest in getattr(event, side)
        )
        found = check(replace(event, **{side: guests}), meetings)
        assert [v.problem.code for v in found] == ["event-absent"]
        assert found[0].place == side


def test_a_pair_without_a_common_language_and_without_help(planned):
    event, meetings = planned
    number = helped(meetings)
    found = check(event, changed(meetings, number, interpreter=None))
    assert [one.problem.code for one in found] == ["event-needs-interpreter"]
    assert meetings[number].interpreter in found[0].problem.values["able"]


def test_interpreters_that_there_are_not_or_are_elsewhere(planned):
    event, meetings = planned
    number = helped(meetings)
    assert "event-no-interpreter-of-name" in codes(
        event, changed(meetings, number, interpreter="Nobody")
    )
    name = meetings[number].interpreter
    away = tuple(
        replace(one, slots=one.slots - {meetings[number].slot}) if one.name == name else one
        for one in event.interpreters
    )
    assert codes(replace(event, interpreters=away), meetings) == {"event-interpreter-absent"}


def test_an_interpreter_of_other_languages(planned):
    event, meetings = planned
    number = helped(meetings)
    every = frozenset(slot.number for slot in event.slots)
    other = Interpreter("Thai", frozenset({"th", "id"}), every)
    more = replace(event, interpreters=(*event.interpreters, other))
    found = codes(more, changed(meetings, number, interpreter="Thai"))
    assert found == {"event-interpreter-languages"}


def test_an_interpreter_at_two_tables(planned):
    event, meetings = planned
    pairs = [
        (n, m)
        for n, one in enumerate(meetings)
        for m, other in enumerate(meetings)
        if n < m and one.slot == other.slot and one.interpreter and other.interpreter
    ]
    first, second = pairs[0]
    again = changed(meetings, second, interpreter=meetings[first].interpreter)
    assert codes(event, again) == {"event-interpreter-twice-a-slot"}


def test_too_many_and_too_few_meetings(planned):
    event, meetings = planned
    one = meetings[0]
    count = sum(each.a == one.a for each in meetings)
    more = tuple(replace(g, fewest=count + 1) if g.id == one.a else g for g in event.a)
    assert codes(replace(event, a=more), meetings) == {"event-too-few-meetings"}
    less = tuple(replace(g, most=count - 1, fewest=0) if g.id == one.a else g for g in event.a)
    found = check(replace(event, a=less), meetings)
    assert [v.problem.code for v in found] == ["event-too-many-meetings"]
    assert all(meetings[n].a == one.a for n in found[0].meetings)


def test_every_violation_has_words_in_every_language(planned):
    event, meetings = planned
    broken = [*changed(meetings, 0, slot=99), replace(meetings[1], table=99)]
    for violation in check(event, broken):
        for language in ("id", "ja", "en"):
            assert "{" not in violation.problem.message(language)
            assert violation.problem.remedy(language)

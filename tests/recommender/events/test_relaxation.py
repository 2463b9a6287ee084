"""Where there is no plan, each advice would give one, and less would not."""

from dataclasses import replace

from recommender.events.plan import Plan
from recommender.events.relaxation import advise, with_more_interpreters, with_more_slots
from recommender.events.scheduling import NoPlan, schedule


def by_code(event, limits):
    assert isinstance(schedule(event, limits), NoPlan)
    return {problem.code: problem.values for problem in advise(event, limits)}


def test_more_tables_are_advised_where_tables_are_missing(event_like, limits):
    event = event_like(
        0, sizes=(6, 6), tables=2, count=4, fewest=2, most=3, english=1, absent=0, refused=0
    )
    found = by_code(event, limits)
    assert found["event-more-tables"] == {"more": 1, "tables": 3}
    assert isinstance(schedule(replace(event, tables=3), limits), Plan)
    assert found["event-more-slots"]["more"] == 2
    assert isinstance(schedule(with_more_slots(event, 2), limits), Plan)
    assert isinstance(schedule(with_more_slots(event, 1), limits), NoPlan)
    assert "event-more-interpreters" not in found


def test_fewer_meetings_are_advised_with_the_companies_that_cannot_have_them(event_like, limits):
    event = event_like(
        0, sizes=(3, 3), tables=3, count=6, fewest=4, most=6, english=1, absent=0, refused=0
    )
    found = by_code(event, limits)["event-fewer-meetings"]
    assert (found["count"], found["fewest"]) == (6, 4)
    assert found["settings"] == "sides.a.meetings.fewest = 3, sides.b.meetings.fewest = 3"
    assert "A-000 (3)" in found["ids"]
    fewer = replace(
        event,
        a=tuple(replace(guest, fewest=3) for guest in event.a),
        b=tuple(replace(guest, fewest=3) for guest in event.b),
    )
    assert isinstance(schedule(fewer, limits), Plan)


def test_one_more_interpreter_is_advised_in_the_session_that_lacks_one(event_like, limits):
    event = event_like(
        0, sizes=(4, 4), tables=4, count=4, fewest=2, most=2, english=0, absent=0, refused=0
    )
    rina = replace(event.interpreters[0], slots=frozenset({1, 2}))
    some = replace(event, interpreters=(rina, replace(event.interpreters[1], slots=rina.slots)))
    found = by_code(some, limits)
    advice = found["event-more-interpreters-session"]
    assert advice["languages"] == "id–ja"
    wider = with_more_interpreters(some, advice["more"], frozenset({"id", "ja"}), advice["session"])
    assert isinstance(schedule(wider, limits), Plan)
    fewer = with_more_interpreters(
        some, advice["more"] - 1, frozenset({"id", "ja"}), advice["session"]
    )
    assert isinstance(schedule(fewer, limits), NoPlan)

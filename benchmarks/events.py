"""Events: how good a plan is, how long it takes, and how much changes after cancellations.

    python benchmarks/events.py

Generated events of 120 companies a side, of whom some are far more sought after than others, with
absences, refusals, and interpreters for whoever shares no language; and an event of the 120 written
companies of queries/pairs.jsonl with the 120 partners that complement them, valued as `Catalog.matches`
values them. Every plan is checked by `recommender.events.checker`, which knows nothing of solvers.
Writes results/events.json and .md.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from real_companies import read_queries, write_result

from recommender import Catalog, Company
from recommender.events.checker import check
from recommender.events.event import Event, Guest, Interpreter, Slot, Values
from recommender.events.invitations import invite
from recommender.events.pairing import Limits
from recommender.events.plan import Plan
from recommender.events.pool import Hall, Pool
from recommender.events.replanning import replan, without
from recommender.events.roster import Member
from recommender.events.scheduling import schedule
from recommender.events.seating import sitting_side
from recommender.events.settings import SideSettings
from recommender.events.values import match_values

SIDE = 120
TABLES, SLOTS, HELPERS = 30, 16, 8
SMALL_EVENTS, CANCELLATIONS, REPLANNED = 50, 5, 10
WORTH_MOVED = 0.5
ENGLISH, AWAY, REFUSED = 0.85, 0.1, 0.01
LIMITS = Limits(60)
START = datetime(2027, 2, 17, 9)  # noqa: DTZ001 - no zone matters here


def main() -> None:
    """Measure everything, write the tables."""
    usual = generated(0, SIDE, TABLES, SLOTS, HELPERS, most=8)
    full = generated(0, SIDE, 2 * TABLES, SLOTS, HELPERS + 4, most=12)
    written, partners = written_event()
    rows = {
        "30 tables, 8 interpreters": planned(usual),
        "60 tables, 12 interpreters: every company busy half the day": planned(full),
        "the 120 written companies with 120 partners, 30 tables": planned(written),
    }
    result = {
        "plans": {name: numbers for name, (numbers, _) in rows.items()},
        "partners_that_meet": met_partners(rows, partners),
        "replanned": replanned(usual, rows["30 tables, 8 interpreters"][1]),
        "generated": small_events(),
        "invited": invited(),
    }
    write_result("events", result, table(result))


def generated(
    seed: int, side: int, tables: int, slots: int, helpers: int, *, most: int, fewest: int = 2
) -> Event:
    """An event of a seed. One in ten is away for three slots; 85 % speak English; 1 % refuse."""
    random = np.random.default_rng(seed)
    times = times_of(slots)

    def guest(mark: str, number: int, own: str) -> Guest:
        spoken = {own} | ({"en"} if random.random() < ENGLISH else set())
        away = random.choice(slots, 3, replace=False) + 1 if random.random() < AWAY else []
        identity = f"{mark}{number}"
        absent = frozenset(int(n) for n in away)
        return Guest(identity, identity, frozenset(spoken), fewest, most, absent)

    a = tuple(guest("A", number, "id") for number in range(side))
    b = tuple(guest("B", number, "ja") for number in range(side))
    barred = np.argwhere(random.random((side, side)) < REFUSED)
    values = skewed(random, side)
    return Event(
        "generated",
        "",
        times,
        tables,
        a,
        b,
        values,
        values,
        interpreters(times, helpers),
        frozenset((a[i].id, b[j].id) for i, j in barred),
    )


def skewed(random: np.random.Generator, side: int) -> Values:
    """Strengths 0 to 1: most of them small, and some companies sought by many (Pareto)."""
    popular = random.pareto(2, side) + 0.3
    values = random.beta(1.2, 5, (side, side)) * np.sqrt(popular / popular.max())
    return np.asarray(np.round(np.clip(2 * values, 0, 1), 4), np.float64)


def times_of(slots: int) -> tuple[Slot, ...]:
    """Slots of 25 minutes, half of them in the morning."""
    starts = [START + timedelta(minutes=30 * number) for number in range(slots)]
    return tuple(
        Slot(n, "morning" if n <= slots // 2 else "afternoon", at, at + timedelta(minutes=25))
        for n, at in enumerate(starts, start=1)
    )


def interpreters(times: tuple[Slot, ...], helpers: int) -> tuple[Interpreter, ...]:
    """Interpreters of Indonesian and Japanese; one in three is there in the morning alone."""
    return tuple(
        Interpreter(
            f"H{number}",
            frozenset({"id", "ja"}),
            frozenset(s.number for s in times if number % 3 or s.session == "morning"),
        )
        for number in range(helpers)
    )


def written_event() -> tuple[Event, dict[str, str]]:
    """The written companies against their partners, and who is whose."""
    cases = read_queries("pairs")
    with tempfile.TemporaryDirectory() as folder, Catalog.open(folder) as catalog:
        for role in ("company", "partner"):
            catalog.put(*(Company(id=f"{case['case']}-{role}", **case[role]) for case in cases))
        ids = [[f"{case['case']}-{role}" for case in cases] for role in ("company", "partner")]
        with catalog.view() as view:
            rows = [[view.store.get(view.connection, one)[0] for one in side] for side in ids]
            values = match_values(view, rows[0], rows[1])
    a, b = (tuple(Guest(one, one, frozenset({"en"}), 1, 8) for one in side) for side in ids)
    event = Event("written", "", times_of(SLOTS), TABLES, a, b, values, values)
    return event, dict(zip(ids[0], ids[1], strict=True))


def planned(event: Event) -> tuple[dict[str, Any], Plan]:
    """Plan an event; the numbers and the plan."""
    seconds, plan = timed(lambda: plan_of(event))
    side, _ = sitting_side(event)
    tables: dict[str, int] = {}
    moves = 0
    for one in plan.meetings:
        identity = one.a if side == "a" else one.b
        moves += tables.get(identity, one.table) != one.table
        tables[identity] = one.table
    return {
        "seconds": round(seconds, 1),
        "meetings": len(plan.meetings),
        "value": round(plan.value, 2),
        "bound": round(plan.bound, 2),
        "share": round(plan.share, 4),
        "violations": len(check(event, plan.meetings)),
        "table_changes": moves,
    }, plan


def plan_of(event: Event) -> Plan:
    """The plan of an event that has one."""
    plan = schedule(event, LIMITS)
    if not isinstance(plan, Plan):
        raise TypeError("no plan was found")
    return plan


def met_partners(rows: dict[str, tuple[dict[str, Any], Plan]], partners: dict[str, str]) -> int:
    """How many of the written companies meet the partner that complements them."""
    pairs = {one.pair for _, plan in rows.values() for one in plan.meetings}
    return sum(pair in pairs for pair in partners.items())


def replanned(event: Event, plan: Plan) -> dict[str, Any]:
    """After five cancellations: shares of the remaining meetings that move, over ten draws."""
    ids = [guest.id for guest in (*event.a, *event.b)]
    found = []
    for seed in range(REPLANNED):
        random = np.random.default_rng(seed)
        gone = [str(one) for one in random.choice(ids, CANCELLATIONS, replace=False)]
        left = without(event, gone, {})
        seconds, made = timed(lambda: replan(left, plan.meetings, WORTH_MOVED, LIMITS))  # noqa: B023
        kept = {(one.slot, *one.pair): one.table for one in made.plan.meetings}
        found.append(
            {
                "moved": made.share_moved,
                "tables": sum(kept[o.slot, *o.pair] != o.table for o in made.stayed),
                "lost": len(made.fallen),
                "added": len(made.added),
                "share": made.plan.share,
                "seconds": seconds,
                "violations": len(check(left, made.plan.meetings)),
            }
        )
    return {
        "most_moved": round(max(one["moved"] for one in found), 4),
        "table_changes": sum(one["tables"] for one in found),
        "lost": sum(one["lost"] for one in found),
        "added": sum(one["added"] for one in found),
        "least_share": round(min(one["share"] for one in found), 4),
        "most_seconds": round(max(one["seconds"] for one in found), 1),
        "violations": sum(one["violations"] for one in found),
    }


def small_events() -> dict[str, Any]:
    """Fifty events of all sizes: violations, and how near they come to the bound."""
    shares, violations, impossible = [], 0, 0
    for seed in range(SMALL_EVENTS):
        random = np.random.default_rng(seed)
        event = generated(
            seed,
            int(random.integers(4, 60)),
            int(random.integers(3, 20)),
            int(random.integers(4, 16)),
            int(random.integers(3, 10)),
            most=int(random.integers(2, 8)),
            fewest=int(random.integers(0, 2)),
        )
        plan = schedule(event, LIMITS)
        if not isinstance(plan, Plan):
            impossible += 1
            fewer = [tuple(replace(g, fewest=0) for g in side) for side in (event.a, event.b)]
            event = replace(event, a=fewer[0], b=fewer[1])
            plan = plan_of(event)
        violations += len(check(event, plan.meetings))
        shares.append(plan.share)
    return {
        "events": SMALL_EVENTS,
        "violations": violations,
        "impossible_with_minimum": impossible,
        "mean_share": round(float(np.mean(shares)), 4),
        "least_share": round(min(shares), 4),
    }


def invited() -> dict[str, Any]:
    """Whom to invite of 400 a side, for 120 places each."""
    random = np.random.default_rng(0)
    pools = []
    for mark in ("A", "B"):
        members = [Member(f"{mark}{n}", f"{mark}{n}", "ID", f"org{n % 7}") for n in range(400)]
        rules = {
            "name": mark,
            "filters": {"country": "ID"},
            "capacity": SIDE,
            "meetings": {"most": 8},
            "fairness": {"most_share": 0.3, "fewest_each": 5},
        }
        pools.append(Pool(members, SideSettings.model_validate(rules), random.random(400)))
    strengths = skewed(random, 400)
    hall = Hall(SLOTS, SLOTS * TABLES, 10, 0.5)
    seconds, choice = timed(lambda: invite(pools[0], pools[1], strengths, hall, LIMITS.part(0.3)))
    return {
        "seconds": round(seconds, 1),
        "worth": round(choice.worth, 2),
        "bound": round(choice.bound, 2),
        "share": round(choice.worth / choice.bound, 4),
    }


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that something takes, and what it gives."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def table(result: dict[str, Any]) -> list[str]:
    """The lines of events.md."""
    lines = [
        "# Events",
        "",
        "Made by `python benchmarks/events.py`, on one core. 120 companies a side, 16 slots. The bound is",
        "what no plan can be worth more than; violations are counted by a checker that shares nothing",
        "with the planner but the data.",
        "",
        "| event | meetings | value | bound | share of the bound | seconds | violations | changes of table |",
        "|---|---|---|---|---|---|---|---|",
        *(
            f"| {name} | {row['meetings']} | {row['value']} | {row['bound']} | {row['share']:.2%} |"
            f" {row['seconds']} | {row['violations']} | {row['table_changes']} |"
            for name, row in result["plans"].items()
        ),
        "",
        "Changes of table: of the companies of the side that sits, which has fewer tables than companies.",
        f"Of the 120 written companies {result['partners_that_meet']} meet the partner that complements",
        "them, in four meetings each on average.",
        "",
    ]
    again = result["replanned"]
    small, choice = result["generated"], result["invited"]
    return [
        *lines,
        f"Five cancellations, ten draws: at most {again['most_moved']:.1%} of the remaining meetings move,",
        f"with {again['table_changes']} changes of table among those that stay. Of {again['lost']} meetings",
        f"that fell away {again['added']} places were filled again. The new plans reach at least",
        f"{again['least_share']:.2%} of their bounds, in at most {again['most_seconds']} s, with",
        f"{again['violations']} violations.",
        "",
        f"{small['events']} generated events of 4 to 59 companies a side: {small['violations']} violations,",
        f"{small['mean_share']:.2%} of the bound on average, {small['least_share']:.2%} at least.",
        f"{small['impossible_with_minimum']} of them have no plan in which everybody has a meeting; they",
        "are planned without that.",
        "",
        f"Whom to invite, 120 of 400 a side: {choice['share']:.2%} of the bound in {choice['seconds']} s.",
        "",
    ]


if __name__ == "__main__":
    main()

"""What the steps of an event have come to: who comes, what a check has found, what planning again changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from recommender.events.errors import EventError
from recommender.events.plan_file import PLAN, PlanFile, load_plan
from recommender.events.timetable import slots_of
from service.jobs.job import Job
from service.jobs.jobs import Jobs
from service.jobs.making_events import CHANGES, CHECK

MAX_ROWS = 200
"""Findings and changes that are listed on a page; the files have all of them."""

LATE = 3
"""Companies that can be said to come later, at once."""

CHANGED = ("moved", "displaced", "dropped", "fallen", "added")


@dataclass(frozen=True, slots=True)
class Guest:
    """A company that comes."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """A meeting that is not as it was; `slot`: its number before, or for a new one now."""

    kind: str
    slot: int
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class EventResult:
    """A plan. `sides`: their names with those who come. `slots`: their numbers, sessions and times.

    `problems`: what a check of `meetings_checked` has found that cannot be held, None without a check. `edits` and
    `counts`: how many meetings an organiser, or planning again, has changed, by kind.
    """

    date: date
    place: str
    meetings: int
    tables: int
    cancelled: tuple[str, ...]
    sides: tuple[tuple[str, tuple[Guest, ...]], ...]
    slots: tuple[tuple[int, str], ...]
    problems: list[Mapping[str, Any]] | None
    meetings_checked: int
    edits: Mapping[str, int]
    counts: Mapping[str, int]
    changes: list[Change]


def of(job: Job, own: Jobs) -> EventResult | None:
    """The plan of a job; None where there is none (yet)."""
    folder = own.folder(job) if job.state == "done" else None
    if folder is None or not (folder / PLAN).is_file():
        return None
    try:
        plan = load_plan(folder)
    except EventError:  # from a newer Mitra, or damaged: the files are there all the same
        return None
    settings = plan.settings
    away = set(plan.cancelled)
    sides = tuple(
        (side.name, tuple(Guest(one.id, one.name) for one in members if one.id not in away))
        for side, members in ((settings.sides.a, plan.roster.a), (settings.sides.b, plan.roster.b))
    )
    checked, changed = _json(folder / CHECK), _json(folder / CHANGES)
    return EventResult(
        settings.date,
        settings.place,
        len(plan.meetings),
        settings.tables,
        plan.cancelled,
        sides,
        tuple(
            (slot.number, f"{slot.number} · {slot.session} {slot.start:%H:%M}")
            for slot in slots_of(settings)
        ),
        checked.get("problems"),
        checked.get("meetings", 0),
        {kind: len(listed) for kind, listed in checked.get("changes", {}).items() if listed},
        {kind: len(changed[kind]) for kind in ("stayed", *CHANGED)} if changed else {},
        list(_changes(changed, plan)),
    )


def _changes(changed: Mapping[str, Any], plan: PlanFile) -> list[Change]:
    names = {one.id: one.name for one in (*plan.roster.a, *plan.roster.b)}
    listed = [
        Change(kind, one["slot"], names.get(one["a"], one["a"]), names.get(one["b"], one["b"]))
        for kind in CHANGED
        for one in changed.get(kind, ())
    ]
    return sorted(listed, key=lambda one: one.slot)[:MAX_ROWS]


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content

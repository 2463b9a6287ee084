"""The timetable of an event by company, by table and by slot, as a document without a form."""

from collections.abc import Sequence
from datetime import UTC, datetime

from recommender.events.event import Event
from recommender.events.plan import Meeting
from recommender.events.plan_file import PlanFile
from recommender.reports.document import Cell, Column, Document, Provenance, Table

KIND = "timetable"

COMMAND = "mitra event publish"

_SLOT = (Column("slot", "count"), Column("date"), Column("time"))
_MEETING = (Column("table", "count"), Column("interpreter"))


def timetable(event: Event, meetings: Sequence[Meeting], stored: PlanFile, folder: str) -> Document:
    """The document of a plan: three tables of the same meetings, each for another reader.

    `folder`: what the folder of the plan is called; publishing it again gives the same timetable.
    """
    return Document(
        KIND,
        Provenance(stored.generation, stored.fingerprint, {COMMAND: folder}),
        (_by_company(event, meetings), _by_table(event, meetings), _by_slot(event, meetings)),
        facts={
            "event": event.name,
            "place": event.place,
            "time-zone": event.time_zone,
            "meetings": len(meetings),
            "participants": len({identity for one in meetings for identity in one.pair}),
            "slots": len(event.slots),
            "tables": event.tables,
            "revision": stored.revision,
        },
        created_at=datetime.now(UTC),
    )


def _by_company(event: Event, meetings: Sequence[Meeting]) -> Table:
    names = _names(event)
    by_id: dict[str, list[Meeting]] = {}
    for one in meetings:
        for identity in one.pair:
            by_id.setdefault(identity, []).append(one)
    rows: list[tuple[Cell, ...]] = []
    for guests, side in zip((event.a, event.b), event.side_names, strict=True):
        for guest in guests:
            for one in by_id.get(guest.id, ()):
                partner = one.b if one.a == guest.id else one.a
                rows.append(
                    (
                        guest.name,
                        guest.id,
                        side,
                        *_when(event, one),
                        one.table,
                        one.interpreter,
                        partner,
                        names.get(partner, ""),
                    )
                )
    columns = (
        Column("name"),
        Column("id", "id"),
        Column("side"),
        *_SLOT,
        *_MEETING,
        Column("other_id", "id"),
        Column("other_name"),
    )
    return Table("by-company", columns, tuple(rows), group=3)


def _by_table(event: Event, meetings: Sequence[Meeting]) -> Table:
    ordered = sorted(meetings, key=lambda one: (one.table, one.slot))
    rows = tuple(
        (one.table, *_when(event, one), *_both(event, one), one.interpreter) for one in ordered
    )
    columns = (_MEETING[0], *_SLOT, *_PAIR, _MEETING[1])
    return Table("by-table", columns, rows, group=1)


def _by_slot(event: Event, meetings: Sequence[Meeting]) -> Table:
    ordered = sorted(meetings, key=lambda one: (one.slot, one.table))
    rows = tuple(
        (*_when(event, one), one.table, *_both(event, one), one.interpreter) for one in ordered
    )
    columns = (*_SLOT, _MEETING[0], *_PAIR, _MEETING[1])
    return Table("by-slot", columns, rows, group=3)


_PAIR = (Column("a_id", "id"), Column("a_name"), Column("b_id", "id"), Column("b_name"))


def _when(event: Event, one: Meeting) -> tuple[int, str, str]:
    slot = event.slot(one.slot)
    return one.slot, f"{slot.start:%Y-%m-%d}", f"{slot.start:%H:%M}–{slot.end:%H:%M}"


def _both(event: Event, one: Meeting) -> tuple[str, str, str, str]:
    names = _names(event)
    return one.a, names.get(one.a, ""), one.b, names.get(one.b, "")


def _names(event: Event) -> dict[str, str]:
    return {guest.id: guest.name for guest in (*event.a, *event.b)}

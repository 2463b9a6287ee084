"""The timetable of an event by company, by table and by slot, as a document without a form."""

from collections.abc import Sequence
from datetime import UTC, datetime

from recommender.events.event import Event
from recommender.events.plan import Meeting
from recommender.events.plan_file import PlanFile
from recommender.reports.document import Cell, Column, Document, Provenance, Table

KIND = "timetable"

COMMAND = "mitra event publish"

_SLOT = Column("slot", "count")
_TABLE = Column("table", "count")
_INTERPRETER = Column("interpreter")
_PAIR = (
    Column("a_id", "id", under="a_name"),
    Column("a_name"),
    Column("b_id", "id", under="b_name"),
    Column("b_name"),
)


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
            "date": " – ".join(dict.fromkeys(map(str, event.days))),
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
                        partner,
                        names.get(partner, ""),
                        one.interpreter,
                    )
                )
    columns = (
        Column("name"),
        Column("id", "id", under="name"),
        Column("side", under="name"),
        *_when_columns(event),
        _TABLE,
        Column("other_id", "id", under="other_name"),
        Column("other_name"),
        _INTERPRETER,
    )
    return Table("by-company", columns, tuple(rows), group=3)


def _by_table(event: Event, meetings: Sequence[Meeting]) -> Table:
    ordered = sorted(meetings, key=lambda one: (one.table, one.slot))
    rows = tuple(
        (one.table, *_when(event, one), *_both(event, one), one.interpreter) for one in ordered
    )
    columns = (_TABLE, *_when_columns(event), *_PAIR, _INTERPRETER)
    return Table("by-table", columns, rows, group=1)


def _by_slot(event: Event, meetings: Sequence[Meeting]) -> Table:
    ordered = sorted(meetings, key=lambda one: (one.slot, one.table))
    rows = tuple(
        (*_when(event, one), one.table, *_both(event, one), one.interpreter) for one in ordered
    )
    when = (_SLOT, Column("date", under="slot"), Column("time", under="slot"))
    return Table("by-slot", (*when, _TABLE, *_PAIR, _INTERPRETER), rows, group=3)


def _when_columns(event: Event) -> tuple[Column, Column, Column]:
    """Pages leave out the date where all meetings are on one day."""
    first, last = event.days
    return _SLOT, Column("date", hidden=first == last, under="time"), Column("time")


def _when(event: Event, one: Meeting) -> tuple[int, str, str]:
    slot = event.slot(one.slot)
    return one.slot, f"{slot.start:%Y-%m-%d}", f"{slot.start:%H:%M}–{slot.end:%H:%M}"


def _both(event: Event, one: Meeting) -> tuple[str, str, str, str]:
    names = _names(event)
    return one.a, names.get(one.a, ""), one.b, names.get(one.b, "")


def _names(event: Event) -> dict[str, str]:
    return {guest.id: guest.name for guest in (*event.a, *event.b)}

"""The slots of an event: its sessions cut into meetings, breaks left out."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from recommender.events.errors import EventError
from recommender.events.event import Slot
from recommender.events.settings import MAX_SLOTS, EventSettings, Session


def slots_of(settings: EventSettings) -> tuple[Slot, ...]:
    """The slots by time, in the time zone of the event.

    A slot lies wholly in its session and in no break; after a break it begins at the end of that.
    Raises EventError where sessions overlap, or where there is no slot, or too many.
    """
    length = timedelta(minutes=settings.slots.minutes)
    gap = timedelta(minutes=settings.slots.gap)
    zone = ZoneInfo(settings.time_zone)
    found: list[tuple[datetime, datetime, str]] = []
    until: datetime | None = None
    for session in sorted(settings.sessions, key=lambda one: _start(one, settings.date)):
        day = session.date or settings.date
        begin = _start(session, settings.date)
        if until and begin < until:
            raise EventError("event-sessions-overlap", session=session.name)
        until = _at(day, session.end)
        breaks = sorted((_at(day, one.start), _at(day, one.end)) for one in session.breaks)
        while begin + length <= until:
            end = begin + length
            inside = [stop for start, stop in breaks if start < end and begin < stop]
            if inside:
                begin = max(inside)
                continue
            found.append((begin, end, session.name))
            begin = end + gap
    if not found:
        raise EventError("event-no-room-for-a-slot", minutes=settings.slots.minutes)
    if len(found) > MAX_SLOTS:
        raise EventError("event-too-many-slots", count=len(found), limit=MAX_SLOTS)
    return tuple(
        Slot(number, name, start.replace(tzinfo=zone), end.replace(tzinfo=zone))
        for number, (start, end, name) in enumerate(found, start=1)
    )


def _start(session: Session, day: date) -> datetime:
    return _at(session.date or day, session.start)


def _at(day: date, hour: time) -> datetime:
    """Local time; the zone is put to it last, so that minutes are counted as a clock shows them."""
    return datetime.combine(day, hour.replace(tzinfo=None))

"""A calendar file for each company (RFC 5545), which updates what an earlier one has entered."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from embeddings import InterfaceLanguage
from recommender.errors import MESSAGES
from recommender.events.event import Event
from recommender.events.plan import Meeting
from recommender.events.plan_file import Published

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class Calendars:
    """Files by name, and the state of every entry to be kept for the next time."""

    files: Mapping[str, bytes]
    published: Mapping[str, Published]


def calendars(
    event: Event,
    meetings: Sequence[Meeting],
    earlier: Mapping[str, Published],
    language: InterfaceLanguage,
    moment: datetime,
) -> Calendars:
    """Write the calendars of all companies that have a meeting, or had one when last published.

    The id of an entry is that of the event and the pair, so a meeting that moves is the same entry
    with a higher SEQUENCE, and one that falls away comes once more as cancelled. Times are in the time
    zone of the event, whose rules are in the file. `moment`: of publishing (UTC).
    """
    entries = {_uid(event, one.a, one.b): _state(event, one) for one in meetings}
    published: dict[str, Published] = {}
    for uid in (*entries, *(uid for uid in earlier if uid not in entries)):
        before, now = earlier.get(uid), entries.get(uid)
        if now is None and before is not None:
            gone = before.cancelled
            sequence = before.sequence if gone else before.sequence + 1
            published[uid] = before.model_copy(update={"cancelled": True, "sequence": sequence})
        elif now is not None:
            same = before is not None and before.digest == now.digest and not before.cancelled
            sequence = 0 if before is None else before.sequence + (not same)
            published[uid] = now.model_copy(update={"sequence": sequence})
    by_company: dict[str, list[str]] = {}
    for uid, entry in published.items():
        for identity in (entry.a, entry.b):
            by_company.setdefault(identity, []).append(uid)
    names = file_names(by_company)
    files = {
        names[identity]: _calendar(event, identity, uids, published, language, moment)
        for identity, uids in sorted(by_company.items())
    }
    return Calendars(files, published)


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A name for each id that every file system takes; different ids never share one."""
    safe = {identity: _UNSAFE.sub("_", identity)[:_MAX_NAME] for identity in ids}
    counts = Counter(name.casefold() for name in safe.values())
    names = {}
    for identity, name in safe.items():
        alone = name == identity and counts[name.casefold()] == 1
        mark = "" if alone else f"-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"
        names[identity] = f"{name}{mark}.ics"
    return names


def _uid(event: Event, a: str, b: str) -> str:
    start = event.slots[0].start
    key = "\n".join((event.name, f"{start:%Y-%m-%d}", a, b))
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@mitra"


def _state(event: Event, one: Meeting) -> Published:
    slot = event.slot(one.slot)
    names = {guest.id: guest.name for guest in (*event.a, *event.b)}
    said = {
        "a": one.a,
        "b": one.b,
        "a_name": names[one.a],
        "b_name": names[one.b],
        "start": slot.start.replace(tzinfo=None),
        "end": slot.end.replace(tzinfo=None),
        "table": one.table,
        "interpreter": one.interpreter,
    }
    text = "\n".join((event.place, event.time_zone, *map(str, said.values())))
    return Published(sequence=0, digest=hashlib.sha256(text.encode()).hexdigest(), **said)


def _calendar(
    event: Event,
    identity: str,
    uids: Sequence[str],
    published: Mapping[str, Published],
    language: InterfaceLanguage,
    moment: datetime,
) -> bytes:
    from zoneinfo import ZoneInfo

    import icalendar

    zone = ZoneInfo(event.time_zone)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Mitra//event//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", event.name)
    for uid in sorted(uids, key=lambda uid: (published[uid].start, uid)):
        one = published[uid]
        partner = one.b_name if identity == one.a else one.a_name
        entry = icalendar.Event()
        entry.add("uid", uid)
        entry.add("sequence", one.sequence)
        entry.add("dtstamp", moment.astimezone(UTC))
        entry.add("dtstart", one.start.replace(tzinfo=zone))
        entry.add("dtend", one.end.replace(tzinfo=zone))
        entry.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        entry.add("summary", _text("summary", language, partner=partner))
        entry.add("location", _text("location", language, place=event.place, table=one.table))
        if one.interpreter:
            helper = _text("interpreter", language, name=one.interpreter)
            entry.add("description", helper)
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _text(key: str, language: InterfaceLanguage, **values: object) -> str:
    return MESSAGES.text(f"event.calendar.{key}", language, **values)

"""Jobs as people read them: what one is about, how far it is, and what its files are for."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from recommender.filters import Filters
from recommender.merging.review import FILE as REVIEW
from recommender.numerals import LOCALES, percent
from recommender.reports.naming import named, selection
from service.jobs.job import Job, is_event
from service.jobs.job_store import kept_until
from service.jobs.making_events import CHANGES, CHECK
from service.jobs.making_reports import chosen
from service.pages.company_choice import pairs_of
from service.pages.frame import Frame
from service.pages.words import Words

CALENDARS = "published/calendars/"
_OPENED = ".html"
_KILO = 1000

# Files that mean more than their ending says, each with the name of its text.
_NAMED = {
    "event.xlsx": "workbook",
    "published/timetable.html": "timetable",
    "published/badges.html": "badges",
    "published/outcomes.xlsx": "outcomes",
    REVIEW: "review",
}
_FOR_PROGRAMS = {CHECK, CHANGES}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A result: what it is, and where it is saved and, if a browser can show it, opened.

    `is_further`: it is there for those who need more than most do.
    """

    name: str
    about: str
    kind: str
    size: str
    address: str
    opened: str | None
    is_further: bool


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job in a list or on its page. `state` is a code; all else is for people."""

    id: str
    address: str
    state: str
    title: str
    about: str
    asked: datetime
    asked_said: str
    kept_said: str | None
    is_over: bool
    owner: str
    """The organisation whose it is, in the form in which names are compared; or nothing."""


def shown_job(job: Job, frame: Frame, others: Mapping[str, Job] | None = None) -> ShownJob:
    """A job in words; `others`: jobs by id, in which the event of a later step is looked up."""
    words, kept = frame.words, kept_until(job)
    return ShownJob(
        job.id,
        frame.link(f"/jobs/{job.id}"),
        job.state,
        words.text(f"job.kind-{job.kind}"),
        about(job, words, others or {}),
        job.created_at,
        moment(job.created_at, words),
        words.date(kept) if kept else None,
        job.is_over,
        job.owner.partition(":")[2],
    )


def about(job: Job, words: Words, others: Mapping[str, Job]) -> str:
    """Of which companies a report is, or which event is planned."""
    if is_event(job.kind):
        settings = settings_of(job, others)
        return "" if settings is None else str(settings["name"])
    if job.kind == "duplicates":
        return ""
    sides = (_side(job.parameters[side], words) for side in ("from", "to"))
    return " → ".join(sides)


def settings_of(job: Job, others: Mapping[str, Job]) -> Mapping[str, Any] | None:
    """The settings of the event that a job is a step of; None where its first step is gone."""
    known: Job | None = job
    while known is not None and "settings" not in known.parameters:
        known = others.get(known.parameters.get("of", ""))
    return known.parameters["settings"] if known else None


def _side(filters: Mapping[str, Any], words: Words) -> str:
    return named(selection(chosen(filters).words), "selection", words.language)


def again(job: Job, frame: Frame) -> str | None:
    """The form for the same report once more; None for what no form of a report was filled in for."""
    if not job.is_over or is_event(job.kind):
        return None
    asked = job.parameters
    pairs = [("formats", name) for name in asked["formats"]]
    if job.kind != "duplicates":
        for side in ("from", "to"):
            pairs += pairs_of(Filters.parse(asked[side]), side)
        pairs.append(("by", asked["by"]))
    if job.kind == "similarity":
        pairs.append(("top", str(asked["top"])))
        pairs += [("contacts", "yes")] if asked["contacts"] else []
    return frame.link(f"/reports/{job.kind}", *pairs)


def progress(job: Job, words: Words) -> str:
    """How far a job is, and how long it may take."""
    if job.state == "queued":
        return words.text("job.waits")
    # Cut, so that only what is done is done to 100%.
    share = percent(math.floor(job.done * 100) / 100, words.language)
    if job.seconds_left is None:
        return words.text("job.share", share=share)
    left = duration(max(1, job.seconds_left), words)
    return words.text("job.share-left", share=share, left=left)


def files_of(job: Job, frame: Frame) -> list[ShownFile]:
    """The results of a job that are for people, those to be used first."""
    names = [n for n in job.files if not n.startswith(CALENDARS) and n not in _FOR_PROGRAMS]
    order = [name for name in _NAMED if name in names]
    return [_shown(job, name, job.files[name], frame) for name in dict.fromkeys([*order, *names])]


def calendars_of(job: Job, frame: Frame) -> list[ShownFile]:
    """The calendar files of an event's companies."""
    names = (name for name in job.files if name.startswith(CALENDARS))
    return [_shown(job, name, job.files[name], frame) for name in names]


def _shown(job: Job, name: str, size: int, frame: Frame) -> ShownFile:
    path = PurePosixPath(name)
    place = f"/jobs/{job.id}/%s/{quote(name)}"
    kind = path.suffix.removeprefix(".")
    text = _NAMED.get(name, kind)
    return ShownFile(
        path.name,
        frame.words.text(f"file.{text}"),
        kind.upper(),
        file_size(size, frame.words),
        place % "files",
        place % "open" if path.suffix == _OPENED else None,
        is_further=name not in _NAMED if is_event(job.kind) else path.suffix == ".json",
    )


def file_size(count: int, words: Words) -> str:
    """Bytes as people write them."""
    unit, value = "B", float(count)
    for larger in ("kB", "MB", "GB"):
        if value < _KILO:
            break
        unit, value = larger, value / _KILO
    return f"{words.number(round(value, 1) if 1 < value < 10 else round(value))} {unit}"  # noqa: PLR2004 - two digits


def duration(seconds: float, words: Words) -> str:
    """A time span, in the largest unit that fits."""
    from babel.dates import format_timedelta

    said = format_timedelta(round(seconds), locale=LOCALES[words.language], threshold=1.5)
    return said.replace(" ", "") if words.language == "ja" else said


def moment(when: datetime, words: Words) -> str:
    """Day and time (UTC)."""
    from babel.dates import format_datetime

    said = format_datetime(when, "medium", locale=LOCALES[words.language])
    return f"{said} UTC"


def by_id(jobs: Iterable[Job]) -> dict[str, Job]:
    """Jobs by their ids."""
    return {job.id: job for job in jobs}

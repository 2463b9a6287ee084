"""Publishing the checked plan of a folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from embeddings import InterfaceLanguage
from recommender.errors import MESSAGES, FileError
from recommender.events.edited import Finding, read_sheet
from recommender.events.errors import EventError
from recommender.events.event import Event
from recommender.events.headings import MEETING_COLUMNS, OUTCOME_COLUMNS
from recommender.events.outcomes import read_outcomes
from recommender.events.plan import Meeting, in_order
from recommender.events.plan_file import WORKBOOK, load_plan
from recommender.events.publishing.badges import badges
from recommender.events.publishing.calendars import calendars
from recommender.events.publishing.timetables import timetable
from recommender.events.workbook import meeting_rows, write_sheets
from recommender.reports.document import Document
from recommender.whole_files import whole_file

PUBLISHED = "published"
OUTCOMES = "outcomes.xlsx"

WriteReport: TypeAlias = Callable[[Document, Path, InterfaceLanguage], object]
"""Writes a document to a folder in a language: `recommender.reports.writing.write_report`."""


class NotReadyError(EventError):
    """A sheet that cannot be held; `findings` say why."""

    def __init__(self, findings: tuple[Finding, ...], path: Path) -> None:
        self.findings = findings
        super().__init__("event-not-ready", path=path, count=len(findings))


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """Where it is, and how many calendars and meetings it has."""

    folder: Path
    calendars: int
    meetings: int


def publish(folder: Path, language: InterfaceLanguage, write: WriteReport) -> PublishedPlan:
    """Check the workbook of a folder and write what the guests get to `published` in it.

    The workbook is read and never written. Calendar entries that were published before are updated.
    Raises NotReadyError where the plan cannot be held, else EventError and FileError.
    """
    stored = load_plan(folder)
    event = stored.event()
    sheet = read_sheet(folder / WORKBOOK, event)
    if findings := sheet.review(event):
        raise NotReadyError(findings, folder / WORKBOOK)
    meetings = in_order(sheet.meetings)
    made = calendars(event, meetings, stored.published, language, datetime.now(UTC))
    target = folder / PUBLISHED
    _make(target / "calendars")
    write(timetable(event, meetings, stored, folder.resolve().name), target, language)
    _write(target, {"badges.html": badges(event, language)})
    _write(target / "calendars", made.files)
    _outcomes(target / OUTCOMES, event, meetings, language)
    stored.model_copy(update={"published": dict(made.published)}).write(folder)
    return PublishedPlan(target, len(made.files), len(meetings))


def _outcomes(
    path: Path, event: Event, meetings: tuple[Meeting, ...], language: InterfaceLanguage
) -> None:
    """A sheet to fill in at the event; one in which somebody has written something stays as it is."""
    if path.exists():
        reported, rejected = read_outcomes(path)
        if rejected or any(one.met is not None or one.note for one in reported):
            return
    yes = MESSAGES.text("event.yes", language)
    names = [name for name in MEETING_COLUMNS if name not in {"value", "locked"}]
    kept = [MEETING_COLUMNS.index(name) for name in names]
    rows = [[row[place] for place in kept] for row in meeting_rows(event, meetings, yes)]
    empty = [None] * len(OUTCOME_COLUMNS)
    sheet = ("outcomes", (*names, *OUTCOME_COLUMNS), [[*row, *empty] for row in rows])
    write_sheets(path, [sheet], language)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError("unwritable-file", path=folder, detail=error.strerror) from error


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        with whole_file(folder / name) as file:
            file.write(content)

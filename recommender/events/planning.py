"""From settings and catalogue to a draft in a folder, and from an edited draft to the next one."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from embeddings import InterfaceLanguage
from recommender.catalog import Catalog
from recommender.errors import FileError
from recommender.events.edited import Finding, Sheet, read_sheet
from recommender.events.errors import EventError
from recommender.events.event import Event
from recommender.events.gathering import Candidates, gather
from recommender.events.invitations import Choice, invite
from recommender.events.lists import EventLists, read_lists
from recommender.events.pairing import Limits
from recommender.events.plan import Plan, digest
from recommender.events.plan_file import (
    PLAN,
    WORKBOOK,
    PlanFile,
    RosterJson,
    check_same_event,
    load_plan,
)
from recommender.events.pool import Hall, Pool
from recommender.events.relaxation import advise
from recommender.events.replanning import Replanned, replan, without
from recommender.events.roster import event_of
from recommender.events.scheduling import schedule
from recommender.events.settings import EventSettings
from recommender.events.settings_file import read_settings
from recommender.events.timetable import slots_of
from recommender.events.workbook import write_workbook
from recommender.problems import Problem

_INVITING, _PLANNING = 0.3, 0.7
"""Shares of the time of each step."""

_ADVISING = 0.3
"""Share of the time of a plan that the trial of an advice may take."""

Say = Callable[[str], None]
"""Called with the key of a text when a step begins."""


class NoPlanError(EventError):
    """An event that has no plan; `advice` says what would give it one."""

    def __init__(self, advice: Sequence[Problem], *, proved: bool) -> None:
        self.advice = tuple(advice)
        self.proved = proved
        super().__init__("event-impossible" if proved else "event-not-found")

    def remedy(self, language: InterfaceLanguage) -> str:
        """The ways out, one a line."""
        ways = [f"– {one.message(language)} {one.remedy(language)}" for one in self.advice]
        return "\n".join([super().remedy(language), *ways])


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan in its folder, and the event that it is of."""

    stored: PlanFile
    event: Event


def plan_event(
    catalog: Catalog, path: Path, folder: Path, language: InterfaceLanguage, say: Say
) -> Draft:
    """Choose whom to invite, plan the meetings, write the draft to `folder`.

    Raises EventError, FileError, FilterError and UnknownCompanyError; then nothing is written. A folder
    with another event's plan, or with a workbook that somebody has edited, is left as it is.
    """
    return plan_settings(catalog, read_settings(path), path.parent, folder, language, say)


def plan_settings(
    catalog: Catalog,
    settings: EventSettings,
    beside: Path,
    folder: Path,
    language: InterfaceLanguage,
    say: Say,
) -> Draft:
    """The same for settings that have been read; paths in them begin at the folder `beside`."""
    slots_of(settings)
    check_folder(folder, settings)
    lists = read_lists(settings, beside)
    say("gathering")
    candidates = gather(catalog, settings, lists, beside)
    return make_draft(settings, lists, candidates, folder, language, say)


def make_draft(
    settings: EventSettings,
    lists: EventLists,
    candidates: Candidates,
    folder: Path,
    language: InterfaceLanguage,
    say: Say,
) -> Draft:
    """The same for candidates who have been found. Raises EventError and FileError."""
    say("inviting")
    choice = choose_guests(settings, lists, candidates)
    roster = candidates.roster.chosen(choice.a, choice.b)
    event = event_of(settings, lists, roster)
    say("planning")
    plan = make_plan(event, _limits(settings).part(_PLANNING))
    stored = PlanFile(
        settings=settings,
        lists=lists,
        roster=RosterJson.of(roster),
        invited=choice.invited,
        waiting=choice.waiting,
        invitations_worth=choice.worth,
        invitations_bound=choice.bound,
        generation=candidates.generation,
        fingerprint=candidates.fingerprint,
        meetings=plan.meetings,
        bound=plan.bound,
        deterministic=plan.deterministic and not choice.timed_out,
        digest=digest(plan.meetings),
        # Calendars that have gone out are to be updated, not entered twice.
        published=load_plan(folder).published if (folder / PLAN).exists() else {},
    )
    _make_folder(folder)
    write_workbook(folder / WORKBOOK, event, stored, language)
    stored.write(folder)
    return Draft(stored, event)


def choose_guests(settings: EventSettings, lists: EventLists, candidates: Candidates) -> Choice:
    """Whom the settings would have invited. Pairs that must not meet expect nothing of each other."""
    sides, roster = settings.sides, candidates.roster
    everybody = event_of(settings, lists, roster)
    first, second = everybody.places()
    strengths = roster.strengths.copy()
    for one, other in everybody.refused | everybody.met:
        strengths[first[one], second[other]] = 0
    slots = len(everybody.slots)
    hall = Hall(slots, slots * settings.tables, sides.largest_difference, settings.worth.theme)
    return invite(
        Pool(roster.a, sides.a, candidates.theme_a),
        Pool(roster.b, sides.b, candidates.theme_b),
        strengths,
        hall,
        _limits(settings).part(_INVITING),
    )


def make_plan(event: Event, limits: Limits) -> Plan:
    """The plan of an event. Raises NoPlanError, which says what to loosen."""
    plan = schedule(event, limits)
    if isinstance(plan, Plan):
        return plan
    # An event that the search could not settle would hold up each advice as long as itself.
    part = _ADVISING if plan.proved else _ADVISING / 3
    raise NoPlanError(advise(event, limits.part(part)), proved=plan.proved)


def check_sheet(path: Path, sheet_path: Path) -> tuple[PlanFile, Sheet, tuple[Finding, ...]]:
    """Read an edited sheet and check it against its event as the settings are now.

    Where it can be held, the plan beside it takes these settings over, so that publishing follows them.
    """
    settings = read_settings(path)
    folder = sheet_path.parent
    stored = load_plan(folder)
    check_same_event(stored, settings, folder)
    lists = read_lists(settings, path.parent)
    event = stored.event(settings, lists)
    sheet = read_sheet(sheet_path, event)
    findings = sheet.review(event)
    changed = (settings, lists) != (stored.settings, stored.lists)
    if changed and not findings and sheet_path.name == WORKBOOK:
        stored.model_copy(update={"settings": settings, "lists": lists}).write(folder)
    return stored, sheet, findings


@dataclass(frozen=True, slots=True)
class NextDraft:
    """A draft that follows another one, what became of that, and where its workbook is kept."""

    draft: Draft
    replanned: Replanned
    kept: Path


def replan_event(
    path: Path,
    folder: Path,
    cancelled: Sequence[str],
    late: Mapping[str, int],
    language: InterfaceLanguage,
) -> NextDraft:
    """Plan again what the folder's workbook holds, without some companies, or with later ones.

    The workbook as it was is kept beside the new one. Raises EventError and FileError; then nothing is
    written.
    """
    settings = read_settings(path)
    stored = load_plan(folder)
    check_same_event(stored, settings, folder)
    lists = read_lists(settings, path.parent)
    return replan_stored(stored, settings, lists, folder, cancelled, late, language)


def replan_stored(
    stored: PlanFile,
    settings: EventSettings,
    lists: EventLists,
    folder: Path,
    cancelled: Sequence[str],
    late: Mapping[str, int],
    language: InterfaceLanguage,
) -> NextDraft:
    """The same for a plan, settings and lists that have been read."""
    event = stored.event(settings, lists)
    sheet = read_sheet(folder / WORKBOOK, event)
    if sheet.findings:
        raise EventError(
            "event-sheet-unreadable", path=folder / WORKBOOK, count=len(sheet.findings)
        )
    event = without(event, cancelled, late)
    found = replan(event, sheet.meetings, settings.worth.moved, _limits(settings))
    after = stored.replanned(
        found.plan,
        settings,
        lists,
        tuple(dict.fromkeys((*stored.cancelled, *cancelled))),
        {**stored.late, **late},
    )
    kept = folder / f"event-{stored.revision}.xlsx"
    _keep(folder / WORKBOOK, kept)
    write_workbook(folder / WORKBOOK, event, after, language)
    after.write(folder)
    return NextDraft(Draft(after, event), found, kept)


def check_folder(folder: Path, settings: EventSettings) -> None:
    """Refuse a folder whose content a new draft would destroy. Raises EventError and FileError."""
    if folder.exists() and not folder.is_dir():
        raise FileError("event-not-a-folder", path=folder)
    workbook = folder / WORKBOOK
    if not (folder / PLAN).exists():
        if workbook.exists():
            raise EventError("event-foreign-workbook", path=workbook)
        return
    stored = load_plan(folder)
    check_same_event(stored, settings, folder)
    if workbook.exists():
        sheet = read_sheet(workbook, stored.event())
        if sheet.findings or sheet.changes(stored.meetings):
            raise EventError("event-edited", path=workbook)


def _limits(settings: EventSettings) -> Limits:
    return Limits(float(settings.solver.seconds), settings.solver.seed)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError("unwritable-file", path=folder, detail=error.strerror) from error


def _keep(path: Path, copy: Path) -> None:
    """Copy an edited workbook, never over one that is there already."""
    try:
        with path.open("rb") as source, copy.open("xb") as target:
            shutil.copyfileobj(source, target)
    except FileExistsError as error:
        raise EventError("event-kept-already", path=copy) from error
    except OSError as error:
        raise FileError("unwritable-file", path=copy, detail=error.strerror) from error

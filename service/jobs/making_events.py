"""Planning the event that a job is about, checking what an organiser made of a plan, planning it again.

Each job has a folder of its own with all of its plan, and the next one begins with a copy of it. So no
job changes what another one has written, and what was downloaded stays what it was.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from embeddings import InterfaceLanguage
from recommender.catalog import Catalog
from recommender.events.edited import Finding, read_sheet
from recommender.events.plan_file import PLAN, WORKBOOK, load_plan
from recommender.events.planning import plan_settings, replan_stored
from recommender.events.publishing.publish import publish
from recommender.events.settings import EventSettings
from recommender.reports.writing import write_report
from recommender.whole_files import whole_file
from service.jobs.job import EventKind
from service.jobs.place import Place
from service.remedies import remedy_for

BEGINNING = "input"
"""Folder with what a job begins with; all else in its folder it makes itself."""

CHECK = "check.json"
CHANGES = "changes.json"

_STEPS = {"gathering": 0.05, "inviting": 0.2, "planning": 0.4}
_PUBLISHING = 0.9

_CHANGES = ("stayed", "moved", "dropped", "fallen", "displaced", "added")


def keep_beginning(folder: Path, plan: Path, workbook: bytes | None = None) -> None:
    """Let the job in `folder` begin with the plan in another one, and perhaps with an edited workbook.

    Raises OSError.
    """
    beginning = folder / BEGINNING
    beginning.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(plan / PLAN, beginning / PLAN)
    if workbook is None:
        shutil.copyfile(plan / WORKBOOK, beginning / WORKBOOK)
    else:
        (beginning / WORKBOOK).write_bytes(workbook)


def make_event(
    catalog: Catalog, kind: EventKind, parameters: Mapping[str, Any], place: Place
) -> list[str]:
    """Do what a job about an event is to do; returns the names of the files.

    Raises EventError, FileError, FilterError, ReportError and UnknownCompanyError.
    """
    _begin(place.folder)
    if kind == "event-plan":
        settings = EventSettings.model_validate(parameters["settings"])

        def say(step: str) -> None:
            place.tell(_STEPS[step])

        plan_settings(catalog, settings, place.folder, place.folder, place.language, say)
        return [*_published(place), WORKBOOK]
    if kind == "event-check":
        return _check(place)
    return _replan(parameters, place)


def _check(place: Place) -> list[str]:
    """Say what is wrong with an edited workbook; where nothing is, it is published."""
    stored = load_plan(place.folder)
    event = stored.event()
    sheet = read_sheet(place.folder / WORKBOOK, event)
    findings = sheet.review(event)
    said = {
        "meetings": len(sheet.meetings),
        "value": round(sum(one.value for one in sheet.meetings), 4),
        "problems": [_finding(one, place.language) for one in findings],
        "changes": asdict(sheet.changes(stored.meetings)),
    }
    _write_json(place.folder / CHECK, said)
    published = [] if findings else _published(place)
    return [*published, WORKBOOK, CHECK]


def _replan(parameters: Mapping[str, Any], place: Place) -> list[str]:
    """Plan again what the workbook holds, without some companies or with later ones."""
    place.tell(_STEPS["planning"])
    stored = load_plan(place.folder)
    made = replan_stored(
        stored,
        stored.settings,
        stored.lists,
        place.folder,
        parameters["cancelled"],
        parameters["late"],
        place.language,
    )
    groups = {name: [asdict(one) for one in getattr(made.replanned, name)] for name in _CHANGES}
    _write_json(place.folder / CHANGES, groups)
    return [*_published(place), WORKBOOK, CHANGES]


def _begin(folder: Path) -> None:
    """Remove what a killed job has left, and lay out what this one begins with."""
    for path in folder.iterdir():
        if path.name == BEGINNING:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    beginning = folder / BEGINNING
    if beginning.is_dir():
        shutil.copytree(beginning, folder, dirs_exist_ok=True)


def _published(place: Place) -> list[str]:
    """Write what the guests get; the names of these files."""
    place.tell(_PUBLISHING)
    done = publish(place.folder, place.language, write_report)
    files = (path for path in sorted(done.folder.rglob("*")) if path.is_file())
    return [path.relative_to(place.folder).as_posix() for path in files]


def _finding(one: Finding, language: InterfaceLanguage) -> dict[str, object]:
    return {
        "row": one.row,
        "column": one.column,
        "code": one.problem.code,
        "reason": one.problem.message(language),
        "remedy": remedy_for(one.problem, language),
    }


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    with whole_file(path) as file:
        file.write(json.dumps(content, ensure_ascii=False, indent=2).encode())

"""Planning events: a form or a file of settings, then checking what was edited, and planning again."""

import tempfile
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from recommender.catalog import Catalog
from recommender.errors import FileError, FilterError, ReportError
from recommender.events.errors import EventError, PlacedError
from recommender.events.settings import MAX_SLOTS, EventSettings
from recommender.events.settings_file import read_settings
from recommender.settings_file import MAX_FILE
from service.access.scoped_route import needs
from service.body_limit import MAX_BODY, MAX_WORKBOOK
from service.errors import Refusal
from service.pages.company_choice import company_choice
from service.pages.event_form import (
    INTERPRETERS,
    SESSIONS,
    SPOKEN,
    ZONES,
    EventForm,
    at_first,
    filled_with,
)
from service.pages.event_results import LATE
from service.pages.forms import OwnForm, field
from service.pages.frame import Frame
from service.pages.jobs import answer_with, jobs_listed
from service.pages.page_route import PageRoute
from service.pages.rendering import render
from service.pages.sentences import sentences
from service.pages.toml_places import around, line_of
from service.pages.words import NAMES
from service.routes.events import ReplanRequest, submit, submit_check, submit_replan
from service.routes.forms import CatalogOfCaller, TheCaller
from service.routes.job_answer import JobId, TheJobs

router = APIRouter(route_class=PageRoute)

_FILE = "event.toml"
_WRONG = (EventError, FilterError, ReportError)


@router.get("/events", openapi_extra=needs("reports"))
def events(request: Request, own: TheJobs, caller: TheCaller) -> Response:
    """The events that have been planned, each with its steps."""
    listed = jobs_listed(own, caller, Frame.of(request), events=True)
    return render(request, "events.html", jobs=listed)


@router.get("/events/plan", openapi_extra=needs("reports"))
def form(request: Request, own: TheJobs, caller: TheCaller, catalog: CatalogOfCaller) -> Response:
    """Ask for an event; `like` names the job of an earlier one, whose settings are taken over."""
    words = Frame.of(request).words
    like = request.query_params.get("like")
    settings = own.get(caller, like).parameters.get("settings") if like else None
    filled = filled_with(settings, words) if settings else None
    return _form(request, catalog, filled or at_first(words))


@router.post("/events/plan", openapi_extra=needs("reports"))
def plan(
    request: Request, form: OwnForm, own: TheJobs, caller: TheCaller, catalog: CatalogOfCaller
) -> Response:
    """Plan an event of a form."""
    frame = Frame.of(request)
    filled = EventForm(form.multi_items())
    settings = filled.read(frame.words)
    if isinstance(settings, EventForm):
        return _form(request, catalog, settings)
    try:
        job = submit(settings, own, caller, catalog, frame.language)
    except _WRONG as error:
        return _form(request, catalog, filled, error=sentences(error, frame.words))
    return RedirectResponse(frame.link(f"/jobs/{job.id}"), HTTPStatus.SEE_OTHER)


@router.post("/events/file", openapi_extra=needs("reports", max_body=MAX_FILE + MAX_BODY))
def plan_of_file(
    request: Request, form: OwnForm, own: TheJobs, caller: TheCaller, catalog: CatalogOfCaller
) -> Response:
    """Plan an event of a file of settings; what is wrong with it is shown with its line."""
    frame = Frame.of(request)
    content = _content(form)
    lines: list[tuple[int, str]] = []
    line = None
    if content is None:
        text = frame.words.text
        error = (text("event.no-file"), text("event.no-file-remedy"))
        return _form(request, catalog, at_first(frame.words), error=error)
    try:
        job = submit(_settings(content), own, caller, catalog, frame.language)
    except (*_WRONG, FileError) as wrong:
        source = content.decode("utf-8-sig", "replace")
        line = _line(wrong, source)
        lines = around(source, line) if line else []
        said = sentences(wrong, frame.words)
        first = at_first(frame.words)
        return _form(request, catalog, first, error=said, lines=lines, line=line)
    except Refusal as refusal:
        if refusal.code != "event-files":
            raise
        text = frame.words.text
        error = (text("event.names-files"), text("event.names-files-remedy"))
        return _form(request, catalog, at_first(frame.words), error=error)
    return RedirectResponse(frame.link(f"/jobs/{job.id}"), HTTPStatus.SEE_OTHER)


@router.post(
    "/jobs/{job_id}/check", openapi_extra=needs("reports", max_body=MAX_WORKBOOK + MAX_BODY)
)
def check(
    job_id: JobId, request: Request, form: OwnForm, own: TheJobs, caller: TheCaller
) -> Response:
    """Check a workbook as an organiser has edited it."""
    frame = Frame.of(request)
    content = _content(form)
    if not content:
        text = frame.words.text
        error = (text("event.no-workbook"), text("event.no-workbook-remedy"))
        return answer_with(own.get(caller, job_id), request, own, frame, caller, error=error)
    job = submit_check(job_id, content, own, caller, frame.language)
    return RedirectResponse(frame.link(f"/jobs/{job.id}"), HTTPStatus.SEE_OTHER)


@router.post("/jobs/{job_id}/replan", openapi_extra=needs("reports"))
def replan(
    job_id: JobId, request: Request, form: OwnForm, own: TheJobs, caller: TheCaller
) -> Response:
    """Plan again without some companies, and with others that come later."""
    frame = Frame.of(request)
    cancelled = [value for value in form.getlist("cancelled") if isinstance(value, str)]
    late = {}
    for number in range(LATE):
        company, slot = field(form, f"late.{number}.company"), field(form, f"late.{number}.slot")
        if company and slot.isascii() and slot.isdigit():
            late[company] = min(max(int(slot[:4]), 1), MAX_SLOTS)
    if not cancelled and not late:
        text = frame.words.text
        error = (text("event.nobody-cancels"), text("event.nobody-cancels-remedy"))
        return answer_with(own.get(caller, job_id), request, own, frame, caller, error=error)
    wanted = ReplanRequest(cancelled=cancelled, late=late)
    job = submit_replan(job_id, wanted, own, caller, frame.language)
    return RedirectResponse(frame.link(f"/jobs/{job.id}"), HTTPStatus.SEE_OTHER)


def _content(form: FormData) -> bytes | None:
    """What is in the file of a form; None where there is none."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    return file.file.read()


def _settings(content: bytes) -> EventSettings:
    """Read settings. Raises EventError and FileError, which call the file by its usual name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _FILE
        path.write_bytes(content)
        try:
            return read_settings(path)
        except (EventError, FileError) as error:
            for values in (error.values, getattr(error, "place", {})):
                if "path" in values:
                    values["path"] = _FILE
            raise


def _line(error: Exception, source: str) -> int | None:
    if isinstance(error, PlacedError):
        return line_of(source, str(error.place.get("setting", "")))
    line = str(getattr(error, "values", {}).get("line", ""))
    return int(line) if line.isdigit() else None


def _form(
    request: Request,
    catalog: Catalog,
    form: EventForm,
    *,
    error: tuple[str, str] | None = None,
    lines: list[tuple[int, str]] | None = None,
    line: int | None = None,
) -> Response:
    words = Frame.of(request).words
    found = catalog.facets()
    sides = {
        side: company_choice(found.facets, form.filters(side), f"sides.{side}.filters", words)
        for side in "ab"
    }
    return render(
        request,
        "event_form.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error or form.mistakes else HTTPStatus.OK,
        form=form,
        sides=sides,
        error=error,
        lines=lines or [],
        line=line,
        ZONES=ZONES,
        SESSIONS=SESSIONS,
        INTERPRETERS=INTERPRETERS,
        languages={code: NAMES[code] for code in SPOKEN},
        megabytes=MAX_FILE // 2**20,
    )

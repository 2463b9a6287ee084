"""Matching events: planned as jobs, their workbooks checked, planned again when somebody cancels."""

from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from embeddings import InterfaceLanguage
from recommender.catalog import Catalog
from recommender.events.plan_file import PLAN
from recommender.events.settings import MAX_LISTED, MAX_SLOTS, EventSettings
from recommender.events.timetable import slots_of
from service.access.caller import Caller
from service.access.scoped_route import ScopedRoute, needs
from service.body_limit import MAX_WORKBOOK
from service.errors import Refusal
from service.jobs.job import Job, is_event
from service.jobs.jobs import Jobs
from service.jobs.making_events import keep_beginning
from service.jobs.making_reports import chosen
from service.media_types import WORKBOOK
from service.problems import responses
from service.routes.forms import CatalogOfCaller, TheCaller, require_json
from service.routes.job_answer import (
    ACCEPTED,
    AcceptedLanguage,
    JobAnswer,
    JobId,
    TheJobs,
    accepted,
)

router = APIRouter(route_class=ScopedRoute, tags=["events"])

_EXAMPLE = {
    "name": "Temu Bisnis",
    "place": "Balai Sidang, Bekasi",
    "date": "2027-02-17",
    "time_zone": "Asia/Jakarta",
    "tables": 10,
    "sessions": [{"name": "morning", "start": "09:00", "end": "12:00"}],
    "sides": {
        "a": {"name": "Indonesia", "filters": {"country": "ID"}, "capacity": 20},
        "b": {"name": "Japan", "filters": {"country": "JP"}, "capacity": 20},
    },
}

_ANSWERS: dict[int | str, dict[str, Any]] = {
    **responses(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INSUFFICIENT_STORAGE,
    ),
    **ACCEPTED,
}
_ANSWERS_TO_NEXT = {**_ANSWERS, **responses(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)}


class ReplanRequest(BaseModel):
    """Who does not come, and who comes from which slot (its number) on."""

    model_config = ConfigDict(extra="forbid", strict=True)

    cancelled: Annotated[list[str], Field(max_length=MAX_LISTED, examples=[["JP-040"]])] = []
    late: dict[str, Annotated[int, Field(ge=1, le=MAX_SLOTS)]] = Field({}, examples=[{"ID-001": 3}])
    language: InterfaceLanguage | None = None


@router.post(
    "/v1/events",
    operation_id="planEvent",
    openapi_extra=needs("reports"),
    status_code=HTTPStatus.ACCEPTED,
    dependencies=[Depends(require_json)],
    responses=_ANSWERS,
)
def plan(
    settings: Annotated[EventSettings, Body(examples=[_EXAMPLE])],
    own: TheJobs,
    caller: TheCaller,
    catalog: CatalogOfCaller,
    language: AcceptedLanguage,
    response: Response,
) -> JobAnswer:
    """Plan an event of companies that the caller sees: whom to invite, who meets whom, and when.

    The job's files are the organiser's workbook and what the guests get: timetables, calendars, badges.
    """
    return accepted(submit(settings, own, caller, catalog, language), language, response)


def submit(
    settings: EventSettings,
    own: Jobs,
    caller: Caller,
    catalog: Catalog,
    language: InterfaceLanguage,
) -> Job:
    """Put an event into the queue. Raises Refusal, EventError, FilterError and ReportError."""
    _check(settings, catalog)
    parameters = {"settings": settings.model_dump(mode="json")}
    return own.submit(caller, "event-plan", parameters, language)


async def workbook(request: Request) -> bytes:
    """The body of a request, a workbook. Raises Refusal for what does not say that it is one."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != WORKBOOK:
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not-a-workbook")
    return await request.body()


@router.post(
    "/v1/events/{job_id}/check",
    operation_id="checkEvent",
    openapi_extra={
        **needs("reports", max_body=MAX_WORKBOOK),
        "requestBody": {
            "required": True,
            "content": {WORKBOOK: {"schema": {"type": "string", "format": "binary"}}},
        },
    },
    status_code=HTTPStatus.ACCEPTED,
    responses=_ANSWERS_TO_NEXT,
)
def check(
    job_id: JobId,
    edited: Annotated[bytes, Depends(workbook)],
    own: TheJobs,
    caller: TheCaller,
    language: AcceptedLanguage,
    response: Response,
) -> JobAnswer:
    """Check the workbook of a plan as an organiser has edited it.

    `check.json` among the job's files says what cannot be held. Where everything can be, timetables,
    calendars and badges are made of it, and the job is the plan to go on with.
    """
    job = submit_check(job_id, edited, own, caller, language)
    return accepted(job, language, response)


def submit_check(
    job_id: str, edited: bytes, own: Jobs, caller: Caller, language: InterfaceLanguage
) -> Job:
    """Put the check of a workbook into the queue. Raises Refusal."""
    base = _plan_of(own, caller, job_id)

    def prepare(folder: Path) -> None:
        keep_beginning(folder, base, edited)

    return own.submit(caller, "event-check", {"of": job_id}, language, prepare)


@router.post(
    "/v1/events/{job_id}/replan",
    operation_id="replanEvent",
    openapi_extra=needs("reports"),
    status_code=HTTPStatus.ACCEPTED,
    dependencies=[Depends(require_json)],
    responses=_ANSWERS_TO_NEXT,
)
def replan(
    job_id: JobId,
    request: ReplanRequest,
    own: TheJobs,
    caller: TheCaller,
    language: AcceptedLanguage,
    response: Response,
) -> JobAnswer:
    """Plan an event again without some companies, or with later ones, and change as little as possible.

    `changes.json` among the job's files says what became of each meeting.
    """
    job = submit_replan(job_id, request, own, caller, language)
    return accepted(job, language, response)


def submit_replan(
    job_id: str, request: ReplanRequest, own: Jobs, caller: Caller, language: InterfaceLanguage
) -> Job:
    """Put planning an event again into the queue. Raises Refusal."""
    base = _plan_of(own, caller, job_id)
    parameters = {"of": job_id, "cancelled": request.cancelled, "late": request.late}

    def prepare(folder: Path) -> None:
        keep_beginning(folder, base)

    return own.submit(caller, "event-replan", parameters, request.language or language, prepare)


def _check(settings: EventSettings, catalog: Catalog) -> None:
    """Say at once what the job would end with. Raises Refusal, EventError, FilterError, ReportError."""
    sides = (settings.sides.a, settings.sides.b)
    lists = settings.lists
    named = (lists.languages, lists.wishes, lists.met, lists.absences)
    if any(side.file for side in sides) or any(named):
        # A path would be one of this server's disk.
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "event-files")
    slots_of(settings)
    with catalog.view() as view:
        for side in sides:
            chosen(side.filters).rows(view)


def _plan_of(own: Jobs, caller: Caller, job_id: str) -> Path:
    """The folder with the plan of a job. Raises Refusal: 404, or 409 where there is no plan (yet)."""
    job = own.get(caller, job_id)
    if is_event(job.kind) and job.state == "done":
        folder = own.folder(job)
        if (folder / PLAN).is_file():
            return folder
    raise Refusal(HTTPStatus.CONFLICT, "no-plan-yet")

"""The page of a job: how far it is, its results, and ending it; and the caller's jobs in a list."""

from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from service.access.caller import Caller
from service.access.scoped_route import needs
from service.errors import Refusal
from service.jobs.job import Failure, Job, is_event
from service.jobs.jobs import Jobs
from service.pages import event_results
from service.pages.forms import own_form
from service.pages.frame import Frame
from service.pages.job_words import (
    ShownJob,
    again,
    by_id,
    calendars_of,
    files_of,
    progress,
    shown_job,
)
from service.pages.page_route import HEADERS, PageRoute
from service.pages.rendering import render
from service.pages.sentences import in_own_words
from service.pages.words import Words
from service.routes.download import Download
from service.routes.forms import TheCaller
from service.routes.job_answer import JobId, TheJobs
from service.routes.jobs import RETRY_MILLISECONDS, followed

router = APIRouter(route_class=PageRoute)

LISTED = 100
"""Jobs in a list: as many as are kept for an organisation."""

REFRESH_SECONDS = 5
"""After which a page without scripts is asked for anew while its job is at work."""

_POLICY = "Content-Security-Policy"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, as the page's script is told."""

    done: float
    state: str
    text: str


def jobs_listed(own: Jobs, caller: Caller, frame: Frame, *, events: bool) -> list[ShownJob]:
    """The caller's jobs about events, or those about reports, the newest first."""
    every = own.of(caller, LISTED)
    return [shown_job(job, frame, by_id(every)) for job in every if is_event(job.kind) is events]


@router.get("/jobs/{job_id}", openapi_extra=needs("reports"))
def job(job_id: JobId, request: Request, own: TheJobs, caller: TheCaller) -> Response:
    """How far a job is, and what has come of it."""
    found, frame = own.get(caller, job_id), Frame.of(request)
    return answer_with(found, request, own, frame, caller)


def answer_with(
    found: Job,
    request: Request,
    own: Jobs,
    frame: Frame,
    caller: Caller,
    *,
    error: tuple[str, str] | None = None,
) -> Response:
    """The page of a job; `error`: what was wrong with a form on it, and what to do."""
    others = by_id(own.of(caller, LISTED)) if is_event(found.kind) else {}
    failure = found.failure
    response = render(
        request,
        "job.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        job=found,
        shown=shown_job(found, frame, others),
        is_event=is_event(found.kind),
        progress=progress(found, frame.words),
        failure=failure and _told(failure, frame),
        files=files_of(found, frame),
        calendars=calendars_of(found, frame),
        event=event_results.of(found, own) if is_event(found.kind) else None,
        error=error,
        again=again(found, frame),
        MAX_ROWS=event_results.MAX_ROWS,
        LATE=event_results.LATE,
        REFRESH_SECONDS=REFRESH_SECONDS,
    )
    # The script follows the job; no other page asks for anything by script.
    response.headers[_POLICY] = f"{HEADERS[_POLICY]}; connect-src 'self'"
    return response


@router.post(
    "/jobs/{job_id}/cancel", openapi_extra=needs("reports"), dependencies=[Depends(own_form)]
)
def cancel(job_id: JobId, request: Request, own: TheJobs, caller: TheCaller) -> Response:
    """End a job."""
    own.cancel(caller, job_id)
    return RedirectResponse(Frame.of(request).link(f"/jobs/{job_id}"), HTTPStatus.SEE_OTHER)


@router.get(
    "/jobs/{job_id}/progress",
    openapi_extra=needs("reports"),
    response_class=EventSourceResponse,
)
async def follow(
    found: Annotated[Job, Depends(followed)],
    request: Request,
    own: TheJobs,
    last_event_id: Annotated[str, Header()] = "",
) -> AsyncIterator[ServerSentEvent]:
    """Follow a job: events `progress`, at last `end`; after that the page is to be asked for anew."""
    words = Frame.of(request).words
    seen = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else 0
    yield ServerSentEvent(comment="mitra", retry=RETRY_MILLISECONDS)
    async for one in own.followers.follow(found.id, seen):
        yield ServerSentEvent(
            event="end" if one.is_over else "progress",
            id=str(one.revision),
            data=asdict(_progress(one, words)),
        )


def _told(failure: Failure, frame: Frame) -> tuple[str, str]:
    title, detail = failure.title[frame.language], failure.detail[frame.language]
    return in_own_words(failure.code, title, detail, frame.words)


def _progress(job: Job, words: Words) -> Progress:
    return Progress(round(job.done, 4), words.text(f"job.state-{job.state}"), progress(job, words))


@router.get("/jobs/{job_id}/files/{file:path}", openapi_extra=needs("reports"))
def save(job_id: JobId, file: str, own: TheJobs, caller: TheCaller) -> Download:
    """Save a result."""
    return Download(own.file(caller, job_id, file))


@router.get("/jobs/{job_id}/open/{file:path}", openapi_extra=needs("reports"))
def look(job_id: JobId, file: str, own: TheJobs, caller: TheCaller) -> Download:
    """Show a page that is a result, without anything in it being run."""
    if not file.endswith(".html"):
        raise Refusal(HTTPStatus.NOT_FOUND, "no-such-file")
    return Download(own.file(caller, job_id, file), opened=True)

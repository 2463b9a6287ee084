"""How far long work is, and ending it."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from service.access.scoped_route import ScopedRoute, needs
from service.jobs.job import Job
from service.problems import responses
from service.routes.forms import Limit, TheCaller
from service.routes.job_answer import AcceptedLanguage, JobAnswer, JobId, TheJobs

router = APIRouter(route_class=ScopedRoute, tags=["jobs"])

RETRY_MILLISECONDS = 2_000
"""When a client that was cut off follows again."""


class JobsAnswer(BaseModel):
    """Jobs, the newest first."""

    jobs: list[JobAnswer]


@router.get(
    "/v1/jobs",
    operation_id="listJobs",
    openapi_extra=needs("reports"),
    responses=responses(HTTPStatus.UNPROCESSABLE_ENTITY),
)
def jobs(
    own: TheJobs,
    caller: TheCaller,
    language: AcceptedLanguage,
    limit: Annotated[Limit, Query()] = 20,
) -> JobsAnswer:
    """List the jobs of the caller's organisation."""
    return JobsAnswer(jobs=[JobAnswer.of(job, language) for job in own.of(caller, limit)])


@router.get(
    "/v1/jobs/{job_id}",
    operation_id="getJob",
    openapi_extra=needs("reports"),
    responses=responses(HTTPStatus.NOT_FOUND),
)
def job(job_id: JobId, own: TheJobs, caller: TheCaller, language: AcceptedLanguage) -> JobAnswer:
    """Say how far a job is."""
    return JobAnswer.of(own.get(caller, job_id), language)


@router.delete(
    "/v1/jobs/{job_id}",
    operation_id="cancelJob",
    openapi_extra=needs("reports"),
    responses=responses(HTTPStatus.NOT_FOUND, HTTPStatus.INSUFFICIENT_STORAGE),
)
def cancel(job_id: JobId, own: TheJobs, caller: TheCaller, language: AcceptedLanguage) -> JobAnswer:
    """End a job at once; one that is over stays as it is."""
    return JobAnswer.of(own.cancel(caller, job_id), language)


async def followed(job_id: JobId, own: TheJobs, caller: TheCaller) -> AsyncIterator[Job]:
    """A job that the caller may follow, and a place among those who do."""
    found = await run_in_threadpool(own.get, caller, job_id)
    with own.followers.place(found.id):
        yield found


@router.get(
    "/v1/jobs/{job_id}/events",
    operation_id="followJob",
    openapi_extra=needs("reports"),
    response_class=EventSourceResponse,
    responses=responses(HTTPStatus.NOT_FOUND),
)
async def follow(
    found: Annotated[Job, Depends(followed)],
    own: TheJobs,
    language: AcceptedLanguage,
    last_event_id: Annotated[str, Header()] = "",
) -> AsyncIterator[ServerSentEvent]:
    """Follow a job: server-sent events `progress` with the job, at last `end`; then the stream ends.

    After a break the client names the last event that it has seen in `Last-Event-ID`, as browsers do.
    """
    seen = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else 0
    yield ServerSentEvent(comment="mitra", retry=RETRY_MILLISECONDS)
    async for job in own.followers.follow(found.id, seen):
        yield ServerSentEvent(
            event="end" if job.is_over else "progress",
            id=str(job.revision),
            data=JobAnswer.of(job, language),
        )

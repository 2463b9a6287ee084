"""A job as clients read it, and what routes that begin one have in common."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Path, Request, Response
from pydantic import BaseModel, Field

from embeddings import InterfaceLanguage
from service.jobs.job import Job, Kind, State
from service.jobs.job_store import kept_until
from service.jobs.jobs import Jobs
from service.language import accepted_language
from service.state import jobs_of

JobId = Annotated[str, Path(examples=["0f8fad5bd9cb469fa16570867728950e"])]
TheJobs = Annotated[Jobs, Depends(jobs_of)]
"""The long work of the service."""


def language_of(request: Request) -> InterfaceLanguage:
    """The language that a request accepts best."""
    return accepted_language(",".join(request.headers.getlist("accept-language")))


AcceptedLanguage = Annotated[InterfaceLanguage, Depends(language_of)]

ACCEPTED: dict[int | str, dict[str, Any]] = {
    int(HTTPStatus.ACCEPTED): {
        "headers": {
            "Location": {
                "description": "Where to ask how far the job is.",
                "schema": {"type": "string"},
            }
        }
    }
}


class FailureAnswer(BaseModel):
    """Why a job has no result; `code` is stable, `title` and `detail` are for people."""

    code: str = Field(examples=["empty-selection"])
    title: str
    detail: str


class FileAnswer(BaseModel):
    """A result: `url` is a path of this service."""

    name: str = Field(examples=["similarity.xlsx"])
    bytes: int
    url: str


class JobAnswer(BaseModel):
    """How far a job is. `done` is a share, 0 to 1; `seconds_left` is null where nobody can tell yet.

    After `kept_until` the job and its files are gone.
    """

    id: str = Field(examples=["0f8fad5bd9cb469fa16570867728950e"])
    kind: Kind
    state: State
    done: float = Field(examples=[0.25])
    seconds_left: int | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    kept_until: datetime | None
    failure: FailureAnswer | None
    files: list[FileAnswer]

    @classmethod
    def of(cls, job: Job, language: InterfaceLanguage) -> "JobAnswer":
        """Say it in a language."""
        failure = job.failure
        left = job.seconds_left
        return cls(
            id=job.id,
            kind=job.kind,
            state=job.state,
            done=round(job.done, 4),
            seconds_left=None if left is None else max(1, round(left)),
            created_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            kept_until=kept_until(job),
            failure=FailureAnswer(
                code=failure.code,
                title=failure.title[language],
                detail=failure.detail[language],
            )
            if failure
            else None,
            files=[
                FileAnswer(name=name, bytes=size, url=f"/v1/reports/{job.id}/{quote(name)}")
                for name, size in job.files.items()
            ],
        )


def accepted(job: Job, language: InterfaceLanguage, response: Response) -> JobAnswer:
    """Answer that a job was taken, and where it is."""
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return JobAnswer.of(job, language)

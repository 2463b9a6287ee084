"""Jobs in the service's database, and the only ways in which they change."""

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from embeddings import InterfaceLanguage
from service.database import ServiceDatabase
from service.database import jobs as table
from service.errors import Refusal
from service.jobs.job import EVENT_KINDS, Failure, Job, Kind, is_event
from service.jobs.telling import notice_of
from service.webhooks.outbox import note

MAX_WAITING = 20
"""Jobs in the queue."""

MAX_WAITING_OF_ONE = 5
"""Jobs in the queue that one organisation has."""

MAX_KEPT = 100
"""Jobs of one organisation that are kept after their end."""

MAX_INTERRUPTIONS = 2
"""How often a job begins again after the service was killed while it ran."""

RETRY_SECONDS = 60
"""When to ask again where the queue is full."""

KEPT_DAYS = 7
"""How long a report is kept, and a job without a result."""

EVENT_KEPT_DAYS = 180
"""How long a plan of an event is kept: from its first draft to some time after the day itself."""

_ID_BYTES = 16


def new_id() -> str:
    """An id that nobody guesses: 128 random bits."""
    return secrets.token_hex(_ID_BYTES)


class JobStore:
    """The jobs of a service. Several threads and processes may use it."""

    def __init__(self, database: ServiceDatabase) -> None:
        self._database = database

    def submit(
        self,
        kind: Kind,
        parameters: Mapping[str, Any],
        language: InterfaceLanguage,
        owner: str,
        key: str | None,
        job_id: str,
    ) -> Job:
        """Put a job at the end of the queue. Raises Refusal where that is full (503, 429)."""
        values = {
            "id": job_id,
            "kind": kind,
            "parameters": dict(parameters),
            "language": language,
            "owner": owner,
            "key": key,
            "state": "queued",
            "done": 0.0,
            "revision": 1,
            "interrupted": 0,
            "created_at": _now(),
            "files": {},
        }
        waiting = table.c.state == "queued"
        with self._database.writing() as connection:
            own = select(func.count()).where(waiting, table.c.owner == owner)
            if _count(connection, select(func.count()).where(waiting)) >= MAX_WAITING:
                raise _full(HTTPStatus.SERVICE_UNAVAILABLE, "jobs-full")
            if _count(connection, own) >= MAX_WAITING_OF_ONE:
                raise _full(HTTPStatus.TOO_MANY_REQUESTS, "jobs-too-many")
            connection.execute(insert(table).values(values))
            return _get(connection, job_id)

    def find(self, job_id: str) -> Job | None:
        """The job of an id, or None."""
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == job_id)).first()
        return _job(row) if row else None

    def of(self, owner: str | None, limit: int) -> list[Job]:
        """The newest jobs of an owner, or of everybody, the newest first."""
        query = select(table).order_by(table.c.created_at.desc(), table.c.id).limit(limit)
        if owner is not None:
            query = query.where(table.c.owner == owner)
        with self._database.reading() as connection:
            return [_job(row) for row in connection.execute(query)]

    def take(self) -> Job | None:
        """Begin the job that has waited longest; None where none waits."""
        with self._database.writing() as connection:
            first = (
                select(table.c.id)
                .where(table.c.state == "queued")
                .order_by(table.c.created_at, table.c.id)
                .limit(1)
            )
            job_id = connection.scalar(first)
            if job_id is None:
                return None
            _change(connection, job_id, {"queued"}, state="running", started_at=_now())
            return _get(connection, job_id)

    def progress(self, job_id: str, done: float, seconds_left: float | None) -> None:
        """Note how far a running job is."""
        with self._database.writing() as connection:
            _change(connection, job_id, {"running"}, done=done, seconds_left=seconds_left)

    def finish(self, job_id: str, files: Mapping[str, int]) -> bool:
        """End a running job with its results; False where it was cancelled meanwhile."""
        over = {"finished_at": _now(), "done": 1.0, "seconds_left": None, "files": dict(files)}
        with self._database.writing() as connection:
            return _finish(connection, job_id, {"running"}, state="done", **over)

    def fail(self, job_id: str, failure: Failure) -> None:
        """End a running job without a result."""
        self._end(job_id, {"running"}, state="failed", failure=asdict(failure))

    def cancel(self, job_id: str, failure: Failure | None = None) -> bool:
        """End a job that is not over, at its owner's wish or for another reason; False where it is."""
        why = asdict(failure) if failure else None
        return self._end(job_id, {"queued", "running"}, state="cancelled", failure=why)

    def put_back(self, job_id: str) -> None:
        """Let a running job wait again, since the service ends; it goes on where it was."""
        with self._database.writing() as connection:
            _change(connection, job_id, {"running"}, state="queued", seconds_left=None)

    def recover(self) -> None:
        """Let the jobs that were running when the service was killed begin again, or give them up."""
        gave_up = asdict(Failure.named("job-interrupted"))
        often = table.c.interrupted >= MAX_INTERRUPTIONS
        changed = update(table).where(table.c.state == "running")
        changed = changed.values(seconds_left=None, revision=table.c.revision + 1)
        gone = {"state": "failed", "failure": gave_up, "finished_at": _now(), "seconds_left": None}
        again = changed.values(state="queued", interrupted=table.c.interrupted + 1)
        with self._database.writing() as connection:
            for job_id in connection.scalars(
                select(table.c.id).where(table.c.state == "running", often)
            ).all():
                _finish(connection, job_id, {"running"}, **gone)
            connection.execute(again)

    def remove_old(self) -> None:
        """Forget jobs that are over since longer than they are kept, or of which there are too many."""
        is_event = table.c.kind.in_(EVENT_KINDS)
        place = func.row_number().over(
            partition_by=table.c.owner, order_by=table.c.finished_at.desc()
        )
        ranked = select(table.c.id, place.label("place")).where(table.c.finished_at.is_not(None))
        numbered = ranked.subquery()
        beyond = select(numbered.c.id).where(numbered.c.place > MAX_KEPT)
        conditions = (
            ~is_event & (table.c.finished_at < _now() - timedelta(days=KEPT_DAYS)),
            is_event & (table.c.finished_at < _now() - timedelta(days=EVENT_KEPT_DAYS)),
            table.c.id.in_(beyond),
        )
        with self._database.writing() as connection:
            for condition in conditions:
                connection.execute(delete(table).where(condition))

    def with_files(self) -> Iterator[str]:
        """Ids of the jobs that have files, or may have."""
        kept = table.c.state.in_(("queued", "running", "done"))
        with self._database.reading() as connection:
            yield from connection.scalars(select(table.c.id).where(kept)).all()

    def _end(self, job_id: str, states: Collection[str], **values: object) -> bool:
        with self._database.writing() as connection:
            ended = {**values, "finished_at": _now(), "seconds_left": None}
            return _finish(connection, job_id, states, **ended)


def kept_until(job: Job) -> datetime | None:
    """When a job and its files go, None where it is not over."""
    days = EVENT_KEPT_DAYS if is_event(job.kind) else KEPT_DAYS
    return job.finished_at + timedelta(days=days) if job.finished_at else None


def _change(connection: Connection, job_id: str, states: Collection[str], **values: object) -> bool:
    """Change a job that is in one of some states; whether it was."""
    where = (table.c.id == job_id, table.c.state.in_(states))
    changed = update(table).where(*where).values(**values, revision=table.c.revision + 1)
    return bool(connection.execute(changed).rowcount)


def _finish(connection: Connection, job_id: str, states: Collection[str], **values: object) -> bool:
    """End a job that is in one of some states, and have it told; whether it was."""
    if not _change(connection, job_id, states, **values):
        return False
    job = _get(connection, job_id)
    if notice := notice_of(job):
        note(connection, job.owner, notice)
    return True


def _count(connection: Connection, query: Any) -> int:  # noqa: ANN401 - SQLAlchemy's own name is long
    return int(connection.scalar(query) or 0)


def _get(connection: Connection, job_id: str) -> Job:
    return _job(connection.execute(select(table).where(table.c.id == job_id)).one())


def _full(status: HTTPStatus, code: str) -> Refusal:
    return Refusal(status, code, {"Retry-After": str(RETRY_SECONDS)})


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _job(row: Row[Any]) -> Job:
    def moment(value: datetime | None) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None

    return Job(
        row.id,
        row.kind,
        row.parameters,
        row.language,
        row.owner,
        row.key,
        row.state,
        row.done,
        row.seconds_left,
        row.revision,
        row.interrupted,
        row.created_at.replace(tzinfo=UTC),
        moment(row.started_at),
        moment(row.finished_at),
        Failure(**row.failure) if row.failure else None,
        row.files,
    )

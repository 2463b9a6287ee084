"""What webhooks are told of a job that is over."""

from service.jobs.job import Job, is_event
from service.webhooks.notice import Notice


def notice_of(job: Job) -> Notice | None:
    """What is to be told; None of a job that its owner has cancelled, or that is not over."""
    data: dict[str, str | int | None] = {"job": job.id, "kind": job.kind}
    if job.state == "done":
        counted = {**data, "files": len(job.files)}
        return Notice("event.done" if is_event(job.kind) else "report.done", counted)
    if job.is_over and job.failure is not None:
        why = {**data, "code": job.failure.code}
        return Notice("event.failed" if is_event(job.kind) else "report.failed", why)
    return None

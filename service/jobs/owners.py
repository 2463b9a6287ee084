"""Whose a job is, and as whom it looks at the catalogue."""

from recommender.sight import OPERATOR, Viewer
from service.access.caller import Caller
from service.access.key_store import KeyStore
from service.jobs.job import Job

_OPERATOR = "operator"


def owner_of(caller: Caller) -> str:
    """Whose a caller's jobs are: those of its organisation, so that all of its keys share them.

    A key without an organisation has its own ones; so has whoever runs the service.
    """
    viewer = caller.viewer
    if viewer.everything or caller.key is None:
        return _OPERATOR
    return f"organisation:{viewer.key}" if viewer.key else f"key:{caller.key.id}"


def may_see(caller: Caller, job: Job) -> bool:
    """Whether a job exists for a caller; whoever runs the service sees everybody's."""
    return caller.viewer.everything or owner_of(caller) == job.owner


def viewer_of(job: Job, keys: KeyStore) -> Viewer | None:
    """As whom a job looks at the catalogue; None where its key may not make reports any more."""
    if job.key is None:
        return OPERATOR
    key = keys.valid(job.key)
    return key.viewer if key and "reports" in key.allowed else None

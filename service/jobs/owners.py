"""Whose a job is, and as whom it looks at the catalogue."""

from recommender.filters import key
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
    return _of_organisation(viewer.key) if viewer.key else f"key:{caller.key.id}"


def owner_named(organisation: str | None) -> str:
    """Whose the jobs of an organisation are, by its name; None stands for whoever runs the service."""
    return _OPERATOR if organisation is None else _of_organisation(key(organisation))


def _of_organisation(own: str) -> str:
    return f"organisation:{own}"


def may_see(caller: Caller, job: Job) -> bool:
    """Whether a job exists for a caller; whoever runs the service sees everybody's."""
    return caller.viewer.everything or owner_of(caller) == job.owner


def viewer_of(job: Job, keys: KeyStore) -> Viewer | None:
    """As whom a job looks at the catalogue; None where its key may not make reports any more."""
    if job.key is None:
        return OPERATOR
    its = keys.valid(job.key)
    return its.viewer if its and "reports" in its.allowed else None

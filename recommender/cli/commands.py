"""Every command about companies: importing this module registers them on `app`."""

from recommender.cli import (
    demo,
    disclosing,
    duplicates,
    evaluating,
    events,
    feedback,
    files,
    maintenance,
    matching,
    merging,
    model,
    reports,
    searching,
    sectors,
    training,
)
from recommender.cli.app import app, run, settings

__all__ = [
    "app",
    "demo",
    "disclosing",
    "duplicates",
    "evaluating",
    "events",
    "feedback",
    "files",
    "maintenance",
    "matching",
    "merging",
    "model",
    "reports",
    "run",
    "searching",
    "sectors",
    "settings",
    "training",
]

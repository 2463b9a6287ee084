"""Every command about companies: importing this module registers them on `app`."""

from recommender.cli import demo, files, maintenance, model, searching, training
from recommender.cli.app import app, run, settings

__all__ = [
    "app",
    "demo",
    "files",
    "maintenance",
    "model",
    "run",
    "searching",
    "settings",
    "training",
]

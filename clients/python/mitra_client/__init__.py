"""Mitra from Python: business partners across Indonesian, Japanese and English company profiles."""

from mitra_client import models
from mitra_client.client import MitraClient
from mitra_client.errors import ProblemError
from mitra_client.server_events import ServerEvent
from mitra_client.version import VERSION

__all__ = ["VERSION", "MitraClient", "ProblemError", "ServerEvent", "models"]

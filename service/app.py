"""The web application around a catalogue."""

from collections.abc import Collection
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from service import problems
from service.description import SUMMARY, TITLE, VERSION, check_scopes, description, methods_by_path
from service.observing.requests import ObserveRequests
from service.pages import error_pages
from service.protection.answer_headers import AnswerHeaders
from service.protection.body_time import BodyTime
from service.protection.door import Door
from service.protection.methods import AnswerMethods
from service.protection.origins import AnswerOrigins
from service.routers import ROUTERS
from service.state import ServiceState


class _Application(FastAPI):
    def __init__(self, service: ServiceState, hosts: Collection[str] | None) -> None:
        super().__init__(
            title=TITLE,
            summary=SUMMARY,
            version=VERSION,
            # The usual documentation pages load scripts from other hosts.
            docs_url=None,
            redoc_url=None,
            # A redirection would lead to whatever the Host header names.
            redirect_slashes=False,
        )
        self.state.service = service
        self._hosts = hosts

    def build_middleware_stack(self) -> ASGIApp:
        """Put what every answer passes around Starlette's own answer to unexpected errors too."""
        service: ServiceState = self.state.service
        app = AnswerMethods(super().build_middleware_stack(), methods_by_path(ROUTERS))
        door = Door(AnswerOrigins(app, lambda: service.keys), self._hosts)
        return ObserveRequests(AnswerHeaders(door), service.metrics)

    def openapi(self) -> dict[str, Any]:
        """Describe the service in OpenAPI 3.1."""
        return description()


def create_app(state: ServiceState, *, hosts: Collection[str] | None = None) -> FastAPI:
    """Make an ASGI application around a catalogue and keys, which the caller closes.

    `hosts`: names it is asked under, besides those of this machine; None for any. Raises TypeError where
    a route does not say which scope it needs.
    """
    check_scopes(ROUTERS)
    app = _Application(state, hosts)
    app.add_middleware(BodyTime)
    problems.install(app)
    error_pages.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app

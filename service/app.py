"""The web application around a catalogue."""

import importlib.metadata
from collections.abc import Collection
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from service import problems
from service.access.scoped_route import EXTENSION, SCHEME
from service.observing.requests import ObserveRequests
from service.pages import error_pages
from service.pages.routers import ROUTERS as PAGES
from service.protection.answer_headers import AnswerHeaders
from service.protection.body_time import BodyTime
from service.protection.door import Door
from service.protection.methods import AnswerMethods
from service.protection.origins import AnswerOrigins
from service.routes import (
    companies,
    disclosure,
    embed,
    events,
    feedback,
    health,
    importing,
    jobs,
    metrics,
    oembed,
    reports,
    searching,
    widget,
)
from service.state import ServiceState

ROUTERS = (
    searching.router,
    companies.router,
    importing.router,
    disclosure.router,
    feedback.router,
    reports.router,
    events.router,
    jobs.router,
    health.router,
    metrics.router,
    widget.router,
    embed.router,
    oembed.router,
    *PAGES,
)


class _Application(FastAPI):
    def __init__(self, service: ServiceState, hosts: Collection[str] | None) -> None:
        super().__init__(
            title="Mitra",
            summary="Business partners across Indonesian, Japanese and English company profiles",
            version=importlib.metadata.version("mitra"),
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
        app = AnswerMethods(super().build_middleware_stack(), self.openapi()["paths"])
        door = Door(AnswerOrigins(app, lambda: service.keys), self._hosts)
        return ObserveRequests(AnswerHeaders(door), service.metrics)

    def openapi(self) -> dict[str, Any]:
        """Describe the service in OpenAPI 3.1."""
        if self.openapi_schema is None:
            document = super().openapi()
            _check_scopes(document)
            document["components"]["securitySchemes"] = {
                SCHEME: {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A key (`mitra keys create`), or a search token that a portal signed.",
                }
            }
            problems.describe(document)
        return super().openapi()


def create_app(state: ServiceState, *, hosts: Collection[str] | None = None) -> FastAPI:
    """Make an ASGI application around a catalogue and keys, which the caller closes.

    `hosts`: names it is asked under, besides those of this machine; None for any. Raises TypeError where
    a route does not say which scope it needs.
    """
    app = _Application(state, hosts)
    app.add_middleware(BodyTime)
    problems.install(app)
    error_pages.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.openapi()
    return app


def _check_scopes(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if EXTENSION not in operation:
                raise TypeError(f"{method.upper()} {path} does not say which scope it needs")

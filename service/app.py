"""The web application around a catalogue."""

import importlib.metadata
from typing import Any

from fastapi import FastAPI

from recommender.catalog import Catalog
from service import problems
from service.body_limit import BodyLimit
from service.routes import router


class _Application(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """Describe the service in OpenAPI 3.1."""
        if self.openapi_schema is None:
            problems.describe(super().openapi())
        return super().openapi()


def create_app(catalog: Catalog) -> FastAPI:
    """Make an ASGI application that answers from `catalog`, which the caller closes."""
    app = _Application(
        title="Mitra",
        summary="Business partners across Indonesian, Japanese and English company profiles",
        version=importlib.metadata.version("mitra"),
        # The usual documentation pages load scripts from other hosts.
        docs_url=None,
        redoc_url=None,
        # A redirection would lead to whatever the Host header names.
        redirect_slashes=False,
    )
    app.state.catalog = catalog
    app.add_middleware(BodyLimit)
    problems.install(app)
    app.include_router(router)
    return app

"""The web application around a catalogue."""

import importlib.metadata

from fastapi import FastAPI

from recommender.catalog import Catalog
from service import problems
from service.routes import router


def create_app(catalog: Catalog) -> FastAPI:
    """Make an ASGI application that answers from `catalog`, which the caller closes."""
    app = FastAPI(
        title="Mitra",
        summary="Business partners across Indonesian, Japanese and English company profiles",
        version=importlib.metadata.version("mitra"),
        # The usual documentation pages load scripts from other hosts.
        docs_url=None,
        redoc_url=None,
    )
    app.state.catalog = catalog
    problems.install(app)
    app.include_router(router)
    return app

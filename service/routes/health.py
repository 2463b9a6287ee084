"""Whether the service is alive, and whether it can answer."""

import asyncio

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from service.access.scoped_route import ScopedRoute, needs
from service.problems import responses
from service.state import state_of

router = APIRouter(route_class=ScopedRoute, tags=["health"])


class Health(BaseModel):
    """The service is alive and answers from this generation of the catalogue."""

    status: str = Field(examples=["ok"])
    generation: int


@router.get("/healthz", operation_id="health", openapi_extra=needs("none"), responses=responses())
async def health(request: Request) -> Health:
    """Say that the service is alive."""
    catalog = state_of(request).catalog
    # Not in the threads of the searches: they may all be busy.
    generation = await asyncio.to_thread(lambda: catalog.generation)
    return Health(status="ok", generation=generation)


@router.get("/readyz", operation_id="ready", openapi_extra=needs("none"), responses=responses())
async def ready(request: Request) -> Health:
    """Say that model and index are in memory, so that a search is answered at once."""
    catalog = state_of(request).catalog
    await asyncio.to_thread(catalog.warm_up)
    return Health(status="ok", generation=catalog.generation)

"""Figures about the service, as Prometheus reads them."""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from service.access.scoped_route import ScopedRoute, needs
from service.problems import responses
from service.state import state_of

router = APIRouter(route_class=ScopedRoute, tags=["health"])

_TEXT = {"content": {"text/plain": {"schema": {"type": "string"}}}}


@router.get(
    "/metrics",
    operation_id="metrics",
    openapi_extra=needs("admin"),
    response_class=Response,
    responses={200: {"description": "Figures", **_TEXT}, **responses()},
)
def metrics(request: Request) -> Response:
    """Tell requests, latencies, queue and catalogue in figures."""
    figures = generate_latest(state_of(request).metrics.registry)
    return Response(figures, media_type=CONTENT_TYPE_LATEST)

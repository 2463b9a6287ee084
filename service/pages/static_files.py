"""The files that pages load, all from here."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from service.access.scoped_route import needs
from service.errors import Refusal
from service.pages import assets
from service.pages.page_route import PageRoute

router = APIRouter(route_class=PageRoute)

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


@router.get("/static/{version}/{name}", openapi_extra=needs("none"))
def static_file(version: str, name: str) -> Response:
    """A file, for good: another content has another address."""
    if version != assets.version() or name not in assets.contents():
        raise Refusal(HTTPStatus.NOT_FOUND, "no-such-path")
    suffix = name[name.rindex(".") :]
    return Response(assets.contents()[name], media_type=_TYPES[suffix], headers=_HEADERS)

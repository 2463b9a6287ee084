"""The widget's file, and the lines with which a page loads it."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from markupsafe import Markup
from pydantic import BaseModel, Field

from service.access.scoped_route import ScopedRoute, needs
from service.errors import Refusal
from service.problems import responses
from service.widget.files import newest, versions

router = APIRouter(route_class=ScopedRoute, tags=["widget"])

_TAG = Markup('<script src="{url}" integrity="{integrity}" crossorigin="anonymous" defer></script>')


class Snippet(BaseModel):
    """What a page needs to load the widget.

    `integrity` is the hash of the file (Subresource Integrity): a browser runs no other. `html` stands
    once in a page, anywhere.
    """

    version: str = Field(examples=["0.1.0"])
    url: str
    integrity: str
    html: str


@router.get(
    "/widget", operation_id="widgetSnippet", openapi_extra=needs("none"), responses=responses()
)
async def snippet(request: Request) -> Snippet:
    """Say how a page loads the widget."""
    return loading(str(request.base_url))


def loading(base: str) -> Snippet:
    """What a page needs to load the widget from the service at an address."""
    file = newest()
    url = f"{base}{file.path}"
    html = _TAG.format(url=url, integrity=file.integrity)
    return Snippet(version=file.version, url=url, integrity=file.integrity, html=html)


@router.get(
    "/widget/{version}/mitra-widget.js", openapi_extra=needs("none"), include_in_schema=False
)
async def script(version: str, request: Request) -> Response:
    """Hand out one version of the widget, to the pages of every site."""
    file = versions().get(version)
    if file is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "no-such-widget")
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    content = file.content
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = file.compressed, "gzip"
    return Response(content, headers=headers, media_type="text/javascript")

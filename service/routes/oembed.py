"""oEmbed 1.0 (oembed.com): an address of a company's page becomes a frame in the page that names it."""

from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import unquote, urlencode, urlsplit

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from embeddings import InterfaceLanguage
from recommender.sight import PUBLIC
from service.access.scoped_route import ScopedRoute, needs
from service.errors import MESSAGES, Refusal
from service.language import accepted_language
from service.problems import responses
from service.state import state_of
from service.widget.framing import framing

router = APIRouter(route_class=ScopedRoute, tags=["widget"])

MAX_ADDRESS = 2_000

WIDTH, HEIGHT = 640, 720
"""Pixels of a frame, where the page that shows it sets no smaller limit."""

CACHE_SECONDS = 3600

_COMPANIES = "companies/"
_FRAME = Markup(
    '<iframe src="{source}" title="{title}" width="{width}" height="{height}" loading="lazy"'
    ' sandbox="allow-scripts allow-same-origin allow-popups"></iframe>'
)

Pixels = Annotated[int, Field(ge=1, le=10_000)]


class OEmbedQuery(BaseModel):
    """Which page is to be shown, how large at most, and by whose pages (`key_id`, see /embed)."""

    model_config = ConfigDict(extra="ignore")

    url: str = Field(
        max_length=MAX_ADDRESS, examples=["https://mitra.example.or.id/companies/ID-001"]
    )
    format: str = Field("json", examples=["json"])
    maxwidth: Pixels = WIDTH
    maxheight: Pixels = HEIGHT
    key_id: str | None = None
    lang: InterfaceLanguage | None = None


class OEmbed(BaseModel):
    """A frame with the partners of a company, as oEmbed describes what is rich."""

    version: Literal["1.0"] = "1.0"
    type: Literal["rich"] = "rich"
    title: str
    provider_name: str
    provider_url: str
    html: str
    width: int
    height: int
    cache_age: int


@router.get(
    "/oembed",
    operation_id="oembed",
    openapi_extra=needs("none"),
    responses=responses(
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.NOT_IMPLEMENTED,
    ),
)
def oembed(request: Request, wanted: Annotated[OEmbedQuery, Query()]) -> OEmbed:
    """Turn the address of a company's page into a frame."""
    if wanted.format != "json":
        raise Refusal(HTTPStatus.NOT_IMPLEMENTED, "oembed-format")
    state = state_of(request)
    framing(state.keys, wanted.key_id)
    root, company_id = _company_page(wanted.url, request)
    company = state.catalog.seen_by(PUBLIC).get(company_id)
    language = wanted.lang or accepted_language(request.headers.get("accept-language", ""))
    title = MESSAGES.text("frame.title.matches", language, name=company.name)
    shown = {"company": company.id, "lang": language, "key_id": wanted.key_id}
    source = f"{root}embed?{urlencode({name: value for name, value in shown.items() if value})}"
    width, height = min(WIDTH, wanted.maxwidth), min(HEIGHT, wanted.maxheight)
    frame = _FRAME.format(source=source, title=title, width=width, height=height)
    return OEmbed(
        title=title,
        provider_name="Mitra",
        provider_url=root,
        html=frame,
        width=width,
        height=height,
        cache_age=CACHE_SECONDS,
    )


def _company_page(address: str, request: Request) -> tuple[str, str]:
    """The service and the id in the address of a company's page. Raises Refusal (404).

    It must be a page of the service that is asked: a frame from elsewhere would be shown in our name.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    base = f"{request.scope.get('root_path', '')}/{_COMPANIES}"
    ours = parts.scheme in {"http", "https"} and parts.netloc == request.url.netloc
    company_id = unquote(parts.path.removeprefix(base))
    if not ours or not parts.path.startswith(base) or not company_id or "/" in company_id:
        raise Refusal(HTTPStatus.NOT_FOUND, "oembed-address")
    return f"{parts.scheme}://{parts.netloc}{base.removesuffix(_COMPANIES)}", company_id

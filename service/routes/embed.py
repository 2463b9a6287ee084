"""The page for a frame: search, or the partners of a company."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from recommender.sight import PUBLIC
from service.access.scoped_route import ScopedRoute, needs
from service.language import accepted_language
from service.state import state_of
from service.widget.frame_page import FrameQuery, frame_page, frame_policy
from service.widget.framing import framing

router = APIRouter(route_class=ScopedRoute)


@router.get("/embed", openapi_extra=needs("none"), include_in_schema=False)
def embed(request: Request, wanted: Annotated[FrameQuery, Query()]) -> HTMLResponse:
    """Show search or partners in a frame of the pages that a key names."""
    state = state_of(request)
    allowed = framing(state.keys, wanted.key_id)
    # Whoever sees the frame is anybody, whatever the key may see.
    company = state.catalog.seen_by(PUBLIC).get(wanted.company) if wanted.company else None
    language = wanted.lang or accepted_language(request.headers.get("accept-language", ""))
    page = frame_page(wanted, company, allowed, language, root="./")
    headers = {
        "Content-Security-Policy": frame_policy(allowed),
        "Content-Language": language,
        # It holds a token that ends.
        "Cache-Control": "no-store",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(page, headers=headers)

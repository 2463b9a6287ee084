"""What the page of a company says to systems that turn its address into a frame (oEmbed discovery)."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from fastapi import Request

from recommender.errors import UnknownCompanyError
from recommender.sight import PUBLIC
from service.state import state_of


def oembed_address(request: Request, company_id: str) -> str | None:
    """Where such a system asks; None where it would be refused.

    Only what everybody sees can be shown elsewhere, and only in pages that a key for searching names.
    Which of several keys a page belongs to nobody knows, so there is an address for a single one alone.
    """
    state = state_of(request)
    try:
        state.catalog.seen_by(PUBLIC).get(company_id)
    except UnknownCompanyError:
        return None
    asked = {"url": f"{request.base_url}{request.url.path.removeprefix('/')}"}
    if state.keys is not None:
        now = datetime.now(UTC)
        named = [
            key.id
            for key in state.keys
            if key.scopes == ("search",) and key.origins and key.is_valid(now)
        ]
        if len(named) != 1:
            return None
        asked["key_id"] = named[0]
    return f"{request.base_url}oembed?{urlencode(asked)}"

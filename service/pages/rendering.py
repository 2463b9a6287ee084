"""Templates and the answers that are made of them."""

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse

from recommender.reports.page import visible, web_address
from service.pages import assets, form_tokens
from service.pages.frame import Frame

if TYPE_CHECKING:
    from jinja2 import Environment


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - what a template needs
    """Answer with a page."""
    frame = Frame.of(request)
    html = (
        _environment()
        .get_template(template)
        .render(
            page=frame,
            words=frame.words,
            t=frame.words.text,
            form_token=lambda: form_tokens.token_of(request),
            **values,
        )
    )
    # Half characters, which a query can hold, are no HTML.
    body = html.encode("utf-8", "replace")
    return HTMLResponse(body, status, headers={"Content-Language": frame.language})


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("service.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "visible": visible,
        "web_address": web_address,
        "in_path": lambda text: quote(text, safe=""),
    }
    made.globals |= {"static": assets.address, "FORM_TOKEN": form_tokens.FIELD}
    return made

"""The page that stands in a frame where a site allows no script of others."""

import base64
import hashlib
from functools import cache
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pydantic import BaseModel, Field

from embeddings import InterfaceLanguage
from recommender.company import MAX_ID, Company
from recommender.search import MAX_QUERY
from service.errors import MESSAGES
from service.routes.forms import Limit
from service.widget.files import newest
from service.widget.framing import Framing

_PACKAGE = "service.widget"
_ATTRIBUTE = Markup(' {name}="{value}"')


class FrameQuery(BaseModel):
    """What a frame shows: the partners of a company, or a search.

    `key_id`: the part of a key between its underscores, as `mitra keys list` shows it; `filters`: as
    the widget takes them, country=JP&tier=1.
    """

    key_id: str | None = None
    company: str | None = Field(None, max_length=MAX_ID)
    kind: Literal["matches", "similar"] = "matches"
    q: str = Field("", max_length=MAX_QUERY)
    lang: InterfaceLanguage | None = None
    limit: Limit | None = None
    filters: str = Field("", max_length=MAX_QUERY)


def frame_page(
    wanted: FrameQuery,
    company: Company | None,
    allowed: Framing,
    language: InterfaceLanguage,
    root: str,
) -> str:
    """Write the page; `root` leads from it to the service, with a slash at its end."""
    kind = wanted.kind if company else "search"
    shared = {
        "server": root,
        "key": allowed.token,
        "lang": language,
        "limit": wanted.limit,
        "filters": wanted.filters,
    }
    given = [_ATTRIBUTE.format(name=name, value=value) for name, value in shared.items() if value]
    name = company.name if company else ""
    return (
        _environment()
        .get_template("embed.html")
        .render(
            wanted=wanted,
            company=company,
            language=language,
            root=root,
            file=newest(),
            style=Markup(_style()),  # noqa: S704 - our own file
            shared=Markup("").join(given),
            title=MESSAGES.text(f"frame.title.{kind}", language, name=name),
            heading=MESSAGES.text(f"frame.heading.{wanted.kind}", language),
            without_script=MESSAGES.text("frame.without-script", language),
        )
    )


def frame_policy(allowed: Framing) -> str:
    """The page's Content-Security-Policy: our script and style alone, shown by allowed pages alone."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            f"style-src 'sha256-{digest}'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {' '.join(allowed.ancestors)}",
        )
    )


@cache
def _style() -> str:
    return _environment().get_template("embed.css").render()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""The search page: question, answer, what restricts it, and the same answer as a file."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from recommender.catalog import Catalog
from recommender.errors import FilterError, QueryError
from recommender.filters import Filters
from recommender.results import SearchPage
from recommender.strength import good_partner_found
from service.access.scoped_route import needs
from service.errors import Refusal
from service.pages import facets, result_files
from service.pages.company_choice import pairs_of
from service.pages.frame import Frame
from service.pages.page_route import PageRoute
from service.pages.reasons import Explainer
from service.pages.rendering import render
from service.pages.results import shown
from service.pages.search_address import MAX_PAGES, PER_PAGE, SearchAddress
from service.pages.text_language import tag
from service.routes.forms import CatalogOfCaller

router = APIRouter(route_class=PageRoute)

MAX_EXPORTED = 500
"""Rows of a file: what can be read page by page, and no more."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A search with a filter less, and how many companies it would choose from."""

    label: str
    address: str
    total: int


@router.get("/", openapi_extra=needs("search", queued=True))
def search(request: Request, catalog: CatalogOfCaller) -> Response:
    """Search, or show how to."""
    state = SearchAddress.read(request.query_params)
    frame = Frame.of(request)
    if not state.query:
        return render(request, "start.html", state=state, companies=len(catalog))
    try:
        page = _answer(catalog, state, PER_PAGE, state.offset)
    except (QueryError, FilterError) as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(
            request, "start.html", status=status, state=state, companies=None, error=error
        )
    explainer = Explainer(frame.words, asked_language=page.language)
    last = min(-(-page.total // PER_PAGE), MAX_PAGES)
    return render(
        request,
        "search.html",
        state=state,
        found=page,
        asked_language=tag(page.language),
        results=[shown(result, explainer) for result in page.results],
        understood=facets.understood_chips(page.understood, state, frame),
        chips=facets.filter_chips(state, frame),
        facets=facets.facets(page.facets, state, frame),
        good=good_partner_found(page.best),
        last_page=last,
        alternatives=[] if page.total else _alternatives(catalog, state, frame),
        exported=min(page.total, MAX_EXPORTED),
        MAX_EXPORTED=MAX_EXPORTED,
        report=_report_address(state, frame),
    )


@router.get("/results/{name}", openapi_extra=needs("search", queued=True))
def export(name: str, request: Request, catalog: CatalogOfCaller) -> Response:
    """The best partners of a search as a file."""
    state, words = SearchAddress.read(request.query_params), Frame.of(request).words
    write = result_files.WRITERS.get(name.removeprefix("mitra"))
    if write is None:
        raise Refusal(HTTPStatus.NOT_FOUND, "no-such-path")
    page = _answer(catalog, state, MAX_EXPORTED, 0)
    content, media_type = write(page, words)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _answer(catalog: Catalog, state: SearchAddress, limit: int, offset: int) -> SearchPage:
    return catalog.search(
        state.query,
        limit=limit,
        offset=offset,
        filters=state.as_filters(),
        ignore=state.ignored,
    )


def _report_address(state: SearchAddress, frame: Frame) -> str | None:
    """The form for a report on the companies that the filters choose."""
    if not state.filters or "reports" not in frame.caller.scopes:
        return None
    pairs = pairs_of(Filters.parse(state.as_filters()), "to")
    return frame.link("/reports/similarity", *pairs)


def _alternatives(catalog: Catalog, state: SearchAddress, frame: Frame) -> list[Alternative]:
    """The searches with a filter less that find somebody, the largest first."""
    found = []
    for name, value in state.filters:
        without = state.toggled(name, value)
        page = catalog.search(
            state.query,
            limit=1,
            filters=without.as_filters(),
            ignore=state.ignored,
            reasons=False,
        )
        if page.total:
            label = frame.words.restriction(name, value)
            found.append(Alternative(label, frame.link("/", *without.pairs()), page.total))
    return sorted(found, key=lambda one: -one.total)

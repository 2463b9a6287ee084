"""Searching, and asking for the partners of a company. Plain functions run off the event loop."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from recommender.filters import MAX_VALUES
from recommender.search import MAX_QUERY
from recommender.sectors_wire import FacetsAnswer, SectorsAnswer
from recommender.wire import MatchesAnswer, SearchAnswer, SimilarAnswer
from service.access.scoped_route import ScopedRoute, needs
from service.problems import responses
from service.routes.forms import (
    CatalogOfCaller,
    CompanyId,
    FiltersQuery,
    FiltersRequest,
    Limit,
    Offset,
    PartnersQuery,
    TheRecord,
    require_json,
)
from service.state import state_of
from service.written_answers import WrittenAnswers

router = APIRouter(route_class=ScopedRoute, tags=["search"])


async def _written_of(request: Request) -> WrittenAnswers:
    return state_of(request).written


Written = Annotated[WrittenAnswers, Depends(_written_of)]
QueryText = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": MAX_QUERY})]


class SearchRequest(BaseModel):
    """A need in Indonesian, Japanese or English, and which partners come into question."""

    model_config = ConfigDict(extra="forbid", strict=True)

    query: QueryText = Field(examples=["pemasok komponen otomotif"])
    limit: Limit = 10
    offset: Offset = 0
    filters: FiltersRequest = FiltersRequest()
    ignore: Annotated[list[str], Field(max_length=MAX_VALUES, examples=[["place"]])] = []
    diverse: bool = False


@router.post(
    "/v1/search",
    operation_id="search",
    response_model=SearchAnswer,
    openapi_extra=needs("search", queued=True),
    dependencies=[Depends(require_json)],
    responses=responses(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    ),
)
def search(
    request: SearchRequest, catalog: CatalogOfCaller, record: TheRecord, written: Written
) -> Response:
    """Find the companies that best answer a need."""
    page = catalog.search(
        request.query,
        limit=request.limit,
        offset=request.offset,
        filters=request.filters.model_dump(),
        ignore=request.ignore,
        diverse=request.diverse,
    )
    record.searched(len(page.results), request.query, page.language)
    return Response(written.json(page), media_type="application/json")


@router.get(
    "/v1/companies/{company_id}/similar",
    operation_id="similarCompanies",
    openapi_extra=needs("search", queued=True),
    responses=responses(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def similar(
    company_id: CompanyId,
    wanted: Annotated[PartnersQuery, Query()],
    catalog: CatalogOfCaller,
    record: TheRecord,
) -> SimilarAnswer:
    """Find companies in the same kind of business."""
    page = catalog.similar(
        company_id,
        limit=wanted.limit,
        offset=wanted.offset,
        filters=wanted.model_dump(exclude={"limit", "offset"}),
    )
    record.searched(len(page.results))
    return SimilarAnswer.of(page)


@router.get(
    "/v1/companies/{company_id}/matches",
    operation_id="complementaryCompanies",
    openapi_extra=needs("search", queued=True),
    responses=responses(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def matches(
    company_id: CompanyId,
    wanted: Annotated[PartnersQuery, Query()],
    catalog: CatalogOfCaller,
    record: TheRecord,
) -> MatchesAnswer:
    """Find companies that offer what a company seeks, and seek what it offers."""
    page = catalog.matches(
        company_id,
        limit=wanted.limit,
        offset=wanted.offset,
        filters=wanted.model_dump(exclude={"limit", "offset"}),
    )
    record.searched(len(page.results))
    return MatchesAnswer.of(page)


@router.get(
    "/v1/facets",
    operation_id="countFacets",
    openapi_extra=needs("search"),
    responses=responses(HTTPStatus.UNPROCESSABLE_ENTITY),
)
def facets(wanted: Annotated[FiltersQuery, Query()], catalog: CatalogOfCaller) -> FacetsAnswer:
    """Count the companies that satisfy filters, and what they have."""
    return FacetsAnswer.of(catalog.facets(wanted.model_dump()))


@router.get(
    "/v1/sectors",
    operation_id="listSectors",
    openapi_extra=needs("search", queued=True),
    responses=responses(),
)
def sectors(catalog: CatalogOfCaller) -> SectorsAnswer:
    """List the ISIC divisions with the number of their companies."""
    return SectorsAnswer.of(catalog.sectors())

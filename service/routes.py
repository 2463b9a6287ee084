"""What can be asked over HTTP. Searches are plain functions, so they run off the event loop."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.exceptions import HTTPException
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from recommender.catalog import Catalog
from recommender.company import Company
from recommender.filters import MAX_VALUES
from recommender.search import MAX_QUERY
from recommender.sectors_wire import SectorsAnswer
from recommender.wire import MatchesAnswer, SearchAnswer, SimilarAnswer
from service.problems import responses

MAX_LIMIT = 100
MAX_OFFSET = 10_000

CompanyId = Annotated[str, Path(examples=["ID-001"])]
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]
Offset = Annotated[int, Field(ge=0, le=MAX_OFFSET)]

# The schema says what is right; the catalogue judges, and says what it would have taken.
_TEXTS = {"type": "array", "items": {"type": "string"}, "maxItems": MAX_VALUES}
Values = Annotated[Any, WithJsonSchema({"anyOf": [{"type": "string"}, _TEXTS, {"type": "null"}]})]
QueryText = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": MAX_QUERY})]

router = APIRouter()


class FiltersRequest(BaseModel):
    """Values that a partner must have: one of those given, in every field given."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": False})

    country: Values = Field(None, examples=["JP"])
    region: Values = Field(None, examples=["Aichi"])
    city: Values = None
    sector: Values = Field(None, examples=["29"])
    tier: Values = None
    language: Values = None
    organisation: Values = None
    place: Values = Field(None, examples=["JP-23"])
    certification: Values = Field(None, examples=["ISO 9001"])


class SearchRequest(BaseModel):
    """A need in Indonesian, Japanese or English, and which partners come into question."""

    model_config = ConfigDict(extra="forbid", strict=True)

    query: QueryText = Field(examples=["pemasok komponen otomotif"])
    limit: Limit = 10
    offset: Offset = 0
    filters: FiltersRequest = FiltersRequest()
    ignore: Annotated[list[str], Field(max_length=MAX_VALUES, examples=[["place"]])] = []
    diverse: bool = False


class PartnersQuery(BaseModel):
    """Page and filters; a filter may be repeated to allow several values."""

    model_config = ConfigDict(extra="allow")

    limit: Limit = 10
    offset: Offset = 0
    country: list[str] = []
    region: list[str] = []
    city: list[str] = []
    sector: list[str] = []
    tier: list[str] = []
    language: list[str] = []
    organisation: list[str] = []
    place: list[str] = []
    certification: list[str] = []


class Health(BaseModel):
    """The service is alive and answers from this generation of the catalogue."""

    status: str = Field(examples=["ok"])
    generation: int


async def catalog_of(request: Request) -> Catalog:
    """The catalogue that this service answers from."""
    catalog: Catalog = request.app.state.catalog
    return catalog


async def require_json(request: Request) -> None:
    """Refuse a body that does not say it is JSON; browsers send other ones for any page."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


CatalogDependency = Annotated[Catalog, Depends(catalog_of)]


@router.post(
    "/v1/search",
    operation_id="search",
    dependencies=[Depends(require_json)],
    responses=responses(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    ),
)
def search(request: SearchRequest, catalog: CatalogDependency) -> SearchAnswer:
    """Find the companies that best answer a need."""
    page = catalog.search(
        request.query,
        limit=request.limit,
        offset=request.offset,
        filters=request.filters.model_dump(),
        ignore=request.ignore,
        diverse=request.diverse,
    )
    return SearchAnswer.of(page)


@router.get(
    "/v1/companies/{company_id}",
    operation_id="getCompany",
    responses=responses(HTTPStatus.NOT_FOUND),
)
def company(company_id: CompanyId, catalog: CatalogDependency) -> Company:
    """Return one company."""
    return catalog.get(company_id)


@router.get(
    "/v1/companies/{company_id}/similar",
    operation_id="similarCompanies",
    responses=responses(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def similar(
    company_id: CompanyId, wanted: Annotated[PartnersQuery, Query()], catalog: CatalogDependency
) -> SimilarAnswer:
    """Find companies in the same kind of business."""
    page = catalog.similar(
        company_id,
        limit=wanted.limit,
        offset=wanted.offset,
        filters=wanted.model_dump(exclude={"limit", "offset"}),
    )
    return SimilarAnswer.of(page)


@router.get(
    "/v1/companies/{company_id}/matches",
    operation_id="complementaryCompanies",
    responses=responses(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY),
)
def matches(
    company_id: CompanyId, wanted: Annotated[PartnersQuery, Query()], catalog: CatalogDependency
) -> MatchesAnswer:
    """Find companies that offer what a company seeks, and seek what it offers."""
    page = catalog.matches(
        company_id,
        limit=wanted.limit,
        offset=wanted.offset,
        filters=wanted.model_dump(exclude={"limit", "offset"}),
    )
    return MatchesAnswer.of(page)


@router.get("/v1/sectors", operation_id="listSectors", responses=responses())
def sectors(catalog: CatalogDependency) -> SectorsAnswer:
    """List the ISIC divisions with the number of their companies."""
    return SectorsAnswer.of(catalog.sectors())


@router.get("/healthz", operation_id="health", responses=responses())
async def health(catalog: CatalogDependency) -> Health:
    """Say that the service is alive."""
    # Not in the threads of the searches: they may all be busy.
    generation = await asyncio.to_thread(lambda: catalog.generation)
    return Health(status="ok", generation=generation)

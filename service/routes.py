"""What can be asked over HTTP. Handlers are plain functions, so they run off the event loop."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from recommender.catalog import Catalog
from recommender.company import Company
from recommender.wire import SearchAnswer, SimilarAnswer
from service.problems import MEDIA_TYPE, Problem

MAX_LIMIT = 100
MAX_OFFSET = 10_000

Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]
Offset = Annotated[int, Field(ge=0, le=MAX_OFFSET)]
Values = str | list[str] | None

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": description}
    for status, description in (
        (404, "No such company"),
        (422, "The request cannot be answered as it is"),
        (503, "The catalogue cannot be read at present"),
    )
}

router = APIRouter()


class FiltersRequest(BaseModel):
    """Values that a partner must have: one of those given, in every field given."""

    model_config = ConfigDict(extra="forbid")

    country: Values = Field(None, examples=["JP"])
    region: Values = Field(None, examples=["Aichi"])
    city: Values = None
    sector: Values = Field(None, examples=["29"])
    tier: Values = None
    language: Values = None
    organisation: Values = None


class SearchRequest(BaseModel):
    """A need in Indonesian, Japanese or English, and which partners come into question."""

    model_config = ConfigDict(extra="forbid")

    query: str = Field(examples=["pemasok komponen otomotif"])
    limit: Limit = 10
    offset: Offset = 0
    filters: FiltersRequest = FiltersRequest()


class SimilarQuery(BaseModel):
    """Page and filters; a filter may be repeated to allow several values."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 10
    offset: Offset = 0
    country: list[str] = []
    region: list[str] = []
    city: list[str] = []
    sector: list[str] = []
    tier: list[str] = []
    language: list[str] = []
    organisation: list[str] = []


class Health(BaseModel):
    """The service is alive and answers from this generation of the catalogue."""

    status: str = Field(examples=["ok"])
    generation: int


def catalog_of(request: Request) -> Catalog:
    """The catalogue that this service answers from."""
    catalog: Catalog = request.app.state.catalog
    return catalog


CatalogDependency = Annotated[Catalog, Depends(catalog_of)]


@router.post("/v1/search", operation_id="search", responses=_PROBLEMS)
def search(request: SearchRequest, catalog: CatalogDependency) -> SearchAnswer:
    """Find the companies that best answer a need."""
    page = catalog.search(
        request.query,
        limit=request.limit,
        offset=request.offset,
        filters=request.filters.model_dump(),
    )
    return SearchAnswer.of(page)


@router.get("/v1/companies/{company_id}", operation_id="getCompany", responses=_PROBLEMS)
def company(company_id: str, catalog: CatalogDependency) -> Company:
    """Return one company."""
    return catalog.get(company_id)


@router.get(
    "/v1/companies/{company_id}/similar", operation_id="similarCompanies", responses=_PROBLEMS
)
def similar(
    company_id: str, wanted: Annotated[SimilarQuery, Query()], catalog: CatalogDependency
) -> SimilarAnswer:
    """Find companies in the same kind of business."""
    page = catalog.similar(
        company_id,
        limit=wanted.limit,
        offset=wanted.offset,
        filters=wanted.model_dump(exclude={"limit", "offset"}),
    )
    return SimilarAnswer.of(page)


@router.get("/healthz", operation_id="health")
def health(catalog: CatalogDependency) -> Health:
    """Say that the service is alive."""
    return Health(status="ok", generation=catalog.generation)

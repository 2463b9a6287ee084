"""The forms of requests that several routes share."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from recommender.catalog import Catalog
from recommender.filters import MAX_VALUES
from service.access.caller import Caller
from service.errors import Refusal
from service.observing.record import Record, record_of
from service.state import caller_of, catalog_of

MAX_LIMIT = 100
MAX_OFFSET = 10_000

CompanyId = Annotated[str, Path(examples=["ID-001"])]
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]
Offset = Annotated[int, Field(ge=0, le=MAX_OFFSET)]

# The schema says what is right; the catalogue judges, and says what it would have taken.
_TEXTS = {"type": "array", "items": {"type": "string"}, "maxItems": MAX_VALUES}
Values = Annotated[Any, WithJsonSchema({"anyOf": [{"type": "string"}, _TEXTS, {"type": "null"}]})]

CatalogOfCaller = Annotated[Catalog, Depends(catalog_of)]
"""The catalogue as the caller sees it."""
TheRecord = Annotated[Record, Depends(record_of)]
"""The notes on the request, for log and metrics."""
TheCaller = Annotated[Caller, Depends(caller_of)]


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


class FiltersQuery(BaseModel):
    """Filters; one may be repeated to allow several values."""

    model_config = ConfigDict(extra="allow")

    country: list[str] = []
    region: list[str] = []
    city: list[str] = []
    sector: list[str] = []
    tier: list[str] = []
    language: list[str] = []
    organisation: list[str] = []
    place: list[str] = []
    certification: list[str] = []


class PartnersQuery(FiltersQuery):
    """Page and filters; a filter may be repeated to allow several values."""

    limit: Limit = 10
    offset: Offset = 0


async def require_json(request: Request) -> None:
    """Refuse a body that does not say it is JSON; browsers send other ones for any page."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not-json")

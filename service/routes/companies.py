"""Companies, one by one and as a list to follow: read, saved, removed."""

import base64
import binascii
import re
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from recommender.changes import START, Changes, Position
from recommender.company import Company, Id, Moment
from service.access.scoped_route import ScopedRoute, needs
from service.entity_tags import Conditions, IfNoneMatch, conditions, entity_tag, is_known
from service.errors import Refusal
from service.problems import responses
from service.routes.forms import CatalogOfCaller, CompanyId, require_json

router = APIRouter(route_class=ScopedRoute, tags=["companies"])

MAX_COMPANY = 1024 * 1024
"""Bytes. A company with every field filled to its limit is smaller, unknown columns aside."""

MAX_PART = 500
"""Changes that one request can ask for."""

_CURSOR = "changes-1:{}:{}"
"""What a cursor says beside the position, so that no other version's is taken for one."""
_CURSOR_FORM = re.compile(r"changes-1:([0-9]{1,18}):([0-9]{1,18})")

_CACHING = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}

_TAG = {"ETag": {"description": "The version, for If-Match.", "schema": {"type": "string"}}}
_CREATED: dict[str, Any] = {
    "model": Company,
    "description": "Created",
    "headers": {**_TAG, "Location": {"schema": {"type": "string"}}},
}

NewId = Annotated[Id, Path(examples=["PORTAL-17"])]
TheConditions = Annotated[Conditions, Depends(conditions)]


class CompanyRequest(Company):
    """A company as its organisation enters it; what is left out is empty.

    `id` may be left out, or is that of the path. `updated_at` is set by the catalogue.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "PT Mitra Logam Presisi",
                    "description": "Kami membuat komponen stamping untuk sepeda motor di Bekasi.",
                    "country": "ID",
                    "region": "Jawa Barat",
                    "sectors": ["2930"],
                    "seeks": "Mencari mitra Jepang untuk alih teknologi dies.",
                }
            ]
        }
    )

    id: Id | None = None  # type: ignore[assignment]  # the path says it


class DeletionJson(BaseModel):
    """A company that is no more, or that the key may not see any more."""

    id: str
    deleted_at: datetime


class ChangesAnswer(BaseModel):
    """A part of the changes, in their order.

    `cursor` leads to the next part, at once where there is `more`, or later on. Of a company that has
    changed several times the last change alone is listed.
    """

    companies: list[Company]
    deleted: list[DeletionJson]
    cursor: str
    more: bool

    @classmethod
    def of(cls, part: Changes) -> "ChangesAnswer":
        """Write a part as JSON."""
        deleted = [DeletionJson(id=one.id, deleted_at=one.deleted_at) for one in part.deleted]
        cursor = base64.urlsafe_b64encode(
            _CURSOR.format(part.position.number, part.position.begun).encode()
        ).decode()
        return cls(companies=list(part.companies), deleted=deleted, cursor=cursor, more=part.more)


class ChangesQuery(BaseModel):
    """Where to go on, or from which moment on; `cursor` goes first."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str | None, Field(max_length=100)] = None
    updated_since: Annotated[Moment | None, Field(examples=["2026-11-01T00:00:00Z"])] = None
    limit: Annotated[int, Field(ge=1, le=MAX_PART)] = 100


@router.get(
    "/v1/companies",
    operation_id="listChanges",
    openapi_extra=needs("read"),
    responses=responses(HTTPStatus.UNPROCESSABLE_ENTITY),
)
def changes(wanted: Annotated[ChangesQuery, Query()], catalog: CatalogOfCaller) -> ChangesAnswer:
    """List companies that were entered, changed or deleted, in the order of these changes."""
    position = _position(wanted.cursor) if wanted.cursor else START
    since = None if wanted.cursor else wanted.updated_since
    return ChangesAnswer.of(catalog.changes(position, since=since, limit=wanted.limit))


@router.get(
    "/v1/companies/{company_id}",
    operation_id="getCompany",
    openapi_extra=needs("search"),
    response_model=Company,
    responses={
        200: {"headers": _TAG},
        304: {"description": "Not Modified", "headers": _TAG},
        **responses(HTTPStatus.NOT_FOUND),
    },
)
def company(
    company_id: CompanyId,
    catalog: CatalogOfCaller,
    response: Response,
    if_none_match: IfNoneMatch = None,
) -> Company | Response:
    """Return one company."""
    found = catalog.get(company_id)
    headers = {"ETag": entity_tag(found), **_CACHING}
    if is_known(if_none_match, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    response.headers.update(headers)
    return found


@router.put(
    "/v1/companies/{company_id}",
    operation_id="putCompany",
    # Its text is embedded, which takes a processor as a search does.
    openapi_extra=needs("write", max_body=MAX_COMPANY, queued=True),
    dependencies=[Depends(require_json)],
    responses={
        200: {"headers": _TAG},
        201: _CREATED,
        **responses(
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.NOT_FOUND,
            HTTPStatus.PRECONDITION_FAILED,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            HTTPStatus.INSUFFICIENT_STORAGE,
        ),
    },
)
def put_company(
    company_id: NewId,
    entered: CompanyRequest,
    catalog: CatalogOfCaller,
    required: TheConditions,
    response: Response,
) -> Company:
    """Enter a company, or replace what is there, in the name of the key's organisation."""
    if entered.id not in {None, company_id}:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "other-id")
    fields = entered.model_dump(exclude={"id", "updated_at"})
    stored, created = catalog.put_one(Company(id=company_id, **fields), check=required.check)
    response.headers["ETag"] = entity_tag(stored)
    if created:
        response.status_code = HTTPStatus.CREATED
        # Headers hold no other letters than those of an encoded path.
        response.headers["Location"] = f"/v1/companies/{quote(company_id, safe='')}"
    return stored


@router.delete(
    "/v1/companies/{company_id}",
    operation_id="deleteCompany",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra=needs("write"),
    responses=responses(
        HTTPStatus.NOT_FOUND, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.INSUFFICIENT_STORAGE
    ),
)
def delete_company(
    company_id: CompanyId, catalog: CatalogOfCaller, required: TheConditions
) -> None:
    """Remove a company of the key's organisation."""
    catalog.delete(company_id, check=required.check)


def _position(cursor: str) -> Position:
    try:
        text = base64.b64decode(cursor, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        text = ""
    match = _CURSOR_FORM.fullmatch(text)
    if match is None:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-cursor")
    return Position(int(match[1]), int(match[2]))

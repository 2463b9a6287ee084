"""Who sees the companies of an organisation: it decides, for all of them or for one."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from recommender.company import Organisation
from recommender.organisations import Disclosure
from recommender.sight import Level
from service.access.scoped_route import ScopedRoute, needs
from service.errors import Refusal
from service.problems import responses
from service.routes.forms import CatalogOfCaller, CompanyId, TheCaller, require_json

router = APIRouter(route_class=ScopedRoute, tags=["disclosure"])

MAX_PARTNERS = 1_000
"""Organisations that one can call its partners."""

_CHANGING = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.INSUFFICIENT_STORAGE,
)


class OrganisationDisclosure(BaseModel):
    """Who sees the companies of an organisation and their contacts.

    Everybody, its partners (by the names of their organisations), or itself alone.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"companies": "public", "contacts": "partners", "partners": ["JETRO"]}]
        },
    )

    companies: Level
    contacts: Level
    partners: Annotated[list[Organisation], Field(max_length=MAX_PARTNERS)]


class CompanyDisclosure(BaseModel):
    """Who sees one company and its contact; null where that is as for the others of its organisation."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"company": "public", "contact": "partners"}]},
    )

    company: Level | None
    contact: Level | None


Named = Annotated[
    str | None,
    Query(description="Whose decision; the key's own organisation where it is left out."),
]


async def organisation_of(caller: TheCaller, organisation: Named = None) -> str:
    """The organisation that a request is about. Raises Refusal (422) where there is none."""
    own = caller.key.organisation if caller.key else None
    name = organisation or own
    if not name or not name.strip():
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "no-organisation")
    return name


TheOrganisation = Annotated[str, Depends(organisation_of)]


@router.get(
    "/v1/organisation/disclosure",
    operation_id="getDisclosure",
    openapi_extra=needs("read"),
    responses=responses(HTTPStatus.UNPROCESSABLE_ENTITY),
)
def disclosure(organisation: TheOrganisation, catalog: CatalogOfCaller) -> OrganisationDisclosure:
    """Return who sees the companies of an organisation."""
    return _wire(catalog.organisations.disclosure(organisation))


@router.put(
    "/v1/organisation/disclosure",
    operation_id="putDisclosure",
    openapi_extra=needs("write"),
    dependencies=[Depends(require_json)],
    responses=responses(*_CHANGING),
)
def put_disclosure(
    decided: OrganisationDisclosure, organisation: TheOrganisation, catalog: CatalogOfCaller
) -> OrganisationDisclosure:
    """Decide who sees the companies of an organisation; it holds from the next answer on."""
    catalog.organisations.disclose(
        organisation, Disclosure(decided.companies, decided.contacts, tuple(decided.partners))
    )
    return _wire(catalog.organisations.disclosure(organisation))


@router.get(
    "/v1/companies/{company_id}/disclosure",
    operation_id="getCompanyDisclosure",
    openapi_extra=needs("read"),
    responses=responses(HTTPStatus.NOT_FOUND),
)
def company_disclosure(company_id: CompanyId, catalog: CatalogOfCaller) -> CompanyDisclosure:
    """Return who sees one company of one's own."""
    company, contact = catalog.organisations.company_disclosure(company_id)
    return CompanyDisclosure(company=company, contact=contact)


@router.put(
    "/v1/companies/{company_id}/disclosure",
    operation_id="putCompanyDisclosure",
    openapi_extra=needs("write"),
    dependencies=[Depends(require_json)],
    responses=responses(HTTPStatus.NOT_FOUND, *_CHANGING),
)
def put_company_disclosure(
    company_id: CompanyId, decided: CompanyDisclosure, catalog: CatalogOfCaller
) -> CompanyDisclosure:
    """Let one company of one's own be seen otherwise than the others."""
    catalog.organisations.disclose_company(company_id, decided.company, decided.contact)
    return decided


def _wire(decided: Disclosure) -> OrganisationDisclosure:
    return OrganisationDisclosure(
        companies=decided.companies, contacts=decided.contacts, partners=list(decided.partners)
    )

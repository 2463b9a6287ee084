"""Reports on many companies: asked for here, made as jobs, and downloaded here."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any, Literal, TypeAlias, get_args

from fastapi import APIRouter, Body, Depends, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from embeddings import InterfaceLanguage
from recommender.catalog import Catalog
from recommender.reports.choices import By, Format, How
from recommender.reports.similarity import MAX_TOP
from service.access.caller import Caller
from service.access.scoped_route import ScopedRoute, needs
from service.errors import Refusal
from service.jobs.job import Job
from service.jobs.jobs import Jobs
from service.jobs.making_reports import chosen
from service.problems import responses
from service.routes.download import ANYTHING, MEDIA_TYPES, Download
from service.routes.forms import CatalogOfCaller, FiltersRequest, TheCaller, require_json
from service.routes.job_answer import (
    ACCEPTED,
    AcceptedLanguage,
    JobAnswer,
    JobId,
    TheJobs,
    accepted,
)

router = APIRouter(route_class=ScopedRoute, tags=["reports"])

_FILE = {"type": "string", "format": "binary"}

FORMATS: tuple[Format, ...] = get_args(Format)


class _ReportRequest(BaseModel):
    """In which files a report is written, and in which language; else that of Accept-Language."""

    model_config = ConfigDict(extra="forbid", strict=True)

    formats: Annotated[list[Format], Field(min_length=1, max_length=len(FORMATS))] = list(FORMATS)
    language: InterfaceLanguage | None = None


class _TwoSides(_ReportRequest):
    sources: FiltersRequest = Field(
        FiltersRequest(), alias="from", description="For whom partners are sought; all by default."
    )
    targets: FiltersRequest = Field(
        FiltersRequest(), alias="to", description="Among whom; all by default."
    )


class SimilarityReportRequest(_TwoSides):
    """The best partners of every company of one side among those of another."""

    kind: Literal["similarity"]
    by: How = "similar"
    top: Annotated[int, Field(ge=1, le=MAX_TOP)] = 10
    contacts: bool = False


class PotentialReportRequest(_TwoSides):
    """Which sectors of two sides fit."""

    kind: Literal["potential"]
    by: By = "matches"


class DuplicatesReportRequest(_ReportRequest):
    """Companies that have probably been entered twice; for whoever runs the service."""

    kind: Literal["duplicates"]
    probability: Annotated[float, Field(ge=0.01, le=0.99)] = 0.5
    merge_from: Annotated[float, Field(ge=0.01, le=1)] | None = None


ReportRequest: TypeAlias = Annotated[
    SimilarityReportRequest | PotentialReportRequest | DuplicatesReportRequest,
    Body(
        discriminator="kind",
        examples=[
            {
                "kind": "similarity",
                "from": {"country": "ID", "sector": ["29", "30"]},
                "to": {"country": "JP"},
                "by": "matches",
                "top": 20,
                "formats": ["xlsx", "html"],
            }
        ],
    ),
]


@router.post(
    "/v1/reports",
    operation_id="makeReport",
    openapi_extra=needs("reports"),
    status_code=HTTPStatus.ACCEPTED,
    dependencies=[Depends(require_json)],
    responses={
        **responses(
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            HTTPStatus.TOO_MANY_REQUESTS,
            HTTPStatus.INSUFFICIENT_STORAGE,
        ),
        **ACCEPTED,
    },
)
def report(
    request: ReportRequest,
    own: TheJobs,
    caller: TheCaller,
    catalog: CatalogOfCaller,
    language: AcceptedLanguage,
    response: Response,
) -> JobAnswer:
    """Have a report made; it holds what the caller sees when it is made."""
    return accepted(submit(request, own, caller, catalog, language), language, response)


def submit(
    request: ReportRequest,
    own: Jobs,
    caller: Caller,
    catalog: Catalog,
    language: InterfaceLanguage,
) -> Job:
    """Put a report into the queue. Raises Refusal, FilterError and ReportError."""
    parameters = request.model_dump(by_alias=True, exclude={"kind", "language"})
    if isinstance(request, DuplicatesReportRequest):
        if not caller.viewer.everything:
            raise Refusal(HTTPStatus.FORBIDDEN, "operator-only")
    else:
        _check(catalog, [parameters["from"], parameters["to"]])
    return own.submit(caller, request.kind, parameters, request.language or language)


@router.get(
    "/v1/reports/{job_id}/{file:path}",
    operation_id="downloadReport",
    openapi_extra=needs("reports"),
    response_class=Download,
    status_code=HTTPStatus.OK,
    responses={
        **responses(HTTPStatus.NOT_FOUND),
        int(HTTPStatus.OK): {
            "description": "The file, to be saved.",
            "content": {
                media_type: {"schema": {} if media_type == MEDIA_TYPES[".json"] else _FILE}
                for media_type in (ANYTHING, *MEDIA_TYPES.values())
            },
        },
        int(HTTPStatus.PARTIAL_CONTENT): {"description": "The range that was asked for."},
    },
)
def download(
    job_id: JobId,
    file: Annotated[str, Path(examples=["similarity.xlsx"])],
    own: TheJobs,
    caller: TheCaller,
) -> Download:
    """Download a result of a job; its names are those that the job lists."""
    return Download(own.file(caller, job_id, file))


def _check(catalog: Catalog, sides: Sequence[dict[str, Any]]) -> None:
    """Say at once what the job would end with. Raises FilterError and ReportError."""
    with catalog.view() as view:
        for side in sides:
            chosen(side).rows(view)

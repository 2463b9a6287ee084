"""What people say about partners, kept as judgements that the catalogue is measured with.

Visitors of a portal judge beside its own people and never in their place: what they say is kept under a name
of its own, and they cannot say that business came of a match.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from recommender.judgement import BEST, Kind, judgement
from recommender.judgement_wire import JudgementJson
from service.access.scoped_route import ScopedRoute, needs
from service.errors import Refusal
from service.problems import responses
from service.routes.forms import CatalogOfCaller, TheCaller, require_json

router = APIRouter(route_class=ScopedRoute, tags=["feedback"])


class FeedbackRequest(BaseModel):
    """How well a partner answers a query, or suits a company.

    `grade`: 0 (not relevant) to 3 (just what was sought). `kind` says of a company whether the partner is
    similar to it or a match. `confirmed`: the two met, and it led to business.
    """

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={
            "examples": [{"query": "pemasok komponen otomotif", "partner": "ID-001", "grade": 3}]
        },
    )

    query: str | None = None
    company: str | None = None
    kind: Kind | None = None
    partner: str
    grade: Annotated[int | None, Field(ge=0, le=BEST)] = None
    confirmed: bool = False
    note: str | None = None


@router.post(
    "/v1/feedback",
    operation_id="giveFeedback",
    openapi_extra=needs("search"),
    dependencies=[Depends(require_json)],
    responses=responses(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.INSUFFICIENT_STORAGE,
    ),
)
def give_feedback(
    said: FeedbackRequest, catalog: CatalogOfCaller, caller: TheCaller
) -> JudgementJson:
    """Say how good a partner is; saying it again replaces what was said."""
    if said.confirmed and "write" not in caller.scopes:
        raise Refusal(HTTPStatus.FORBIDDEN, "confirming-needs-write")
    stored, _ = catalog.judgements.add(judgement(**said.model_dump()))
    return JudgementJson.of(stored)

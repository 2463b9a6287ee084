"""Many companies at once: a file, or companies line by line."""

import hashlib
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from embeddings import InterfaceLanguage
from recommender.catalog import Catalog
from recommender.errors import FileError
from recommender.import_wire import RejectionJson
from recommender.importing import ImportReport, ImportStoppedError
from recommender.problems import shown
from service.access.scoped_route import ScopedRoute, needs
from service.errors import Refusal
from service.idempotency import IdempotencyKey
from service.jobs.owners import owner_of
from service.language import language_of
from service.problems import responses
from service.remedies import remedy_for
from service.routes.forms import CatalogOfCaller, TheCaller
from service.state import state_of
from service.storage import NoSpaceError, is_full
from service.uploads import (
    FIELD,
    FORMATS,
    MAX_IMPORT_SECONDS,
    MULTIPART,
    Upload,
    UploadError,
    UploadStoppedError,
    received,
)
from service.webhooks.notice import import_done

router = APIRouter(route_class=ScopedRoute, tags=["companies"])

MAX_IMPORT = 50 * 1024 * 1024
"""Bytes of a file, or of the form that it is in."""

MAX_ROWS = 100_000
"""Rows of a file."""

MAX_REJECTED = 1_000
"""Rejected rows that an answer lists."""

_EXAMPLE = (
    '{"id": "PORTAL-17", "name": "PT Mitra Logam Presisi", "country": "ID", '
    '"description": "Kami membuat komponen stamping untuk sepeda motor."}\n'
    '{"id": "PORTAL-18", "name": "株式会社山田金型", "country": "JP", '
    '"description": "プラスチック射出成形用の精密金型を設計・製作しています。"}\n'
)


def _body() -> dict[str, Any]:
    binary = {"type": "string", "format": "binary"}
    content: dict[str, Any] = {media_type: {"schema": binary} for media_type in FORMATS}
    content["application/x-ndjson"] = {"schema": {"type": "string"}, "example": _EXAMPLE}
    form = {"type": "object", "properties": {FIELD: binary}, "required": [FIELD]}
    content[MULTIPART] = {"schema": {**form, "additionalProperties": False}}
    return {"requestBody": {"required": True, "content": content}}


class ImportQuery(BaseModel):
    """How the file is to be read."""

    model_config = ConfigDict(extra="forbid")

    mapping: Annotated[
        list[str],
        Field(
            description="COLUMN=FIELD, the field of a column that is not recognised; may be repeated.",
            examples=[["Pelaku Usaha=name"]],
        ),
    ] = []
    default: Annotated[
        list[str],
        Field(
            description="FIELD=VALUE, for rows that leave the field empty; may be repeated.",
            examples=[["country=ID"]],
        ),
    ] = []
    dry_run: bool = False


class ImportAnswer(BaseModel):
    """What became of every row; `read` is the sum of the others.

    `rejected` lists the first 1,000 rows that were not saved, `not_listed` counts the rest.
    """

    dry_run: bool
    read: int = Field(examples=[240])
    saved: int
    updated: int
    unchanged: int
    rejected: list[RejectionJson]
    not_listed: int

    @classmethod
    def of(cls, report: ImportReport, language: InterfaceLanguage) -> "ImportAnswer":
        """Write a report as JSON, its sentences in a language."""
        listed = report.rejected[:MAX_REJECTED]
        return cls(
            dry_run=report.dry_run,
            read=report.read,
            saved=report.saved,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=[
                RejectionJson.of(one, language, remedy_for(one.problem, language)) for one in listed
            ],
            not_listed=len(report.rejected) - len(listed),
        )


@router.post(
    "/v1/companies/import",
    operation_id="importCompanies",
    openapi_extra={**needs("write", max_body=MAX_IMPORT), **_body()},
    response_model=ImportAnswer,
    responses=responses(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.CONFLICT,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.INSUFFICIENT_STORAGE,
    ),
)
async def import_companies(
    request: Request,
    wanted: Annotated[ImportQuery, Query()],
    catalog: CatalogOfCaller,
    caller: TheCaller,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Enter the companies of a file in the name of the key's organisation, and report every row.

    What has no end after half an hour is stopped (422, import-stopped): the answer names the row, and
    what was saved by then stays.
    """
    mapping = dict(_pair(text, *text.rpartition("=")[::2]) for text in wanted.mapping)
    defaults = dict(_pair(text, *text.partition("=")[::2]) for text in wanted.default)
    language = language_of(request)
    kept, outbox = state_of(request).idempotency, state_of(request).outbox
    async with received(request) as upload:

        def work() -> str:
            report = _import(catalog, upload, mapping, defaults, dry_run=wanted.dry_run)
            if outbox and not report.dry_run:
                outbox.note(owner_of(caller), import_done("http", report))
            return ImportAnswer.of(report, language).model_dump_json()

        if idempotency_key is None or kept is None:
            answer = await run_in_threadpool(work)
        else:
            owner = caller.key.id if caller.key else ""
            fingerprint = _fingerprint(upload, wanted)
            answer = await run_in_threadpool(kept.answer, owner, idempotency_key, fingerprint, work)
    return Response(answer, media_type="application/json")


def _import(
    catalog: Catalog,
    upload: Upload,
    mapping: dict[str, str],
    defaults: dict[str, str],
    *,
    dry_run: bool,
) -> ImportReport:
    try:
        return catalog.import_file(
            upload.path,
            mapping=mapping,
            defaults=defaults,
            dry_run=dry_run,
            max_rows=MAX_ROWS,
            max_seconds=MAX_IMPORT_SECONDS,
        )
    except ImportStoppedError as error:
        if isinstance(error.cause, FileError):
            raise UploadStoppedError(error, UploadError(error.cause)) from error
        if is_full(error.cause):
            raise UploadStoppedError(error, NoSpaceError()) from error
        raise
    except FileError as error:
        raise UploadError(error) from error


def _pair(text: str, left: str, right: str) -> tuple[str, str]:
    if not left or not right:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "bad-pair", text=shown(text))
    return left, right


def _fingerprint(upload: Upload, wanted: ImportQuery) -> str:
    """Of the path too: a key of one operation serves no other."""
    said = f"importCompanies {upload.digest} {wanted.model_dump_json()}"
    return hashlib.sha256(said.encode()).hexdigest()

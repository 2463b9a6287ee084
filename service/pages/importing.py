"""Importing a file in two steps: what would happen, with the columns to be assigned, then doing it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData, UploadFile

from embeddings import InterfaceLanguage, MitraError
from recommender.catalog import Catalog
from recommender.errors import FileError
from recommender.importing import ImportReport, ImportStoppedError
from recommender.importing.columns import MAPPABLE, assign
from recommender.importing.formats import OPENERS, open_table
from service import problems
from service.access.caller import Caller
from service.access.scoped_route import needs
from service.body_limit import MAX_BODY
from service.errors import Refusal
from service.jobs.owners import owner_of
from service.pages import form_tokens, uploads
from service.pages.forms import OwnForm, field
from service.pages.frame import Frame
from service.pages.page_route import PageRoute
from service.pages.rendering import render
from service.pages.uploads import Upload
from service.remedies import remedy_for
from service.routes.forms import CatalogOfCaller, TheCaller
from service.state import state_of
from service.uploads import MAX_IMPORT_SECONDS
from service.webhooks.notice import import_done

router = APIRouter(route_class=PageRoute)

PREVIEWED = 5
"""Rows that are shown as they are in the file."""

MAX_LISTED = 200
"""Rejected rows that are listed on a page."""

MAPPED = "map "
"""Begins the names of the fields that assign a column."""

_COLUMNS_OF = 100
"""Records that are asked for their columns where each brings its own."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns of a file with what each stands for, and its first rows."""

    columns: tuple[str, ...]
    assigned: Mapping[str, str]
    rows: tuple[dict[str, Any], ...]


@router.get("/import", openapi_extra=needs("write"))
def choose_file(request: Request) -> Response:
    """Ask for a file."""
    return _choose(request)


@router.post("/import", openapi_extra=needs("write", max_body=uploads.MAX_UPLOAD + MAX_BODY))
def preview(
    request: Request, form: OwnForm, catalog: CatalogOfCaller, caller: TheCaller
) -> Response:
    """Say what would happen, or do it."""
    upload = _upload(request, form, catalog, caller)
    if upload is None:
        return _choose(request, problem="no-file")
    chosen = {
        name.removeprefix(MAPPED): str(value)
        for name, value in form.multi_items()
        if name.startswith(MAPPED) and value in MAPPABLE
    }
    path, frame = upload.path(catalog.folder), Frame.of(request)
    try:
        table = _read(path, chosen)
    except MitraError as failure:
        path.unlink(missing_ok=True)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _choose(request, status=status, error=_said(failure, upload, frame.language))
    error = _twice(chosen, frame)
    if error is None:
        done = field(form, "step") == "import"
        try:
            report = catalog.import_file(
                path, mapping=chosen, dry_run=not done, max_seconds=MAX_IMPORT_SECONDS
            )
        except ImportStoppedError as stop:
            cause = _said(stop.cause, upload, frame.language)
            return _report(request, upload, stop.report, stopped=cause)
        except MitraError as failure:
            error = _said(failure, upload, frame.language)
        else:
            if not done:
                return _preview(request, upload, table, report)
            path.unlink(missing_ok=True)
            if outbox := state_of(request).outbox:
                outbox.note(owner_of(caller), import_done("page", report))
            return _report(request, upload, report)
    return _preview(request, upload, table, None, error=error)


def _upload(request: Request, form: FormData, catalog: Catalog, caller: Caller) -> Upload | None:
    """The file that a form brings, or that an earlier one brought. Raises Refusal (413)."""
    owner = caller.key.id if caller.key else ""
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        if (file.size or 0) > uploads.MAX_UPLOAD:
            raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "upload-too-large")
        return uploads.keep(catalog.folder, file.filename, file.file, owner)
    secret = form_tokens.secret_of(state_of(request))
    return uploads.find(catalog.folder, field(form, "upload"), owner, secret)


def _twice(chosen: Mapping[str, str], frame: Frame) -> tuple[str, str] | None:
    """What is wrong where two columns were assigned to one field."""
    twice = [name for name, count in Counter(chosen.values()).items() if count > 1]
    if not twice:
        return None
    text = frame.words.text
    names = ", ".join(map(frame.words.field, twice))
    return text("import.twice", fields=names), text("import.twice-remedy")


def _read(path: Path, chosen: Mapping[str, str]) -> Preview:
    """The columns and first rows of a file. Raises FileError."""
    with open_table(path) as table:
        records = list(islice(table.records, PREVIEWED if table.columns else _COLUMNS_OF))
        columns = table.columns or tuple(
            dict.fromkeys(name for record in records for name in record.values)
        )
    rows = tuple(record.values for record in records[:PREVIEWED] if not record.problem)
    return Preview(columns, assign(columns, chosen), rows)


def _said(error: MitraError, upload: Upload, language: InterfaceLanguage) -> tuple[str, str]:
    """An error about the file under the name that its owner knows, or about the service."""
    if not isinstance(error, FileError):
        problem = problems.of_mitra_error(error, language, "")
        problem = problem or problems.unavailable("", language)
        return problem.title, problem.detail
    values = {**error.values, **({"path": upload.name} if "path" in error.values else {})}
    message = error.messages.text(f"{error.code}.message", language, **values)
    return message, remedy_for(error, language, "page")


def _choose(
    request: Request,
    *,
    status: int = HTTPStatus.OK,
    problem: str | None = None,
    error: tuple[str, str] | None = None,
) -> Response:
    return render(
        request,
        "import.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else status,
        problem=problem,
        error=error,
        endings=tuple(OPENERS),
        megabytes=uploads.MAX_UPLOAD // 2**20,
    )


def _preview(
    request: Request,
    upload: Upload,
    table: Preview,
    report: ImportReport | None,
    *,
    error: tuple[str, str] | None = None,
) -> Response:
    return render(
        request,
        "import_preview.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        upload=upload,
        reference=upload.reference(form_tokens.secret_of(state_of(request))),
        table=table,
        report=report,
        error=error,
        fields=MAPPABLE,
        MAPPED=MAPPED,
        MAX_LISTED=MAX_LISTED,
    )


def _report(
    request: Request,
    upload: Upload,
    report: ImportReport,
    *,
    stopped: tuple[str, str] | None = None,
) -> Response:
    return render(
        request,
        "import_report.html",
        upload=upload,
        report=report,
        error=stopped,
        MAX_LISTED=MAX_LISTED,
    )

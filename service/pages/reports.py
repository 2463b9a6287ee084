"""Asking for reports, and those that there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, QueryParams

from embeddings import INTERFACE_LANGUAGES
from recommender.catalog import Catalog
from recommender.errors import FilterError, ReportError
from recommender.reports.choices import By, How
from recommender.reports.similarity import MAX_TOP
from service.access.caller import Caller
from service.access.scoped_route import needs
from service.errors import Refusal
from service.jobs.job import ReportKind
from service.pages.company_choice import company_choice, filters_of
from service.pages.forms import OwnForm
from service.pages.frame import Frame
from service.pages.jobs import jobs_listed
from service.pages.page_route import PageRoute
from service.pages.rendering import render
from service.pages.sentences import sentences
from service.pages.words import NAMES
from service.routes.forms import CatalogOfCaller, TheCaller
from service.routes.job_answer import TheJobs
from service.routes.reports import FORMATS, ReportRequest, submit

router = APIRouter(route_class=PageRoute)

KINDS: tuple[ReportKind, ...] = get_args(ReportKind)

_BY: dict[str, tuple[str, ...]] = {"similarity": get_args(How), "potential": get_args(By)}
_READ: TypeAdapter[Any] = TypeAdapter(ReportRequest)
_DEFAULTS = {"by": "matches", "top": "10", "probability": "50"}
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a form for a report is filled in with."""

    pairs: Sequence[tuple[str, object]]
    is_sent: bool

    @classmethod
    def of(cls, given: FormData | QueryParams) -> "Wishes":
        """Those of a form that was sent, or of an address that fills one in."""
        return cls(given.multi_items(), isinstance(given, FormData))

    def one(self, name: str) -> str:
        """The value of a field, or what stands in it at first."""
        texts = [value for key, value in self.pairs if key == name and isinstance(value, str)]
        return texts[-1].strip() if texts else _DEFAULTS.get(name, "")

    @property
    def formats(self) -> list[str]:
        """The files that are to be written: at first those that offices open."""
        asked = [value for key, value in self.pairs if key == "formats"]
        known: list[str] = [name for name in FORMATS if name in asked]
        return known if known or self.is_sent else ["html", "xlsx"]

    def filters(self, side: str) -> dict[str, list[str]]:
        """The filters of a side."""
        return filters_of(self.pairs, side)


@router.get("/reports", openapi_extra=needs("reports"))
def reports(request: Request, own: TheJobs, caller: TheCaller) -> Response:
    """What reports can be made, and those that have been asked for."""
    frame = Frame.of(request)
    return render(
        request,
        "reports.html",
        kinds=_kinds(caller),
        jobs=jobs_listed(own, caller, frame, events=False),
    )


@router.get("/reports/{kind}", openapi_extra=needs("reports"))
def form(kind: str, request: Request, catalog: CatalogOfCaller, caller: TheCaller) -> Response:
    """Ask what a report is to hold."""
    _check_kind(kind, caller)
    return _form(kind, request, catalog, Wishes.of(request.query_params))


@router.post("/reports/{kind}", openapi_extra=needs("reports"))
def ask(
    kind: str,
    request: Request,
    form: OwnForm,
    own: TheJobs,
    caller: TheCaller,
    catalog: CatalogOfCaller,
) -> Response:
    """Have a report made."""
    _check_kind(kind, caller)
    frame, wishes = Frame.of(request), Wishes.of(form)
    try:
        wanted = _READ.validate_python(_request(kind, wishes, frame))
    except ValidationError as error:
        said = (_wrong(error, frame), "")
        return _form(kind, request, catalog, wishes, error=said)
    try:
        job = submit(wanted, own, caller, catalog, frame.language)
    except (FilterError, ReportError) as error:
        return _form(kind, request, catalog, wishes, error=sentences(error, frame.words))
    return RedirectResponse(frame.link(f"/jobs/{job.id}"), HTTPStatus.SEE_OTHER)


def _kinds(caller: Caller) -> list[ReportKind]:
    return [kind for kind in KINDS if kind != "duplicates" or caller.viewer.everything]


def _check_kind(kind: str, caller: Caller) -> None:
    if kind not in KINDS:
        raise Refusal(HTTPStatus.NOT_FOUND, "no-such-path")
    if kind not in _kinds(caller):
        raise Refusal(HTTPStatus.FORBIDDEN, "operator-only")


def _request(kind: str, wishes: Wishes, frame: Frame) -> dict[str, Any]:
    """The request that the API would take, of a form."""
    language = wishes.one("language")
    asked: dict[str, Any] = {
        "kind": kind,
        "formats": wishes.formats,
        "language": language if language in INTERFACE_LANGUAGES else frame.language,
    }
    if kind == "duplicates":
        percent = _whole(wishes.one("probability"))
        return asked | {"probability": percent / _PERCENT if isinstance(percent, int) else percent}
    asked |= {"from": wishes.filters("from"), "to": wishes.filters("to"), "by": wishes.one("by")}
    if kind == "similarity":
        contacts = wishes.one("contacts") == "yes"
        asked |= {"top": _whole(wishes.one("top")), "contacts": contacts}
    return asked


def _wrong(error: ValidationError, frame: Frame) -> str:
    """What is wrong with a form; what only a made-up one can have is said without its name."""
    field = error.errors()[0]["loc"][1]
    name = f"wrong-{field}" if field in {"top", "formats", "probability"} else "wrong"
    return frame.words.text(f"reports.{name}", limit=MAX_TOP)


def _whole(text: str) -> int | str:
    """A number; what is none stays as it is, and is refused."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else text


def _form(
    kind: str,
    request: Request,
    catalog: Catalog,
    wishes: Wishes,
    *,
    error: tuple[str, str] | None = None,
) -> Response:
    words = Frame.of(request).words
    found = catalog.facets()
    sides = {
        side: company_choice(found.facets, wishes.filters(side), side, words)
        for side in ("from", "to")
    }
    chosen = wishes.one("language")
    return render(
        request,
        "report_form.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        kind=kind,
        sides={} if kind == "duplicates" else sides,
        total=found.total,
        ways=_BY.get(kind, ()),
        wishes=wishes,
        formats=FORMATS,
        languages=NAMES,
        language=chosen if chosen in NAMES else words.language,
        MAX_TOP=MAX_TOP,
        error=error,
    )

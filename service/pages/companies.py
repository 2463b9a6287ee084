"""The page of a company with its partners, and two companies side by side."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from recommender.company import Company
from recommender.results import CompanySector
from recommender.sectors import division
from service.access.scoped_route import needs
from service.errors import Refusal
from service.pages.discovery import oembed_address
from service.pages.frame import Frame
from service.pages.page_route import PageRoute
from service.pages.rendering import render
from service.pages.results import (
    Text,
    compared,
    name_of,
    partners,
    place_of,
    sector_names,
)
from service.pages.text_language import language_of
from service.pages.words import Words
from service.routes.forms import CatalogOfCaller

router = APIRouter(route_class=PageRoute)

PARTNERS = 5
"""Similar and complementary partners on the page of a company."""

_TEXTS = ("description", "offers", "seeks")
_LISTS = ("names", "capabilities", "certifications")


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a company: its name, its heading, and what it says."""

    name: str
    label: str
    values: tuple[Text, ...]


@router.get("/companies/{company_id}", openapi_extra=needs("search", queued=True))
def company(company_id: str, request: Request, catalog: CatalogOfCaller) -> Response:
    """A company, who is like it, and who complements it."""
    words = Frame.of(request).words
    similar = catalog.similar(company_id, limit=PARTNERS)
    matches = catalog.matches(company_id, limit=PARTNERS)
    found = similar.company
    return render(
        request,
        "company.html",
        company=found,
        name=name_of(found),
        place=place_of(found, words),
        texts=texts_of(found, words),
        facts_listed=facts_of(found, words, catalog.sectors_of(company_id)),
        similar=partners(similar, words),
        matches=partners(matches, words),
        sought=matches.sought,
        inferred=matches.inferred,
        oembed=oembed_address(request, company_id),
    )


@router.get("/compare", openapi_extra=needs("search", queued=True))
def compare(request: Request, catalog: CatalogOfCaller) -> Response:
    """Two companies in their own words, what they share, and how they fit."""
    words = Frame.of(request).words
    one_id, other_id = (request.query_params.get(name, "").strip() for name in ("one", "two"))
    if not one_id or not other_id:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "nothing-to-compare")
    comparison = catalog.compare(one_id, other_id)
    one, other = comparison.one, comparison.other
    sectors = (comparison.sectors, comparison.similar.sectors)
    codes = [{division(sector.code).code for sector in listed} for listed in sectors]
    return render(
        request,
        "compare.html",
        companies=[
            {
                "company": each,
                "name": name_of(each),
                "place": place_of(each, words),
                "texts": texts_of(each, words),
                "facts": facts_of(each, words, listed),
            }
            for each, listed in zip((one, other), sectors, strict=True)
        ],
        shared=[words.value("sector", code) for code in sorted(codes[0] & codes[1])],
        likeness=compared(comparison, words),
    )


def texts_of(company: Company, words: Words) -> list[Fact]:
    """What a company says of itself in sentences."""
    listed = []
    for name in _TEXTS:
        if text := getattr(company, name):
            said = Text(text, language_of(company, name, text))
            listed.append(Fact(name, words.field(name), (said,)))
    return listed


def facts_of(company: Company, words: Words, sectors: tuple[CompanySector, ...]) -> list[Fact]:
    """Everything else of a company that says something."""

    def plain(name: str, *values: str) -> Fact:
        return Fact(name, words.field(name), tuple(Text(value, None) for value in values))

    def own(name: str) -> Fact:
        said = getattr(company, name)
        texts = tuple(Text(text, language_of(company, name, text)) for text in said)
        return Fact(name, words.field(name), texts)

    facts = [
        plain("sectors", *sector_names(sectors, words)),
        plain("tier", *([words.value("tier", company.tier)] if company.tier else ())),
        *(own(name) for name in _LISTS),
        plain("partnership", *(words.value("partnership", kind) for kind in company.partnership)),
    ]
    if company.employees is not None:
        facts.append(plain("employees", words.number(company.employees)))
    facts += [
        plain(name, *filter(None, [getattr(company, name)]))
        for name in ("website", "contact", "organisation")
    ]
    facts.append(plain("language", words.value("language", company.language)))
    if company.updated_at:
        facts.append(plain("updated_at", words.date(company.updated_at)))
    return [fact for fact in facts if fact.values]

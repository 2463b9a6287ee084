"""`mitra search`, `mitra similar` and `mitra show`."""

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from embeddings.loading import read_ahead
from recommender.cli import output
from recommender.cli.app import app, settings
from recommender.cli.language import interface_language, text
from recommender.errors import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text

    from recommender.company import Company
    from recommender.expansion import Need
    from recommender.results import (
        Answer,
        Facets,
        PhrasesReason,
        Reason,
        Restriction,
        SearchPage,
        SimilarPage,
    )

TOP_SECTORS = 3

_Values = list[str] | None

Country = Annotated[_Values, typer.Option(help=text("search.country"), metavar="ID|JP|…")]
Region = Annotated[_Values, typer.Option(help=text("search.region"))]
City = Annotated[_Values, typer.Option(help=text("search.city"))]
Sector = Annotated[_Values, typer.Option(help=text("search.sector"), metavar="ISIC")]
Tier = Annotated[_Values, typer.Option(help=text("search.tier"))]
Language = Annotated[_Values, typer.Option(help=text("search.language"))]
Organisation = Annotated[_Values, typer.Option(help=text("search.organisation"))]
Place = Annotated[_Values, typer.Option(help=text("search.place-filter"))]
Certification = Annotated[_Values, typer.Option(help=text("search.certification"))]
Limit = Annotated[int, typer.Option("--limit", "-n", help=text("search.limit"), min=1, max=1000)]
Offset = Annotated[int, typer.Option(help=text("search.offset"), min=0)]
Json = Annotated[bool, typer.Option("--json", help=text("search.json"))]


@app.command(help=text("search.help"))
def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help=text("search.query"), show_default=False)],
    country: Country = None,
    region: Region = None,
    city: City = None,
    sector: Sector = None,
    tier: Tier = None,
    language: Language = None,
    organisation: Organisation = None,
    place: Place = None,
    certification: Certification = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help=text("search.ignore"), metavar="ASPECT")
    ] = None,
    diverse: Annotated[bool, typer.Option("--diverse", help=text("search.diverse"))] = False,
    limit: Limit = 10,
    offset: Offset = 0,
    explain: Annotated[bool, typer.Option("--explain", help=text("search.explain"))] = False,
    json: Json = False,
) -> None:
    """See the help text."""
    read_ahead()
    filters = filters_of(locals())
    with settings(context).catalog() as catalog:
        page = catalog.search(
            query,
            limit=limit,
            offset=offset,
            filters=filters,
            ignore=ignore or (),
            diverse=diverse,
        )
    if explain:
        show_needs(page.query, page.needs)
    if json:
        from recommender.wire import SearchAnswer

        output.print_json(SearchAnswer.of(page).model_dump_json(indent=2))
    else:
        show_results(page, why=text("search.why"), hidden="sector")
        show_understood(page.understood)
        show_top_sectors(page.facets)


@app.command(help=text("similar.help"))
def similar(
    context: typer.Context,
    company: Annotated[
        str, typer.Argument(help=text("similar.id"), metavar="ID", show_default=False)
    ],
    country: Country = None,
    region: Region = None,
    city: City = None,
    sector: Sector = None,
    tier: Tier = None,
    language: Language = None,
    organisation: Organisation = None,
    place: Place = None,
    certification: Certification = None,
    limit: Limit = 10,
    offset: Offset = 0,
    json: Json = False,
) -> None:
    """See the help text."""
    filters = filters_of(locals())
    with settings(context).catalog() as catalog:
        page = catalog.similar(company, limit=limit, offset=offset, filters=filters)
    if json:
        from recommender.wire import SimilarAnswer

        output.print_json(SimilarAnswer.of(page).model_dump_json(indent=2))
    else:
        output.out.print(
            output.plain(text("similar.title", name=page.company.name, id=page.company.id))
        )
        show_results(page, why=text("similar.why"))
        show_top_sectors(page.facets)


@app.command(help=text("show.help"))
def show(
    context: typer.Context,
    company: Annotated[
        str, typer.Argument(help=text("similar.id"), metavar="ID", show_default=False)
    ],
    json: Json = False,
) -> None:
    """See the help text."""
    with settings(context).catalog() as catalog:
        found = catalog.get(company)
    if json:
        output.print_json(found.model_dump_json(indent=2))
        return
    sheet = output.table("", "")
    sheet.show_header = False
    for label, value in _lines(found):
        output.add_row(sheet, (label, value))
    output.out.print(sheet)


def show_results(page: "SearchPage | SimilarPage", why: str, hidden: str | None = None) -> None:
    """Print partners with their reasons as a table.

    `why`: the heading of the reasons; `hidden`: a kind of them that would only make it longer.
    """
    if not page.results:
        nobody = f"{text('search.none')} {text('search.none-remedy')}"
        output.note(text("search.beyond") if page.total else nobody)
        return
    listed = output.table("#", "Id", text("search.partner"), text("search.score"), why)
    listed.expand = True
    number, identity, partner, strength, reason = listed.columns
    number.justify = strength.justify = "right"
    number.no_wrap = strength.no_wrap = True
    identity.ratio, partner.ratio, reason.ratio = 2, 5, 7
    for result in page.results:
        company = result.company
        told = (reason for reason in result.reasons if reason.kind != hidden)
        reasons = "\n".join(map(shown_reason, told))
        name = name_and_place(company)
        output.add_row(
            listed, (result.rank, company.id, name, shown_strength(result.score), reasons)
        )
    output.out.print(listed)
    output.note(text("search.total", shown=len(page.results), total=page.total))
    show_verdict(page.best)


def show_understood(understood: "tuple[Restriction, ...]") -> None:
    """Say what of a query restricts the answer, and how to take it back, to standard error."""
    told = [
        (one, text(f"search.understood.{one.aspect}", words=one.quote.text)) for one in understood
    ]
    applied = ", ".join(words for one, words in told if one.applied)
    offered = ", ".join(words for one, words in told if not one.applied)
    if applied:
        aspects = dict.fromkeys(one.aspect for one in understood if one.applied)
        ignore = " ".join(f"--ignore {aspect}" for aspect in aspects)
        output.note(text("search.applied", applied=applied, ignore=ignore))
    if offered:
        output.note(text("search.offered", offered=offered))


def show_verdict(best: float | None) -> None:
    """Say so, to standard error, where not even the best partner of an answer is good."""
    from recommender.strength import good_partner_found

    if not good_partner_found(best):
        output.note(text("search.no-good-partner"))


def shown_strength(strength: float) -> str:
    """A strength in percent and in a word."""
    from recommender.strength import band, rounded, whole_percent

    return f"{whole_percent(strength):.0%}\n{text(f'search.bands.{band(rounded(strength))}')}"


def show_top_sectors(facets: "Facets") -> None:
    """Print which sectors the companies are of that were searched, to standard error."""
    if facets.sector:
        counted = facets.sector[:TOP_SECTORS]
        listed = (f"{_title(facet.value)} ({facet.count})" for facet in counted)
        output.note(text("search.top-sectors", sectors=" · ".join(listed)))


def show_needs(query: str, needs: "Iterable[Need]") -> None:
    """Print what stands for each word of a query, to standard error, beside the answer."""
    from embeddings.analysis.concepts import is_concept, written_concept

    listed = output.table(text("search.word"), text("search.alternatives"))
    for need in needs:
        alternatives = sorted(need.alternatives.items(), key=lambda item: -item[1])
        words = ", ".join(
            f"{written_concept(term) if is_concept(term) else term} ({weight:.2f})"
            for term, weight in alternatives
        )
        output.add_row(listed, (query[need.start : need.end], words))
    output.err.print(listed)


def name_and_place(company: "Company") -> "Text":
    """A company's name, and below it where it is."""
    place = ", ".join(part for part in (company.city, company.region, company.country) if part)
    return output.plain(company.name).append(f"\n{output.plain(place)}", style="dim")


def shown_reason(reason: "Reason") -> str:
    """A reason for a search or a comparison, as the cell of a table."""
    from recommender.results import NameReason, PassageReason, PhrasesReason, SectorReason

    if isinstance(reason, SectorReason):
        return text("similar.sector", titles=", ".join(map(_title, reason.codes)))
    if isinstance(reason, NameReason):
        return text("search.name", name=reason.partner.text)
    if isinstance(reason, PhrasesReason):
        return _phrases(reason)
    if isinstance(reason, PassageReason):
        own = f"{reason.own.text}\n≈ " if reason.own else ""
        return f"{own}{reason.partner.text}"
    raise TypeError(reason.kind)


def shown_answers(answers: "Iterable[Answer]") -> str:
    """Words that were asked for, each with the words that meet it, in one line."""
    return " · ".join(f"{answer.asked.text} → {answer.found.text}" for answer in answers)


def _title(code: str) -> str:
    from recommender.sectors import division

    return f"{code} {getattr(division(code), interface_language())}"


def _phrases(reason: "PhrasesReason") -> str:
    lines = [shown_answers(reason.answers)] if reason.answers else []
    if reason.missing:
        words = ", ".join(quote.text for quote in reason.missing)
        lines.append(text("search.missing", words=words))
    return "\n".join(lines)


def _lines(company: "Company") -> list[tuple[str, str]]:
    language = interface_language()
    lines = []
    for field, value in company:
        if field == "extra" or value in (None, ()):
            continue
        shown = "\n".join(value) if isinstance(value, tuple) else str(value)
        if field == "language":
            shown = MESSAGES.text(f"language.{value}", language)
        lines.append((MESSAGES.text(f"field.{field}", language), shown))
    return [*lines, *company.extra.items()]


def filters_of(arguments: dict[str, Any]) -> dict[str, list[str]]:
    """The filters among the arguments of a command."""
    from recommender.filters import Filters

    names = [field.name for field in fields(Filters)]
    return {name: arguments[name] for name in names if arguments[name]}

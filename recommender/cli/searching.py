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
    from recommender.company import Company
    from recommender.expansion import Need
    from recommender.results import PhrasesReason, Reason, Result

_Values = list[str] | None

Country = Annotated[_Values, typer.Option(help=text("search.country"), metavar="ID|JP|…")]
Region = Annotated[_Values, typer.Option(help=text("search.region"))]
City = Annotated[_Values, typer.Option(help=text("search.city"))]
Sector = Annotated[_Values, typer.Option(help=text("search.sector"), metavar="ISIC")]
Tier = Annotated[_Values, typer.Option(help=text("search.tier"))]
Language = Annotated[_Values, typer.Option(help=text("search.language"))]
Organisation = Annotated[_Values, typer.Option(help=text("search.organisation"))]
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
    limit: Limit = 10,
    offset: Offset = 0,
    explain: Annotated[bool, typer.Option("--explain", help=text("search.explain"))] = False,
    json: Json = False,
) -> None:
    """See the help text."""
    read_ahead()
    filters = _filters(locals())
    with settings(context).catalog() as catalog:
        page = catalog.search(query, limit=limit, offset=offset, filters=filters)
        if explain:
            show_needs(query, catalog.needs(query))
    if json:
        from recommender.wire import SearchAnswer

        output.print_json(SearchAnswer.of(page).model_dump_json(indent=2))
    else:
        show_results(page.results, page.total, why=text("search.why"))


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
    limit: Limit = 10,
    offset: Offset = 0,
    json: Json = False,
) -> None:
    """See the help text."""
    filters = _filters(locals())
    with settings(context).catalog() as catalog:
        page = catalog.similar(company, limit=limit, offset=offset, filters=filters)
    if json:
        from recommender.wire import SimilarAnswer

        output.print_json(SimilarAnswer.of(page).model_dump_json(indent=2))
    else:
        output.out.print(
            output.plain(text("similar.title", name=page.company.name, id=page.company.id))
        )
        show_results(page.results, page.total, why=text("similar.why"))


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


def show_results(results: "tuple[Result, ...]", total: int, why: str) -> None:
    """Print partners with their reasons, under the heading `why`, as a table."""
    if not results:
        output.note(f"{text('search.none')} {text('search.none-remedy')}")
        return
    listed = output.table("#", "Id", text("search.partner"), text("search.score"), why)
    listed.expand = True
    number, identity, partner, strength, reason = listed.columns
    number.justify = strength.justify = "right"
    number.no_wrap = strength.no_wrap = True
    identity.ratio, partner.ratio, reason.ratio = 2, 5, 7
    for result in results:
        company = result.company
        place = ", ".join(part for part in (company.city, company.region, company.country) if part)
        name = output.plain(company.name).append(f"\n{output.plain(place)}", style="dim")
        reasons = "\n".join(map(_reason, result.reasons))
        output.add_row(listed, (result.rank, company.id, name, f"{result.score:.0%}", reasons))
    output.out.print(listed)
    output.note(text("search.total", shown=len(results), total=total))


def show_needs(query: str, needs: "list[Need]") -> None:
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


def _reason(reason: "Reason") -> str:
    from recommender.results import NameReason, PhrasesReason, SectorReason
    from recommender.sectors import division

    if isinstance(reason, SectorReason):
        language = interface_language()
        titles = ", ".join(f"{code} {getattr(division(code), language)}" for code in reason.codes)
        return text("similar.sector", titles=titles)
    if isinstance(reason, NameReason):
        return text("search.name", name=reason.partner.text)
    if isinstance(reason, PhrasesReason):
        return _phrases(reason)
    if reason.own is None:
        return reason.partner.text
    return f"{reason.own.text}\n≈ {reason.partner.text}"


def _phrases(reason: "PhrasesReason") -> str:
    met = (f"{answer.asked.text} → {answer.found.text}" for answer in reason.answers)
    lines = [" · ".join(met)] if reason.answers else []
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


def _filters(arguments: dict[str, Any]) -> dict[str, list[str]]:
    from recommender.filters import Filters

    names = [field.name for field in fields(Filters)]
    return {name: arguments[name] for name in names if arguments[name]}

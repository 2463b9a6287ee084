"""`mitra match`."""

from typing import TYPE_CHECKING, Annotated

import typer

from recommender.cli import output, searching
from recommender.cli.app import app, settings
from recommender.cli.language import interface_language, text
from recommender.errors import MESSAGES

if TYPE_CHECKING:
    from recommender.results import FitReason, Match, MatchPage, Reason


@app.command(help=text("match.help"))
def match(
    context: typer.Context,
    company: Annotated[
        str, typer.Argument(help=text("similar.id"), metavar="ID", show_default=False)
    ],
    country: searching.Country = None,
    region: searching.Region = None,
    city: searching.City = None,
    sector: searching.Sector = None,
    tier: searching.Tier = None,
    language: searching.Language = None,
    organisation: searching.Organisation = None,
    place: searching.Place = None,
    certification: searching.Certification = None,
    limit: searching.Limit = 10,
    offset: searching.Offset = 0,
    json: searching.Json = False,
) -> None:
    """See the help text."""
    filters = searching.filters_of(locals())
    with settings(context).catalog() as catalog:
        page = catalog.matches(company, limit=limit, offset=offset, filters=filters)
    if json:
        from recommender.wire import MatchesAnswer

        output.print_json(MatchesAnswer.of(page).model_dump_json(indent=2))
    else:
        _show(page, offset)


def _show(page: "MatchPage", offset: int) -> None:
    title = text("match.title", name=page.company.name, id=page.company.id)
    output.out.print(output.plain(title))
    words = " ".join(quote.text for quote in page.sought)
    if not words:
        output.note(text("match.nothing-sought", name=page.company.name))
    elif page.inferred:
        output.out.print(output.plain(text("match.inferred", words=words)))
    else:
        output.out.print(output.plain(text("match.sought", words=words)))
    if not page.results:
        nobody = text("match.none") if page.total else text("search.none")
        output.note(text("search.beyond") if page.total and offset else nobody)
        return
    listed = output.table(
        "#",
        "Id",
        text("search.partner"),
        text("search.score"),
        text("match.sides"),
        text("match.why"),
    )
    listed.expand = True
    number, identity, partner, strength, sides, reason = listed.columns
    number.justify = strength.justify = "right"
    number.no_wrap = strength.no_wrap = sides.no_wrap = True
    identity.ratio, partner.ratio, reason.ratio = 2, 4, 8
    for found in page.results:
        cells = (
            found.rank,
            found.company.id,
            searching.name_and_place(found.company),
            searching.shown_strength(found.score),
            _sides(found),
            "\n".join(filter(None, map(_reason, found.reasons))),
        )
        output.add_row(listed, cells)
    output.out.print(listed)
    output.note(text("match.legend", name=output.plain(page.company.name)))
    output.note(text("search.total", shown=len(page.results), total=page.total))
    searching.show_verdict(page.best)


def _sides(found: "Match") -> str:
    from recommender.strength import whole_percent

    forward, backward = (
        "?" if side is None else f"{whole_percent(side):.0%}"
        for side in (found.forward, found.backward)
    )
    return f"→ {forward}\n← {backward}"


def _reason(reason: "Reason") -> str:
    from recommender.results import FitReason, PartnershipReason, PhrasesReason

    if isinstance(reason, FitReason):
        return _fit(reason)
    if isinstance(reason, PartnershipReason):
        language = interface_language()
        kinds = ", ".join(MESSAGES.text(f"partnership.{kind}", language) for kind in reason.kinds)
        return text("match.partnership", kinds=kinds)
    if isinstance(reason, PhrasesReason):
        # A request is long: what is missing of it is in the JSON, and would fill the table here.
        return searching.shown_answers(reason.answers)
    return searching.shown_reason(reason)


def _fit(reason: "FitReason") -> str:
    if reason.seeker == "own":
        line = text("match.they-offer", words=reason.partner.text)
    elif reason.inferred:
        line = text("match.they-seem-to-seek", words=reason.partner.text)
    else:
        line = text("match.they-seek", words=reason.partner.text)
    return f"{line}\n{text('match.outside')}" if reason.outside else line

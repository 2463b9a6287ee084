"""`mitra disclose`: who sees the companies and contacts of an organisation."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from recommender.cli import output
from recommender.cli.app import app, settings
from recommender.cli.language import text

if TYPE_CHECKING:
    from recommender.organisations import Organisations
    from recommender.sight import Level


@app.command(help=text("disclose.help"))
def disclose(
    context: typer.Context,
    organisation: Annotated[str | None, typer.Argument(help=text("disclose.organisation"))] = None,
    company: Annotated[
        str | None, typer.Option(help=text("disclose.company"), metavar="ID")
    ] = None,
    companies: Annotated[
        str | None, typer.Option(help=text("disclose.companies"), metavar="LEVEL")
    ] = None,
    contacts: Annotated[
        str | None, typer.Option(help=text("disclose.contacts"), metavar="LEVEL")
    ] = None,
    partner: Annotated[list[str] | None, typer.Option(help=text("disclose.partner"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=text("search.json"))] = False,
) -> None:
    """See the help text."""
    seen, told = _level(companies, "--companies"), _level(contacts, "--contacts")
    with settings(context).catalog() as catalog:
        decisions = catalog.organisations
        if company is not None:
            decisions.disclose_company(company, seen, told)
        elif organisation is not None and (seen or told or partner is not None):
            _decide(decisions, organisation, seen, told, partner)
        if organisation is None:
            listed = list(decisions)
        else:
            listed = [(organisation, decisions.disclosure(organisation))]
    if as_json:
        rows = [{"organisation": name, **asdict(decided)} for name, decided in listed]
        output.print_json(json.dumps({"organisations": rows}, ensure_ascii=False))
        return
    columns = ("organisation", "companies", "contacts", "partners")
    table = output.table(*(text(f"disclose.column.{column}") for column in columns))
    for name, decided in listed:
        partners = ", ".join(decided.partners) or "–"
        levels = (text(f"disclose.level.{one}") for one in (decided.companies, decided.contacts))
        output.add_row(table, (name, *levels, partners))
    output.out.print(table)


def _decide(
    decisions: "Organisations",
    organisation: str,
    companies: "Level | None",
    contacts: "Level | None",
    partners: list[str] | None,
) -> None:
    """Change what is given; the rest stays as it has been decided."""
    from recommender.organisations import Disclosure

    before = decisions.disclosure(organisation)
    named = before.partners if partners is None else tuple(name for name in partners if name)
    decided = Disclosure(companies or before.companies, contacts or before.contacts, named)
    decisions.disclose(organisation, decided)


def _level(given: str | None, option: str) -> "Level | None":
    from recommender.sight import LEVELS

    if given is None:
        return None
    for level in LEVELS:
        if given == level:
            return level
    raise typer.BadParameter(", ".join(LEVELS), param_hint=option)

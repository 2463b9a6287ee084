"""`mitra sectors`."""

import typer

from recommender.cli import output
from recommender.cli.app import app, settings
from recommender.cli.language import interface_language, text
from recommender.cli.searching import Json


@app.command(help=text("sectors.help"))
def sectors(context: typer.Context, json: Json = False) -> None:
    """See the help text."""
    with settings(context).catalog() as catalog:
        page = catalog.sectors()
    if json:
        from recommender.sectors_wire import SectorsAnswer

        output.print_json(SectorsAnswer.of(page).model_dump_json(indent=2))
        return
    listed = output.table("ISIC", text("sectors.division"), text("sectors.companies"))
    listed.columns[-1].justify = "right"
    for counted in page.sectors:
        title = getattr(counted.sector, interface_language())
        output.add_row(listed, (counted.sector.code, title, counted.count))
    output.out.print(listed)
    output.note(text("sectors.total", total=page.total))

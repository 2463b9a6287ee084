"""`mitra demo`: from nothing to the first partners."""

from pathlib import Path

import typer

from recommender.cli import output
from recommender.cli.app import Settings, app, settings
from recommender.cli.language import text
from recommender.cli.searching import show_results

DEMO_DATA = Path("mitra-demo")
SHOWN = 3

# One need a language, each answered from the other side of the sea.
SEARCHES = (
    ("mencari pembuat cetakan untuk komponen plastik", "JP"),
    ("日系工場向けの測定器校正サービス", "ID"),
    ("production scheduling software for small factories", "JP"),
)


@app.command(help=text("demo.help"))
def demo(context: typer.Context) -> None:
    """See the help text."""
    from recommender.bundled import bundled_files
    from recommender.importing import ImportReport

    folder = settings(context).folder(DEMO_DATA)
    total = ImportReport()
    output.out.print(output.plain(text("demo.title")), style="bold")
    with Settings(folder).catalog(create=True) as catalog, bundled_files() as paths:
        for path in paths:
            with output.progress(text("import.working", name=path.name)) as progress:
                total.add(catalog.import_file(path, progress=progress))
        output.out.print(
            output.plain(text("demo.imported", total=total.read, path=folder, saved=total.saved))
        )
        for query, country in SEARCHES:
            page = catalog.search(query, limit=SHOWN, filters={"country": country})
            command = f'mitra --data {folder} search "{query}" --country {country}'
            output.out.print(output.plain(f"\n$ {command}"), style="bold")
            show_results(page, why=text("search.why"), hidden="sector")
    _show_next(folder)


def _show_next(folder: Path) -> None:
    output.out.print(output.plain(f"\n{text('demo.next')}"), style="bold")
    rows = (
        ('search "…"', "next-search"),
        ("similar JP-001 --country ID", "next-similar"),
        ("match JP-001 --country ID", "next-match"),
        ("show ID-061", "next-show"),
        ("import companies.csv", "next-import"),
        ("serve", "next-serve"),
    )
    for arguments, key in rows:
        data = "" if key == "next-import" else f"--data {folder} "
        command = f"mitra {data}{arguments}"
        output.out.print(output.plain(f"  {command:<52} # {text(f'demo.{key}')}"), soft_wrap=True)

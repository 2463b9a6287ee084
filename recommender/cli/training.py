"""`mitra model train`: adapt the built-in model to a catalogue, or make it anew."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from recommender.cli import output
from recommender.cli.app import settings
from recommender.cli.language import text
from recommender.cli.model import model_app
from recommender.errors import CatalogError, FileError

if TYPE_CHECKING:
    from embeddings.model_folder import ModelFolder
    from embeddings.training.settings import TrainingSettings
    from recommender.catalog import Catalog

    _Settings = TypeVar("_Settings", bound=TrainingSettings)

FEWEST_COMPANIES = 20
"""With fewer there is nothing to be told apart."""


@model_app.command(help=text("train.help"))
def train(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("--output", help=text("train.output"), metavar="DIR")],
    start: Annotated[str | None, typer.Option(help=text("train.start"), metavar="NAME")] = None,
    matches: Annotated[
        Path | None, typer.Option(help=text("train.matches"), metavar="FILE")
    ] = None,
    config: Annotated[Path | None, typer.Option(help=text("train.config"), metavar="FILE")] = None,
    built_in: Annotated[
        Path | None, typer.Option("--built-in", help=text("train.built-in"), metavar="DIR")
    ] = None,
) -> None:
    """See the help text."""
    if importlib.util.find_spec("torch") is None:
        raise CatalogError("training-needs-torch")
    if built_in:
        if start or matches:
            raise typer.BadParameter(text("train.built-in-alone"), param_hint="--built-in")
        _make_built_in(built_in, folder, config)
        return
    with settings(context).catalog() as catalog:
        _adapt(catalog, folder, start, matches, config)


def _adapt(
    catalog: "Catalog", folder: Path, start: str | None, matches: Path | None, config: Path | None
) -> None:
    from embeddings.training.run import adapt
    from embeddings.training.settings import TrainingSettings
    from recommender.adaptation import documents_of, read_matches

    companies = {company.id: company for company in catalog}
    if len(companies) < FEWEST_COMPANIES:
        raise CatalogError("too-few-to-train", count=len(companies), fewest=FEWEST_COMPANIES)
    pairs = read_matches(matches, companies) if matches else []
    with output.progress(text("train.working")) as progress:
        adapt(
            _settings(TrainingSettings, config, "adapt"),
            _start(start),
            documents_of(companies.values()),
            pairs,
            folder,
            lambda step: output.note(text(f"train.{step}")),
            _share(progress),
        )
    output.note(text("train.adapted", folder=folder))


def _make_built_in(data: Path, folder: Path, config: Path | None) -> None:
    from embeddings.loading import DEFAULT_MODEL, FAST_MODEL
    from embeddings.model_folder import ModelFolder
    from embeddings.training.gathering import TrainingText
    from embeddings.training.run import make_fast, make_trilingual
    from embeddings.training.settings import EncoderSettings, StaticSettings

    if not (data / "parallel.parquet").is_file():
        raise FileError("no-such-file", path=data / "parallel.parquet")

    def say(step: str) -> None:
        output.note(text(f"train.{step}"))

    say("reading")
    material = TrainingText.read(data)
    with output.progress(text("train.working")) as progress:
        first = _settings(EncoderSettings, config, "trilingual")
        make_trilingual(first, material, folder / DEFAULT_MODEL, say, _share(progress))
    with output.progress(text("train.working")) as progress:
        encoder = ModelFolder.open(folder / DEFAULT_MODEL)
        fast = _settings(StaticSettings, None, "fast")
        make_fast(fast, material, encoder, folder / FAST_MODEL, say, _share(progress))
    output.note(text("train.made", folder=folder))


def _settings(kind: "type[_Settings]", config: Path | None, default: str) -> "_Settings":
    import embeddings.training

    shipped = Path(embeddings.training.__file__).parent / f"{default}.toml"
    return kind.read(config or shipped)


def _start(name: str | None) -> "ModelFolder":
    from embeddings.loading import DEFAULT_MODEL, MODELS
    from embeddings.model_folder import ModelFolder

    path = Path(name) if name else MODELS / DEFAULT_MODEL
    if not ModelFolder.is_one(path):
        raise CatalogError("not-a-trilingual-model", name=name)
    return ModelFolder.open(path)


def _share(progress: Callable[[float], None]) -> Callable[[int, int, dict[str, float]], None]:
    return lambda step, steps, _: progress(step / steps)

"""`mitra model train`: adapt the built-in model to a catalogue, or make it anew."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from recommender.cli import output
from recommender.cli.app import settings
from recommender.cli.language import interface_language, text
from recommender.cli.model import model_app
from recommender.errors import CatalogError, FileError

if TYPE_CHECKING:
    from embeddings.model_folder import ModelFolder
    from embeddings.training.gathering import Pair
    from embeddings.training.settings import TrainingSettings
    from recommender.company import Company

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
    confirmed: Annotated[bool, typer.Option("--confirmed", help=text("train.confirmed"))] = False,
    config: Annotated[Path | None, typer.Option(help=text("train.config"), metavar="FILE")] = None,
    built_in: Annotated[
        Path | None, typer.Option("--built-in", help=text("train.built-in"), metavar="DIR")
    ] = None,
) -> None:
    """See the help text."""
    if importlib.util.find_spec("torch") is None:
        raise CatalogError("training-needs-torch")
    from recommender.adaptation import confirmed_matches, read_matches

    if built_in:
        if matches or confirmed:
            raise typer.BadParameter(text("train.built-in-alone"), param_hint="--built-in")
        if start:
            _make_fast(built_in, _start(start), folder, config)
        else:
            _make_both(built_in, folder, config)
        return
    with settings(context).catalog() as catalog:
        companies = {company.id: company for company in catalog}
        pairs = read_matches(matches, companies) if matches else []
        if confirmed:
            pairs += confirmed_matches((each.judgement for each in catalog.judgements), companies)
    _adapt(companies, pairs, folder, start, config)


def _adapt(
    companies: "Mapping[str, Company]",
    pairs: "Sequence[Pair]",
    folder: Path,
    start: str | None,
    config: Path | None,
) -> None:
    from embeddings.training.run import adapt
    from embeddings.training.settings import TrainingSettings
    from recommender.adaptation import documents_of

    if len(companies) < FEWEST_COMPANIES:
        raise CatalogError("too-few-to-train", count=len(companies), fewest=FEWEST_COMPANIES)
    with output.progress(text("train.working")) as progress:
        adapt(
            _settings(TrainingSettings, config, "adapt"),
            _start(start),
            documents_of(companies.values()),
            pairs,
            folder,
            _say,
            _share(progress),
        )
    output.note(text("train.adapted", folder=folder))


def _make_both(data: Path, folder: Path, config: Path | None) -> None:
    from embeddings.loading import DEFAULT_MODEL
    from embeddings.training.gathering import TrainingText
    from embeddings.training.run import make_trilingual
    from embeddings.training.settings import EncoderSettings

    first = _settings(EncoderSettings, config, "trilingual")
    _say("reading")
    material = TrainingText.read(_training_data(data))
    with output.progress(text("train.working")) as progress:
        make_trilingual(first, material, folder / DEFAULT_MODEL, _say, _share(progress))
    # In a process of its own, so that what the first stage held is given back before.
    fast = ("--built-in", data, "--start", folder / DEFAULT_MODEL, "--output", folder)
    done = subprocess.run(  # noqa: S603 - our own command, with paths for arguments
        [
            sys.executable,
            "-m",
            "recommender.cli",
            "--lang",
            interface_language(),
            "model",
            "train",
            *fast,
        ],
        check=False,
    )
    if done.returncode:
        raise typer.Exit(done.returncode)


def _make_fast(data: Path, start: "ModelFolder", folder: Path, config: Path | None) -> None:
    from embeddings.loading import FAST_MODEL
    from embeddings.training.gathering import TrainingText
    from embeddings.training.run import make_fast
    from embeddings.training.settings import StaticSettings

    chosen = _settings(StaticSettings, config, "fast")
    _say("reading")
    material = TrainingText.read(_training_data(data))
    with output.progress(text("train.working")) as progress:
        make_fast(chosen, material, start, folder / FAST_MODEL, _say, _share(progress))
    output.note(text("train.made", folder=folder))


def _training_data(folder: Path) -> Path:
    if not (folder / "parallel.parquet").is_file():
        raise FileError("no-such-file", path=folder / "parallel.parquet")
    return folder


def _say(step: str) -> None:
    output.note(text(f"train.{step}"))


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

"""The command's frame: options that all commands share, and errors in words."""

import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from embeddings.errors import MitraError
from embeddings.messages import INTERFACE_LANGUAGES
from recommender.cli import output
from recommender.cli.language import text

if TYPE_CHECKING:
    from recommender.catalog import Catalog

DEFAULT_DATA = Path("mitra-data")

FAILED = 1
INTERRUPTED = 130

app = typer.Typer(
    help=text("app.help"),
    epilog=text("app.usage"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options before the command's name say; `data` is None where they don't."""

    data: Path | None

    def folder(self, default: Path = DEFAULT_DATA) -> Path:
        """The catalogue's folder."""
        return self.data or default

    def catalog(self, *, create: bool = False) -> "Catalog":
        """Open the catalogue; it must exist unless `create`."""
        from recommender.catalog import Catalog

        return Catalog.open(self.folder(), create=create)


def settings(context: typer.Context) -> Settings:
    """The settings of the running command."""
    found = context.find_object(Settings)
    return found or Settings(None)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        import importlib.metadata

        output.out.print(f"mitra {importlib.metadata.version('mitra')}")
        raise typer.Exit


def _check_language(name: str | None) -> str | None:
    if name is not None and name not in INTERFACE_LANGUAGES:
        raise typer.BadParameter(", ".join(INTERFACE_LANGUAGES))
    return name


@app.callback()
def _main(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            help=text("app.data"), envvar="MITRA_DATA", metavar="DIR", show_default="mitra-data"
        ),
    ] = None,
    lang: Annotated[  # noqa: ARG001 - read by `language`, before the parser runs
        str | None,
        typer.Option(help=text("app.lang"), metavar="id|ja|en", callback=_check_language),
    ] = None,
    version: Annotated[  # noqa: ARG001 - acts in its callback
        bool,
        typer.Option("--version", help=text("app.version"), callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    context.obj = Settings(data)


class _Interruption:
    """Remembers Ctrl+C, whatever becomes of the exception.

    A library in C that is interrupted may report an error of its own instead.
    """

    came = False

    def __call__(self, *_: object) -> None:
        self.came = True
        raise KeyboardInterrupt


def run(application: typer.Typer) -> None:
    """Run the command line; errors of input or surroundings end in a sentence and exit code 1."""
    interruption = _Interruption()
    previous = signal.signal(signal.SIGINT, interruption)
    try:
        _run(application)
    except BaseException:
        if interruption.came:
            sys.exit(INTERRUPTED)
        raise
    finally:
        signal.signal(signal.SIGINT, previous)


def _run(application: typer.Typer) -> None:
    try:
        application()
    except MitraError as error:
        output.show_error(error)
        sys.exit(FAILED)
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough.
        sys.stderr.close()
        sys.exit(FAILED)

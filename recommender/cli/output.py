"""What the command prints: results to standard output, everything else to standard error."""

from collections.abc import Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from embeddings.errors import MitraError
from recommender.cli.language import interface_language, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)

_NOT_PRINTED = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)))
# Marks that would turn the reading direction of what follows.
_NOT_PRINTED |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def plain(value: object) -> Text:
    """Make text from a company safe for a terminal: no control sequences, no markup."""
    return Text(str(value).translate(_NOT_PRINTED))


def show_error(error: MitraError) -> None:
    """Print what is wrong and what to do."""
    language = interface_language()
    message = plain(error.message(language))
    err.print(Text(text("app.error"), style="bold red"), message, soft_wrap=True)
    if remedy := error.remedy(language):
        err.print(plain(remedy), soft_wrap=True)


def note(message: str) -> None:
    """Print a remark that is no result."""
    err.print(escape(message), soft_wrap=True)


def print_json(document: str) -> None:
    """Print one JSON document, as it is."""
    out.print(document, markup=False, soft_wrap=True)


def table(*columns: str, title: str | None = None) -> Table:
    """Begin a table that fits the terminal."""
    made = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def add_row(made: Table, cells: Iterable[object]) -> None:
    """Add a row of untrusted texts."""
    made.add_row(*(cell if isinstance(cell, Text) else plain(cell) for cell in cells))


@contextmanager
def progress(description: str) -> "Iterator[Callable[[float], None]]":
    """Show a bar on a terminal; give a function that takes the share done, 0 to 1."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns: tuple[Any, ...] = (
        "{task.description}",
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, disable=not err.is_terminal, transient=True) as bar:
        task = bar.add_task(escape(description), total=1.0)
        yield lambda share: bar.update(task, completed=share)

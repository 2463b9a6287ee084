"""`mitra sync`: a portal's own companies in the catalogue, again and again."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from embeddings.errors import MitraError
from recommender.cli import output
from recommender.cli.app import FAILED, app, settings
from recommender.cli.language import interface_language
from service.errors import MESSAGES

if TYPE_CHECKING:
    from recommender.catalog import Catalog
    from service.sync.report import SyncReport
    from service.sync.run import Wanted
    from service.sync.schedule import Stop
    from service.sync.settings import SyncSettings

_SHOWN = 20


def _text(key: str, **values: object) -> str:
    return MESSAGES.text(f"cli.sync.{key}", interface_language(), **values)


@app.command(help=_text("help"))
def sync(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(help=_text("source"), metavar="SOURCE.toml", show_default=False)
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_text("dry-run"))] = False,
    delete_vanished: Annotated[
        bool, typer.Option("--delete-vanished", help=_text("delete-vanished"))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=_text("force"))] = False,
    every: Annotated[
        str | None, typer.Option("--every", help=_text("every"), metavar="15m")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_text("json"))] = False,
) -> None:
    """See the help text."""
    from service.sync.database_source import has_password
    from service.sync.run import Wanted
    from service.sync.schedule import Stop, interval_seconds, repeat
    from service.sync.settings_file import read_settings

    interval = interval_seconds(every) if every else None
    read = read_settings(source)
    if read.database is not None and has_password(read.database):
        output.note(_text("password-in-address", path=source))
    wanted = Wanted(dry_run=dry_run, delete_vanished=delete_vanished, force=force)
    stop = Stop()
    with stop.listening(), settings(context).catalog(create=True) as catalog:
        run = _Command(catalog, read, source.parent, wanted, stop, as_json=as_json)
        if interval is not None:
            repeat(run.logged, interval, stop)
        elif not run.shown():
            raise typer.Exit(FAILED)


class _Command:
    """One sync after another, with what people or programs read of it."""

    def __init__(
        self,
        catalog: "Catalog",
        source: "SyncSettings",
        folder: Path,
        wanted: "Wanted",
        stop: "Stop",
        *,
        as_json: bool,
    ) -> None:
        self._catalog = catalog
        self._source = source
        self._folder = folder
        self._wanted = wanted
        self._stop = stop
        self._as_json = as_json

    def shown(self) -> bool:
        """Sync once and show all of it; returns whether everything was done."""
        try:
            with output.err.status(_text("working", name=self._source.name)) as status:
                report = self._synchronised(
                    lambda count: status.update(
                        _text("working-rows", name=self._source.name, count=count)
                    )
                )
        except MitraError as error:
            if self._as_json:
                self._print(_failure(self._source.name, error))
            output.show_error(error)
            return False
        if self._as_json:
            self._print(report.document(interface_language()))
        else:
            _show(report)
        if report.kept:
            output.note(_text(f"kept.{report.kept}", count=len(report.vanished)))
        return report.succeeded

    def logged(self) -> None:
        """Sync once and write one line of it; what fails is tried again the next time."""
        try:
            report = self._synchronised()
        except MitraError as error:
            language = interface_language()
            self._log(f"{error.message(language)} {error.remedy(language)}")
            if self._as_json:
                self._print(_failure(self._source.name, error))
            return
        line = _text(
            "line",
            read=report.rows.read,
            saved=report.rows.saved,
            updated=report.rows.updated,
            unchanged=report.rows.unchanged,
            rejected=len(report.rejected),
            vanished=len(report.vanished),
            deleted=len(report.vanished) if report.deleted else 0,
            seconds=f"{report.seconds:.1f}",
        )
        kept = _text(f"kept.{report.kept}", count=len(report.vanished)) if report.kept else ""
        self._log(f"{line} {kept}".strip())
        if self._as_json:
            self._print(report.document(interface_language()))

    def _synchronised(self, counter: Callable[[int], None] | None = None) -> "SyncReport":
        from service.sync.run import synchronise

        return synchronise(
            self._catalog,
            self._source,
            self._folder,
            self._wanted,
            stopping=self._stop,
            counter=counter,
        )

    def _log(self, line: str) -> None:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        one_line = " ".join(f"{moment} {self._source.name}: {line}".split())
        output.err.print(output.plain(one_line), soft_wrap=True)

    def _print(self, document: dict[str, object]) -> None:
        output.print_json(json.dumps(document, ensure_ascii=False))


def _failure(name: str, error: MitraError) -> dict[str, object]:
    language = interface_language()
    reason, remedy = error.message(language), error.remedy(language)
    return {"source": name, "error": {"code": error.code, "reason": reason, "remedy": remedy}}


def _show(report: "SyncReport") -> None:
    rows = report.rows
    counts = output.table(
        *(
            _text(f"column.{n}")
            for n in ("read", "saved", "updated", "unchanged", "rejected", "vanished")
        )
    )
    numbers = (rows.read, rows.saved, rows.updated, rows.unchanged)
    output.add_row(counts, (*numbers, len(report.rejected), len(report.vanished)))
    output.out.print(counts)
    _show_rejected(report)
    if report.vanished:
        key = (
            "to-delete"
            if report.deleted and rows.dry_run
            else "deleted"
            if report.deleted
            else "vanished"
        )
        listed = ", ".join(report.vanished[:_SHOWN]) + (
            " …" if len(report.vanished) > _SHOWN else ""
        )
        output.out.print(output.plain(_text(key, count=len(report.vanished), ids=listed)))
    if rows.dry_run:
        output.note(_text("dry-run-done"))


def _show_rejected(report: "SyncReport") -> None:
    if not report.rejected:
        return
    language = interface_language()
    names = ("row", "id", "column", "reason", "remedy")
    listed = output.table(*(_text(f"column.{name}") for name in names))
    for row in report.rejected[:_SHOWN]:
        problem = row.rejection.problem
        place = (row.rejection.row, row.id or "", row.rejection.column or "")
        output.add_row(listed, (*place, problem.message(language), problem.remedy(language)))
    output.out.print(listed)
    if len(report.rejected) > _SHOWN:
        output.note(_text("more", count=len(report.rejected) - _SHOWN))

"""Lists beside the settings: languages, wishes, who has met, who is absent; from tables of any format."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from recommender.errors import FileError
from recommender.events.errors import PlacedError
from recommender.events.settings import (
    MAX_LISTED,
    Absence,
    EventSettings,
    Wish,
    WishKind,
    check_session,
)
from recommender.importing.cells import LIST_SEPARATOR, as_text
from recommender.importing.formats import open_table
from recommender.importing.table import FormulaError, is_empty
from recommender.problems import Problem, ProblemError, shown

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "company": ("company", "id", "perusahaan", "企業", "企業id"),
    "partner": ("partner", "mitra", "相手", "相手企業", "相手企業id"),
    "wish": ("wish", "keinginan", "希望"),
    "languages": ("languages", "language", "bahasa", "言語"),
    "slots": ("slots", "slot", "枠", "時間枠"),
    "sessions": ("sessions", "session", "sesi", "セッション"),
}
_WISHES: Mapping[str, WishKind] = {
    **dict.fromkeys(
        ("wants", "want", "yes", "ingin", "mau", "ya", "希望", "○", "◎", "〇"), "wants"
    ),
    **dict.fromkeys(
        ("refuses", "refuse", "no", "menolak", "tolak", "tidak", "辞退", "不可", "×"), "refuses"
    ),
}

_MAX_TEXT = 300


class EventLists(BaseModel):
    """What the lists say, and the settings with them. `met`: pairs of ids, in any order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    languages: dict[str, tuple[str, ...]] = {}
    wishes: tuple[Wish, ...] = ()
    met: tuple[tuple[str, str], ...] = ()
    absences: tuple[Absence, ...] = ()


def read_lists(settings: EventSettings, folder: Path) -> EventLists:
    """Read the lists that settings name; their paths begin at `folder`.

    Raises FileError where a file cannot be read, EventError for a row that cannot be used.
    """
    files = settings.lists
    sessions = [session.name for session in settings.sessions]
    languages = {
        row["company"]: tuple(dict.fromkeys(_items(row["languages"].casefold())))
        for row in _rows(folder, files.languages, ("company", "languages"))
    }
    wishes = [
        Wish(company=row["company"], partner=row["partner"], wish=row["wish"])
        for row in _rows(folder, files.wishes, ("company", "partner", "wish"))
    ]
    met = [
        (row["company"], row["partner"]) for row in _rows(folder, files.met, ("company", "partner"))
    ]
    absences = [
        Absence(
            company=row["company"],
            slots=tuple(map(int, _items(row.get("slots", "")))),
            sessions=_items(row.get("sessions", "")),
        )
        for row in _rows(folder, files.absences, ("company",), ("slots", "sessions"), sessions)
    ]
    return EventLists(
        languages=languages,
        wishes=(*settings.wishes, *wishes),
        met=tuple(met),
        absences=(*settings.absences, *absences),
    )


def _rows(
    folder: Path,
    name: str | None,
    needed: Sequence[str],
    optional: Sequence[str] = (),
    sessions: list[str] | None = None,
) -> Iterator[dict[str, str]]:
    if name is None:
        return
    path = folder / name
    with open_table(path) as table:
        if table.columns is not None:
            _check_columns(path, table.columns, needed)
        for number, record in enumerate(table.records, start=1):
            if number > MAX_LISTED:
                raise FileError("event-list-too-long", path=path, limit=MAX_LISTED)
            if record.problem:
                raise _rejected(path, record.row, record.column or "–", record.problem)
            found = {_field(column): cell for column, cell in record.values.items()}
            values: dict[str, str] = {}
            for field in (*needed, *optional):
                try:
                    values[field] = _checked(field, found.get(field), field in needed, sessions)
                except ProblemError as error:
                    raise _rejected(path, record.row, field, error.problem) from error
            yield values


def _rejected(path: Path, row: int, column: str, problem: Problem) -> PlacedError:
    return PlacedError("event-list-row", problem, path=path, row=row, column=column)


def _check_columns(path: Path, columns: Sequence[str], needed: Sequence[str]) -> None:
    named = {_field(column) for column in columns}
    missing = [field for field in needed if field not in named]
    if missing:
        raise FileError("event-list-columns", path=path, columns=", ".join(missing))


def _field(column: str) -> str:
    text = unicodedata.normalize("NFKC", column).strip().casefold()
    return next((field for field, names in _COLUMNS.items() if text in names), text)


def _checked(field: str, cell: object, needed: bool, sessions: list[str] | None) -> str:  # noqa: FBT001 - internal
    if isinstance(cell, FormulaError):
        raise ProblemError(Problem("formula-error", {"value": shown(cell)}))
    text = "" if is_empty(cell) else as_text(cell).strip()
    if not text and needed:
        raise ProblemError(Problem("event-empty-cell", {"field": field}))
    if len(text) > _MAX_TEXT:
        values: dict[str, object] = {"field": field, "length": len(text), "limit": _MAX_TEXT}
        raise ProblemError(Problem("too-long", values))
    if field == "wish":
        kind = _WISHES.get(unicodedata.normalize("NFKC", text).casefold())
        if kind is None:
            raise ProblemError(Problem("event-wish", {"value": shown(text)}))
        return kind
    if field == "slots" and not all(item.isascii() and item.isdigit() for item in _items(text)):
        raise ProblemError(Problem("event-slot-numbers", {"value": shown(text)}))
    if field == "sessions":
        for item in _items(text):
            try:
                check_session(item, sessions or [])
            except PydanticCustomError as error:
                values = {
                    "name": shown(item),
                    "known": ", ".join(sessions or []),
                }
                raise ProblemError(Problem("event-no-such-session", values)) from error
    return text


def _items(text: str) -> tuple[str, ...]:
    parts = LIST_SEPARATOR.split(text.replace(",", ";").replace("，", ";"))
    return tuple(part.strip() for part in parts if part.strip())

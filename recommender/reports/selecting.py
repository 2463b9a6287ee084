"""Which companies a report is about: filters as they are written on a command line, or a file of ids."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from recommender.errors import ReportError
from recommender.filters import Filters
from recommender.importing.columns import recognise
from recommender.importing.formats import open_table
from recommender.importing.table import is_empty
from recommender.problems import shown
from recommender.text_files import read_lines
from recommender.view import View

IDS = "ids"
"""Stands for a filter where a file says which companies are meant."""

_FIELDS = tuple(field.name for field in fields(Filters))
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """The companies that satisfy `filters`, of those in `ids` alone where it is given.

    `words`: how it was asked for, as a report repeats it.
    """

    filters: Filters
    ids: tuple[str, ...] | None
    words: tuple[str, ...]

    @classmethod
    def parse(cls, given: Sequence[str]) -> "Chosen":
        """Read "country=ID", "sector=29,30" and "ids=companies.csv"; nothing given stands for all.

        A field that is given twice has both values as alternatives. A file of ids is a table with a
        column `id` (CSV, XLSX, …), or a text file with an id a line. Raises ReportError, FileError
        and FilterError.
        """
        values: dict[str, list[str]] = {}
        ids: list[str] | None = None
        for text in given:
            name, mark, value = text.partition("=")
            name = name.strip()
            if not mark or not value.strip() or name not in {*_FIELDS, IDS}:
                raise ReportError(
                    "bad-selection", text=shown(text), valid=", ".join((*_FIELDS, IDS))
                )
            if name == IDS:
                ids = [*(ids or []), *read_ids(Path(value.strip()))]
            else:
                values.setdefault(name, []).extend(value.split(","))
        chosen = None if ids is None else tuple(dict.fromkeys(ids))
        return cls(Filters.parse(values), chosen, tuple(given))

    def ids_digest(self, name: str) -> dict[str, str]:
        """Under `name`, which ids were in the file: it may be another one by now. Empty without a file."""
        if self.ids is None:
            return {}
        made = hashlib.sha256("\n".join(self.ids).encode()).hexdigest()
        return {name: f"{len(self.ids)} · SHA-256 {made}"}

    def rows(self, view: View) -> list[int]:
        """Row numbers of the companies, ascending. Raises ReportError where there is none of them."""
        selected = view.select(self.filters).rows
        rows = view.indexes.vectors.rows.tolist() if selected is None else selected
        if self.ids is not None:
            rows = sorted(set(rows) & set(_rows_of(view, self.ids)))
        if not rows:
            raise ReportError("empty-selection", words=" ".join(self.words) or "–")
        return rows


def read_ids(path: Path) -> list[str]:
    """The ids that a file lists. Raises FileError and ReportError."""
    if path.suffix.lower() in {".txt", ""}:
        return [line.strip() for line in read_lines(path) if line.strip()]
    ids = []
    with open_table(path) as table:
        for record in table.records:
            column = next((name for name in record.values if recognise(name) == "id"), None)
            if record.problem or column is None:
                raise ReportError("ids-without-id", path=path, row=record.row)
            cell = record.values[column]
            if not is_empty(cell):
                ids.append(str(cell).strip())
    return ids


def _rows_of(view: View, ids: Sequence[str]) -> list[int]:
    """Row numbers of companies. Raises ReportError, naming ids that the catalogue does not have."""
    rows = view.rows_of(ids)
    unknown = [company_id for company_id in ids if company_id not in rows]
    if unknown:
        listed = ", ".join(map(shown, unknown[:_SHOWN]))
        raise ReportError("unknown-ids", count=len(unknown), ids=listed)
    return list(rows.values())

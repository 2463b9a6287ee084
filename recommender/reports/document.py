"""What a report says, before it is written to a file of any format."""

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from recommender.problems import writable
from recommender.strength import SCORE_DIGITS

Kind: TypeAlias = Literal[
    "text",
    "id",
    "link",
    "sector",
    "region",
    "country",
    "selection",
    "count",
    "number",
    "share",
    "probability",
    "strength",
    "flag",
]
"""What a column holds.

text, id, link: str (a link is a web address, its scheme may be absent). sector, region, country: codes
(ISIC, ISO 3166-2, ISO 3166-1), several joined by `CODES`, which people read as names in their language;
what is no code, such as a region as it was entered, is shown as it is. selection: the filters that chose
companies, which people read as what they name. count: int; number: float; share: float from 0 to 1, shown
in percent; probability: the same, in whole percent; strength: the probability of a match, cut to whole
percent, with its band in a word (`recommender.strength`); flag: bool. None is a cell of which nothing is known.
"""

CODES = "; "

COMMAND = "mitra "
"""So a parameter begins that is no option but a whole command."""

CODED: frozenset[Kind] = frozenset({"sector", "region", "country", "selection"})
"""Kinds of codes that people read as names."""

TEXTS: frozenset[Kind] = CODED | {"text", "id", "link"}
"""Kinds of which the cells are texts."""

Cell: TypeAlias = str | int | float | bool | None

_TYPES: Mapping[Kind, tuple[type, ...]] = {
    **dict.fromkeys(TEXTS, (str,)),
    "count": (int,),
    "number": (int, float),
    "share": (int, float),
    "probability": (int, float),
    "strength": (int, float),
    "flag": (bool,),
}

_NAME = re.compile(r"[a-z][a-z0-9_-]*")

NUMBER_DIGITS = 4
"""Decimals with which numbers and shares are written, in every format the same."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `name` is the heading in CSV and Parquet and stays the same in all languages; people read the
    text `report.column.<name>` of the messages. `language`: the column of the same table that says
    in which language a text is written. `hidden` columns are in the data and not shown on pages.
    `under`: the column in whose cell pages show this one too, below it, to keep a table narrow. Where
    nothing is known pages show the text `report.absent.<name>`, if there is one.
    """

    name: str
    kind: Kind = "text"
    language: str | None = None
    hidden: bool = False
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, in the order of the columns.

    `name`, as all of those here, is the key of texts (`report.table.<name>`) and part of a file's
    name. `group`: the first so many columns head the rows that follow each other with the same
    values in them, so that a page says them once. `once`: the same for so many columns after those,
    in rows of one group.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    group: int = 0
    once: int = 0

    def __post_init__(self) -> None:
        """Round what is measured, so that every format has the same numbers.

        Raises ValueError for columns that refer to none, and for cells that are not of their kind.
        """
        names = [column.name for column in self.columns]
        if len(set(names)) < len(names) or not all(n and n.isprintable() for n in names):
            raise ValueError(f"names of columns that cannot be told apart or written: {names}")
        if all(column.hidden for column in self.columns[self.group :]):
            raise ValueError(f"nothing to show beside {self.group} of the columns {names}")
        for column in self.columns:
            self._check_references(column)
        kinds = [column.kind for column in self.columns]
        checked = tuple(
            tuple(_checked(cell, kind) for cell, kind in zip(row, kinds, strict=True))
            for row in self.rows
        )
        object.__setattr__(self, "rows", checked)

    def _check_references(self, column: Column) -> None:
        sides = (self.columns[: self.group], self.columns[self.group :])
        beside = next(side for side in sides if column in side)
        above = {one.name for one in beside if not one.hidden and one.under is None}
        if column.under is not None and not column.hidden and column.under not in above:
            raise ValueError(f"{column.name!r} cannot be shown under {column.under!r}: {above}")
        if column.language is not None and column.language not in [c.name for c in self.columns]:
            raise ValueError(f"no column {column.language!r} for the language of {column.name!r}")

    def column(self, name: str) -> list[Cell]:
        """The cells of a column. Raises KeyError."""
        for number, column in enumerate(self.columns):
            if column.name == name:
                return [row[number] for row in self.rows]
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Numbers in a grid, shaded by size. `values[i][j]` is of row i and column j; None is empty.

    `kind` says what the numbers are, `row_kind` and `column_kind` what the labels are; `row_name` and
    `column_name` are the columns of the table that they come from. `table` names the table of the
    document with the same numbers; so it does in every chart.
    """

    name: str
    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    kind: Kind = "number"
    row_kind: Kind = "text"
    column_kind: Kind = "text"
    row_name: str | None = None
    column_name: str | None = None

    def __post_init__(self) -> None:
        """Refuse values that lie outside of the grid."""
        if [len(row) for row in self.values] != [len(self.columns)] * len(self.rows):
            raise ValueError(f"{self.name!r}: not {len(self.rows)} rows of {len(self.columns)}")


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many of something fall between `edges[i]` and `edges[i + 1]`: `counts[i]`."""

    name: str
    table: str
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    kind: Kind = "strength"

    def __post_init__(self) -> None:
        """Refuse counts that lie between no edges."""
        if self.counts and len(self.edges) != len(self.counts) + 1:
            raise ValueError(f"{self.name!r}: {len(self.edges)} edges of {len(self.counts)} counts")


@dataclass(frozen=True, slots=True)
class Point:
    """A company on a map: where it lies (0 to 1), what it is called, and its group."""

    x: float
    y: float
    label: str
    group: str


@dataclass(frozen=True, slots=True)
class PointMap:
    """Companies in two dimensions: those far apart have unlike texts.

    Those near each other need not be alike. The axes have no unit. `groups`, in their order, are told
    apart by colour and by shape; `group_kind` says what they are.
    """

    name: str
    table: str
    points: tuple[Point, ...]
    groups: tuple[str, ...]
    group_kind: Kind = "text"

    def __post_init__(self) -> None:
        """Refuse points of a group that has no name."""
        unknown = {point.group for point in self.points} - set(self.groups)
        if unknown:
            raise ValueError(f"{self.name!r}: no groups {sorted(unknown)}")


Chart: TypeAlias = HeatMap | Distribution | PointMap


@dataclass(frozen=True, slots=True)
class Provenance:
    """Of what a report was made, so that it can be made again.

    `generation` of the catalogue; `fingerprint` of the model's vectors; `parameters` as they are
    given on the command line: options by name, a bare argument by its command (`COMMAND` and what
    follows).
    """

    generation: int
    fingerprint: str
    parameters: Mapping[str, str | int | float | bool | Sequence[str] | None]


@dataclass(frozen=True, slots=True)
class Document:
    """A report: tables, the first one is the report itself, and charts of what is in them.

    `kind` names it ("similarity") and its files, and is the key of its texts: `report.<kind>.title`
    and the paragraphs of `report.<kind>.method`, one a line, on how its figures are made and where
    their limits are. `facts` are numbers that stand at the top, by the key of their text
    (`report.fact.<name>`); `fact_kinds` says what those are that their type does not tell: a float is
    a number, unless it is called a share or a strength here.
    """

    kind: str
    provenance: Provenance
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...] = ()
    facts: Mapping[str, Cell] = field(default_factory=dict)
    fact_kinds: Mapping[str, Kind] = field(default_factory=dict)
    created_at: datetime | None = None
    """When it was made (UTC): the only thing that differs between two reports of the same."""

    def __post_init__(self) -> None:
        """Refuse names that files and links cannot have, and a chart without a table behind it."""
        names = [table.name for table in self.tables]
        for given in ([self.kind], names, [chart.name for chart in self.charts]):
            _check_names(given)
        for chart in self.charts:
            if chart.table not in names:
                raise ValueError(f"chart {chart.name!r} shows the table {chart.table!r}: {names}")

    def table(self, name: str) -> Table:
        """The table of a name. Raises KeyError."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

    def digest(self) -> str:
        """SHA-256 (hex) of all that it says and of what it was made, but for the generation.

        Two reports of equal digests are the same, though the catalogue may have changed in what
        neither of them looked at.
        """
        content = {
            "kind": self.kind,
            "fingerprint": self.provenance.fingerprint,
            "parameters": dict(self.provenance.parameters),
            "facts": dict(self.facts),
            "tables": {
                table.name: [[column.name for column in table.columns], *table.rows]
                for table in self.tables
            },
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        if not _NAME.fullmatch(name) or names.count(name) > 1:
            raise ValueError(f"not a name that a file or a link can have: {name!r} of {names}")


def _checked(cell: Cell, kind: Kind) -> Cell:
    """A cell as every format can hold it: rounded, or without halves of characters."""
    if cell is None:
        return None
    if not isinstance(cell, _TYPES[kind]) or (isinstance(cell, bool) and kind != "flag"):
        raise ValueError(f"{cell!r} is no {kind}")
    if isinstance(cell, str):
        return writable(cell)
    if kind in {"count", "flag"}:
        return cell
    if not math.isfinite(cell):
        raise ValueError(f"{cell!r} cannot be written as a {kind}")
    digits = SCORE_DIGITS if kind in {"probability", "strength"} else NUMBER_DIGITS
    # Adding zero makes -0.0 into 0.0, which formats would write differently.
    return round(float(cell), digits) + 0.0

"""Which column of a file stands for which field of a company."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from recommender.company import FIELDS, REQUIRED_FIELDS
from recommender.errors import FileError
from recommender.problems import shown
from recommender.tables import read_table

EXTRA_PREFIX = "extra:"
"""Marks a column as unknown on purpose, where its name would be taken for a field."""

MAPPABLE: tuple[str, ...] = tuple(field for field in FIELDS if field != "extra")

_NOISE = re.compile(r"[\s_\-./()（）:：*※]+")
_MAX_LISTED = 30


def recognise(column: str) -> str | None:
    """Return the field that a column name in any of the three languages means, or None."""
    return _fields_by_name().get(_key(column))


def assign(columns: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Assign a field to every column that has one; what remains is extra.

    `mapping` (column to field) goes before recognition; of several columns for one field the
    first is taken.
    """
    columns = tuple(columns)
    assigned = {column: mapping[column] for column in columns if column in mapping}
    taken = set(assigned.values())
    for column in columns:
        field = recognise(column)
        if column not in assigned and field and field not in taken:
            assigned[column] = field
            taken.add(field)
    return assigned


def check_fields(path: Path, mapping: Mapping[str, str], defaults: Mapping[str, str]) -> None:
    """Raise FileError for a mapping or a default of something that is no field."""
    for column, field in (*mapping.items(), *((f"--default {name}", name) for name in defaults)):
        if field not in MAPPABLE:
            near = difflib.get_close_matches(field, MAPPABLE, n=3) or list(MAPPABLE)
            raise FileError(
                "no-such-field",
                path=path,
                column=shown(column),
                field=shown(field),
                nearest=", ".join(near),
            )


def check_mapped(path: Path, columns: Iterable[str], mapping: Mapping[str, str]) -> None:
    """Raise FileError where a mapped column is missing."""
    known = tuple(columns)
    for column in mapping:
        if column not in known:
            raise FileError(
                "mapped-column-missing", path=path, column=shown(column), columns=_listed(known)
            )


def check_required(
    path: Path, columns: tuple[str, ...], mapping: Mapping[str, str], defaults: Mapping[str, str]
) -> None:
    """Raise FileError where a required field has neither a column nor a default."""
    given = {*assign(columns, mapping).values(), *defaults}
    missing = [field for field in REQUIRED_FIELDS if field not in given]
    if missing:
        raise FileError(
            "missing-column", path=path, fields=", ".join(missing), columns=_listed(columns)
        )


def _listed(columns: tuple[str, ...]) -> str:
    names = [shown(column) for column in columns[:_MAX_LISTED]]
    return ", ".join(names if len(columns) <= _MAX_LISTED else [*names, "…"])


@cache
def _fields_by_name() -> dict[str, str]:
    return {
        _key(name): row["field"]
        for row in read_table("columns")
        for name in row["names"].split("|")
    }


def _key(column: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", column).casefold())

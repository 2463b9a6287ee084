"""Which column of a file stands for which field of a company."""

import difflib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from recommender.company import FIELDS, REQUIRED_FIELDS
from recommender.errors import FileError
from recommender.tables import read_table

EXTRA_PREFIX = "extra:"
"""Marks a column as unknown on purpose, where its name would be taken for a field."""

MAPPABLE: tuple[str, ...] = tuple(field for field in FIELDS if field != "extra")

_NOISE = re.compile(r"[\s_\-./()（）:：*※]+")


def recognise(column: str) -> str | None:
    """Return the field that a column name in any of the three languages means, or None."""
    return _fields_by_name().get(_key(column))


def map_columns(
    path: Path, columns: tuple[str, ...], mapping: Mapping[str, str], defaults: Mapping[str, str]
) -> dict[str, str]:
    """Assign a field to every column that has one; what remains is extra.

    `mapping` (column to field) goes before recognition; of several columns for one field the
    first is taken. Raises FileError where a mapped column is missing, or a required field has
    neither a column nor a default.
    """
    check_mapping(path, mapping)
    for column in mapping:
        if column not in columns:
            raise FileError(
                "mapped-column-missing", path=path, column=column, columns=", ".join(columns)
            )
    assigned = dict(mapping)
    taken = set(assigned.values())
    for column in columns:
        field = recognise(column)
        if column not in assigned and field and field not in taken:
            assigned[column] = field
            taken.add(field)
    missing = [f for f in REQUIRED_FIELDS if f not in taken and f not in defaults]
    if missing:
        raise FileError(
            "missing-column", path=path, fields=", ".join(missing), columns=", ".join(columns)
        )
    return assigned


def check_mapping(path: Path, mapping: Mapping[str, str]) -> None:
    """Raise FileError for a mapping to something that is no field."""
    for column, field in mapping.items():
        if field not in MAPPABLE:
            near = difflib.get_close_matches(field, MAPPABLE, n=3) or list(MAPPABLE)
            raise FileError(
                "no-such-field", path=path, column=column, field=field, nearest=", ".join(near)
            )


@cache
def _fields_by_name() -> dict[str, str]:
    return {
        _key(name): row["field"]
        for row in read_table("columns")
        for name in row["names"].split("|")
    }


def _key(column: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", column).casefold())

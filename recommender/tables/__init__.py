"""Reference tables that ship with the package, as CSV files beside this one."""

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of the table called `name`, each by column."""
    text = (files("recommender.tables") / f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))

"""What many companies and their partners come to: by sector, by region, by strength."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from recommender.bulk.reasons import Pair
from recommender.company import Company
from recommender.index_keeper import Indexes
from recommender.regions import region_of
from recommender.reports.document import Column, Distribution, HeatMap, Kind, Table
from recommender.sectors import division
from recommender.strength import is_good, rounded

MOST_LABELS = 12
"""Rows and columns of a chart: beyond them nobody can read it. The tables have all."""

_STEPS = 20


def by_sector(indexes: Indexes, companies: Mapping[int, Company], good: Collection[str]) -> Table:
    """How many companies of a division and a country there are, and how many have a good partner.

    `companies` by row; `good`: ids of those with a good partner. A company of several divisions is
    counted in each.
    """
    counts: Counter[tuple[str, str]] = Counter()
    lucky: Counter[tuple[str, str]] = Counter()
    for row, company in companies.items():
        for code in divisions_of(indexes, row):
            counts[code, company.country] += 1
            lucky[code, company.country] += company.id in good
    columns = (
        Column("sector", "sector"),
        Column("country", "country"),
        Column("companies", "count"),
        Column("with_good_partner", "count"),
    )
    rows = tuple((*key, counts[key], lucky[key]) for key in sorted(counts))
    return Table("sectors", columns, rows)


def divisions_of(indexes: Indexes, row: int) -> list[str]:
    """The ISIC divisions that the company at `row` counts to, entered or inferred."""
    sectors = indexes.attributes.sectors_of(row)
    return sorted({division(sector.code).code for sector in sectors})


def by_region(pairs: Iterable[Pair], kind: Kind = "probability") -> Table:
    """How many pairs join two regions, how many of them are good, and how strong they are.

    `kind`: what a mean of scores is.
    """
    scores: dict[tuple[str, str], list[float]] = {}
    for pair in pairs:
        key = (_region(pair.company), _region(pair.partner))
        scores.setdefault(key, []).append(rounded(pair.score))
    columns = (
        Column("source_region", "region"),
        Column("partner_region", "region"),
        Column("pairs", "count"),
        Column("good_pairs", "count"),
        Column("mean_score", kind),
    )
    rows = tuple(
        (*key, len(found), sum(is_good([score]) for score in found), float(np.mean(found)))
        for key, found in sorted(scores.items())
    )
    return Table("regions", columns, rows)


def _region(company: Company) -> str:
    """The region's code, or the country's where it is not known."""
    return region_of(company) or company.country


def best_scores(scores: Iterable[float], kind: Kind = "probability") -> Table:
    """How many companies have a best partner of each score, which are of a kind, in 20 steps."""
    edges = np.linspace(0, 1, _STEPS + 1).round(2)
    counts, _ = np.histogram(np.clip(list(scores), 0, 1), edges)
    columns = (Column("from", kind), Column("to", kind), Column("companies", "count"))
    rows = tuple(
        (float(low), float(high), int(count))
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
    )
    return Table("best-scores", columns, rows)


def distribution(scores: Table) -> Distribution:
    """The same as a chart; probabilities are those of matches."""
    edges = [float(low or 0) for low in scores.column("from")] + [1.0]
    counts = tuple(int(count or 0) for count in scores.column("companies"))
    kind: Kind = "strength" if scores.columns[0].kind == "probability" else "number"
    return Distribution("best-scores", scores.name, tuple(edges), counts, kind)


def grid(
    table: Table, value: str, most: tuple[int, int] = (MOST_LABELS, MOST_LABELS)
) -> HeatMap | None:
    """A table's numbers by its first two columns: the `most` rows and columns that have most of them.

    `value` names the column of the numbers, which are drawn to one decimal. Nothing where the table is
    empty.
    """
    kinds = {column.name: column.kind for column in table.columns}
    one, other = table.columns[:2]
    numbers = {
        (str(row), str(column)): float(number or 0)
        for row, column, number in zip(
            table.column(one.name), table.column(other.name), table.column(value), strict=True
        )
    }
    if not numbers:
        return None
    rows, columns = (_weightiest(numbers, side, most[side]) for side in (0, 1))
    drawn = {key: round(number, 1) for key, number in numbers.items()}
    values = tuple(tuple(drawn.get((row, column)) for column in columns) for row in rows)
    return HeatMap(
        table.name,
        table.name,
        rows,
        columns,
        values,
        kinds[value],
        row_kind=one.kind,
        column_kind=other.kind,
        row_name=one.name,
        column_name=other.name,
    )


def _weightiest(numbers: Mapping[tuple[str, str], float], side: int, most: int) -> tuple[str, ...]:
    """The labels of one side that the largest numbers belong to, the largest first."""
    sums: dict[str, float] = {}
    for key, number in numbers.items():
        sums[key[side]] = sums.get(key[side], 0.0) + number
    ordered = sorted(sums, key=lambda label: (-sums[label], label))
    return tuple(ordered[:most])

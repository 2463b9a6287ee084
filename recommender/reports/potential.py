"""The potential report: which sectors of two sides fit, decided before anyone is invited."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, get_args

import numpy as np

from embeddings import detect_language
from recommender.bulk.all_pairs import Progress, all_strengths, unheard
from recommender.bulk.match_scores import MatchScores, best_forward
from recommender.bulk.similar_scores import SimilarScores
from recommender.company import Company
from recommender.errors import ReportError
from recommender.index_keeper import Indexes
from recommender.passages import passage_text
from recommender.potential.gaps import Gap, Request, gaps
from recommender.potential.measures import Measures, measures
from recommender.potential.prospects import GOOD, Prospects
from recommender.regions import region_of
from recommender.reports.choices import By
from recommender.reports.counting import divisions_of, grid
from recommender.reports.document import Cell, Column, Document, Kind, Table
from recommender.reports.naming import selection
from recommender.reports.provenance import provenance
from recommender.reports.selecting import Chosen
from recommender.sides import Side, read_sides
from recommender.view import View

KIND = "potential"

FEW = 5
"""Of fewer companies in a sector nothing is concluded; they are marked."""

DIGITS = 2
"""Decimals of what is expected, and of concentration: how sure they are tells no more of them."""

LONGEST_EXAMPLE = 200
"""Characters of a request that are quoted as an example."""


_SECTOR_COLUMNS = (
    Column("side", "selection"),
    Column("sector", "sector"),
    Column("companies", "count"),
    Column("seeking", "count"),
    Column("expected_matches", "number"),
    Column("expected_low", "number"),
    Column("expected_high", "number"),
    Column("coverage", "share"),
    Column("good_pairs", "count"),
    Column("partners", "count"),
    Column("concentration", "number"),
    Column("few", "flag"),
)

_GAP_COLUMNS = (
    Column("side", "selection"),
    Column("sought_sector", "sector"),
    Column("requests", "count"),
    Column("met", "count"),
    Column("unmet", "count"),
    Column("example_id", "id"),
    Column("example_words", language="example_language"),
    Column("example_language", hidden=True),
)


@dataclass(frozen=True, slots=True)
class PotentialRequest:
    """Between whom: two sides, such as the companies of two countries or regions.

    `by` what each other seeks and offers, or by being in the same business.
    """

    sources: Chosen
    targets: Chosen
    by: By = "matches"

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> "PotentialRequest":
        """Read what `parameters` has written. Raises ReportError, FilterError and FileError."""
        if parameters["by"] not in get_args(By):
            raise ReportError("damaged-manifest", path=f"{KIND}.json")
        sources, targets = (Chosen.parse(parameters[side]) for side in ("from", "to"))
        return cls(sources, targets, parameters["by"])

    def parameters(self) -> dict[str, str | int | bool | Sequence[str]]:
        """What decides the report, as the command line has it."""
        return {
            "from": list(self.sources.words),
            "to": list(self.targets.words),
            "by": self.by,
            **self.sources.ids_digest("from_ids"),
            **self.targets.ids_digest("to_ids"),
        }


def potential_report(
    view: View, request: PotentialRequest, *, progress: Progress | None = None
) -> Document:
    """Match all companies of both sides and add up by sector and region what may be expected.

    `progress` is told the share that is done, 0 to 1. Raises ReportError, FilterError and FileError.
    """
    rows = (request.sources.rows(view), request.targets.rows(view))
    tell = progress or unheard
    one, other = (
        _SideOfReport.of(
            view, request.by, selection(chosen.words), rows[mine], rows[1 - mine], part
        )
        for mine, chosen, part in (
            (0, request.sources, lambda share: tell(share / 2)),
            (1, request.targets, lambda share: tell(0.5 + share / 2)),
        )
    )
    sectors = Table("potential", _SECTOR_COLUMNS, (*_sector_rows(one), *_sector_rows(other)), 1)
    pairs = _pairs_table("sector-pairs", "sector", one.sectors, other.sectors, one.prospects)
    regions = _pairs_table("region-pairs", "region", one.regions, other.regions, one.prospects)
    missing = Table("gaps", _GAP_COLUMNS, (*_gap_rows(one), *_gap_rows(other)), 1, once=4)
    expected = float(one.prospects.best.sum())
    charts = (
        grid(pairs, "expected_matches"),
        grid(regions, "expected_matches"),
    )
    return Document(
        KIND,
        provenance(view, request.parameters()),
        (sectors, pairs, regions, missing),
        tuple(chart for chart in charts if chart is not None),
        {
            "companies": len(rows[0]),
            "candidates": len(rows[1]),
            "seeking-from": int(one.prospects.seeking.sum()),
            "seeking-to": int(other.prospects.seeking.sum()),
            "expected-matches": round(expected, 1),
            "with-good-partner": int((one.prospects.good > 0).sum()),
        },
    )


@dataclass(frozen=True, slots=True)
class _SideOfReport:
    """One side as the report sees it; everything by the order of its companies."""

    name: str
    companies: Sequence[Company]
    sectors: Sequence[Sequence[str]]
    regions: Sequence[Sequence[str]]
    prospects: Prospects
    gaps: Sequence[Gap]

    @classmethod
    def of(
        cls,
        view: View,
        by: By,
        name: str,
        rows: Sequence[int],
        others: Sequence[int],
        progress: Progress,
    ) -> "_SideOfReport":
        """`rows` of the side, and of those on the other one."""
        sides = read_sides(view, rows)
        scorer = SimilarScores if by == "similar" else MatchScores
        scores = scorer.of(view, rows, others)
        strengths = all_strengths(scores, progress)
        sectors = [divisions_of(view.indexes, row) for row in rows]
        asking = np.array([bool(sides[row].places.sought) for row in rows], bool)
        companies = [sides[row].company for row in rows]
        seeking = [row for row in rows if sides[row].places.sought]
        if isinstance(scores, MatchScores):
            met = best_forward(scores)[asking]
        else:
            met = best_forward(MatchScores.of(view, seeking, others))
        requests = [_request(view.indexes, row, sides[row]) for row in seeking]
        return cls(
            name,
            companies,
            sectors,
            [[region_of(company) or company.country] for company in companies],
            Prospects.of(strengths, sectors, asking),
            gaps(requests, met),
        )


def _sector_rows(side: _SideOfReport) -> list[tuple[Cell, ...]]:
    """The sectors of a side, those first of which most may be expected for certain."""
    ordered = sorted(measures(side.prospects), key=lambda one: (-one.low, -one.expected, one.code))
    return [_sector_cells(side.name, one) for one in ordered]


def _sector_cells(side: str, one: Measures) -> tuple[Cell, ...]:
    return (
        side,
        one.code,
        one.companies,
        one.seeking,
        round(one.expected, DIGITS),
        round(one.low, DIGITS),
        round(one.high, DIGITS),
        one.coverage,
        one.good_pairs,
        one.partners,
        None if one.concentration is None else round(one.concentration, DIGITS),
        one.companies < FEW,
    )


def _gap_rows(side: _SideOfReport) -> list[tuple[Cell, ...]]:
    """The sectors of what a side seeks; a row for each example of what nobody meets."""
    rows: list[tuple[Cell, ...]] = []
    for gap in side.gaps:
        counts = (side.name, gap.code, gap.requests, gap.met, gap.unmet)
        rows += [
            (*counts, example.company, example.words, detect_language(example.words))
            for example in gap.examples
        ] or [(*counts, None, None, None)]
    return rows


def _request(indexes: Indexes, row: int, side: Side) -> Request:
    vectors = indexes.vectors
    sought = vectors.sought[int(vectors.positions([row])[0])].astype(np.float32)
    words = " ".join(passage_text(side.company, place) for place in side.places.sought)
    return Request(
        side.company.id,
        words if len(words) <= LONGEST_EXAMPLE else f"{words[:LONGEST_EXAMPLE]}…",
        indexes.attributes.head.clear_division(sought),
    )


def _pairs_table(
    name: str,
    kind: Kind,
    labels: Sequence[Sequence[str]],
    other_labels: Sequence[Sequence[str]],
    prospects: Prospects,
) -> Table:
    """Where the best matches of one side are: by a label of each side's companies.

    A company of several labels is shared out among them, so that all numbers add up to all matches.
    """
    expected: dict[tuple[str, str], float] = defaultdict(float)
    good: dict[tuple[str, str], int] = defaultdict(int)
    for number, best in enumerate(prospects.best.tolist()):
        if not best:
            continue
        mine, theirs = labels[number], other_labels[int(prospects.partners[number, 0])]
        for pair in product(mine, theirs):
            expected[pair] += best / (len(mine) * len(theirs))
            good[pair] += best >= GOOD
    columns = (
        Column(f"source_{kind}", kind),
        Column(f"partner_{kind}", kind),
        Column("expected_matches", "number"),
        Column("with_good_partner", "count"),
    )
    ordered = sorted(expected, key=lambda pair: (-expected[pair], pair))
    return Table(
        name, columns, tuple((*pair, round(expected[pair], DIGITS), good[pair]) for pair in ordered)
    )

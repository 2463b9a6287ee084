"""The similarity report: the best partners of every company of one side among those of another."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np

from embeddings import detect_language
from recommender.bulk.all_pairs import MEMORY, NOBODY, Best, Progress, Scorer, best_pairs
from recommender.bulk.match_scores import MatchScores
from recommender.bulk.parts import Parts
from recommender.bulk.reasons import MatchReasons, Pair, Reasons, SimilarReasons
from recommender.bulk.similar_scores import SimilarScores
from recommender.bulk.vector_scores import VectorScores
from recommender.company import Company
from recommender.errors import ReportError
from recommender.index_keeper import Indexes
from recommender.regions import region_of
from recommender.reports.counting import (
    best_scores,
    by_region,
    by_sector,
    distribution,
    grid,
)
from recommender.reports.document import CODES, Cell, Column, Document, Point, PointMap, Table
from recommender.reports.projection import projected
from recommender.reports.provenance import provenance
from recommender.reports.selecting import Chosen
from recommender.results import Quote
from recommender.strength import is_good, rounded
from recommender.view import View

KIND = "similarity"

How: TypeAlias = Literal["similar", "matches", "vectors"]
"""As `Catalog.similar`, as `Catalog.matches`, or by the companies' vectors alone."""

MAX_TOP = 1_000
MAX_LISTED = 1_000_000
"""Pairs of one report: a sheet of XLSX holds no more rows."""

MAX_MAPPED = 3_000
"""Points of the map; of more companies it shows a part, evenly over the catalogue."""

_PARTS = ".mitra-parts"
_GROUP = 5


@dataclass(frozen=True, slots=True)
class SimilarityRequest:
    """What is asked for: `top` partners for each of `sources` among `targets`.

    With `contacts` web address and contact of both are written too. `memory` bounds the blocks of
    the comparison, in bytes.
    """

    sources: Chosen
    targets: Chosen
    how: How = "similar"
    top: int = 10
    contacts: bool = False
    memory: int = MEMORY

    def parameters(self) -> dict[str, str | int | bool | Sequence[str]]:
        """What decides the report, as the command line has it."""
        return {
            "from": list(self.sources.words),
            "to": list(self.targets.words),
            **self.sources.ids_digest("from_ids"),
            **self.targets.ids_digest("to_ids"),
            "by": self.how,
            "top": self.top,
            "contacts": self.contacts,
        }


def similarity_report(
    view: View,
    request: SimilarityRequest,
    *,
    work: Path | None = None,
    progress: Progress | None = None,
) -> Document:
    """Compare all pairs, exactly, and say why the best of each company were found.

    Finished parts are kept in the folder `work`, so that the same request, made again after a stop,
    goes on where it was. `progress` is told the share that is done, 0 to 1. Raises ReportError,
    FilterError and FileError.
    """
    if not 1 <= request.top <= MAX_TOP:
        raise ReportError("top-out-of-range", top=request.top, maximum=MAX_TOP)
    sources, targets = request.sources.rows(view), request.targets.rows(view)
    top = min(request.top, len(targets))
    if len(sources) * top > MAX_LISTED:
        raise ReportError(
            "report-too-long", count=len(sources), top=top, pairs=len(sources) * top,
            limit=MAX_LISTED,
        )  # fmt: skip
    if sources == targets and len(sources) == 1:
        raise ReportError("only-itself", words=" ".join(request.sources.words) or "–")
    tell = progress or _say_nothing
    best = _best(view, request, sources, targets, top, work, lambda share: tell(share / 2))
    pairs = []
    for number, found in enumerate(_pairs(view, request, best, sources, targets), start=1):
        pairs.append(found)
        tell(0.5 + number / len(sources) / 2)
    return _document(view, request, sources, targets, pairs)


def _say_nothing(_: float) -> None:
    """Progress that nobody follows."""


def _best(
    view: View,
    request: SimilarityRequest,
    sources: Sequence[int],
    targets: Sequence[int],
    top: int,
    work: Path | None,
    progress: Progress,
) -> Best:
    scorer = _scorer(view, request.how, sources, targets)
    parts = None
    if work is not None:
        about = {
            "report": KIND,
            "by": request.how,
            "top": top,
            "generation": view.indexes.generation,
            "fingerprints": _fingerprints(view.indexes),
            "sources": list(sources),
            "targets": list(targets),
        }
        parts = Parts(work / _PARTS, about)
    best = best_pairs(scorer, top, memory=request.memory, parts=parts, progress=progress)
    if parts:
        parts.remove()
    return best


def _scorer(view: View, how: How, sources: Sequence[int], targets: Sequence[int]) -> Scorer:
    if how == "similar":
        return SimilarScores.of(view, sources, targets)
    if how == "matches":
        return MatchScores.of(view, sources, targets)
    return VectorScores.of(view, sources, targets)


def _fingerprints(indexes: Indexes) -> list[str]:
    each = (indexes.vectors, indexes.lexical, indexes.attributes)
    return [index.fingerprint for index in each]


def _pairs(
    view: View,
    request: SimilarityRequest,
    best: Best,
    sources: Sequence[int],
    targets: Sequence[int],
) -> Iterator[list[Pair]]:
    rows = np.asarray(targets, np.int64)
    found = [(rows[line[line != NOBODY]], line != NOBODY) for line in best.targets]
    if request.how == "matches":
        reasons: Reasons = MatchReasons(view)
    else:
        partners = {int(row) for partners, _ in found for row in partners}
        reasons = SimilarReasons(view, sorted({*sources, *partners}))
    for row, (partners, there), scores in zip(sources, found, best.scores, strict=True):
        yield list(reasons.pairs(row, partners.tolist(), scores[there].tolist()))


def _document(
    view: View,
    request: SimilarityRequest,
    sources: Sequence[int],
    targets: Sequence[int],
    pairs: Sequence[Sequence[Pair]],
) -> Document:
    listed = [pair for found in pairs for pair in found]
    rows = sorted({*sources, *targets})
    companies = view.store.load(view.connection, rows)
    good = [pair for pair in listed if is_good([rounded(pair.score)])]
    lucky = {company.id for pair in good for company in (pair.company, pair.partner)}
    sectors = by_sector(view.indexes, companies, lucky)
    regions = by_region(listed)
    scores = best_scores(found[0].score for found in pairs if found)
    everybody = _companies_table(view.indexes, companies, contacts=request.contacts)
    charts = (
        distribution(scores),
        grid(sectors, "companies"),
        grid(regions, "good_pairs"),
        _map(everybody),
    )
    return Document(
        KIND,
        provenance(view, request.parameters()),
        (_partners_table(listed, request), sectors, regions, scores, everybody),
        tuple(chart for chart in charts if chart is not None),
        {
            "companies": len(sources),
            "candidates": len(targets),
            "compared-pairs": len(sources) * len(targets),
            "listed-pairs": len(listed),
            "with-good-partner": len({pair.company.id for pair in good}),
        },
    )


def _partners_table(pairs: Sequence[Pair], request: SimilarityRequest) -> Table:
    columns = [
        Column("source_id", "id"),
        Column("source_name"),
        Column("source_country", "country"),
        Column("source_region", "region"),
        Column("source_city"),
        Column("rank", "count"),
        Column("partner_id", "id"),
        Column("partner_name"),
        Column("partner_country", "country"),
        Column("partner_region", "region"),
        Column("partner_city"),
        Column("score", "strength"),
    ]
    if request.how == "matches":
        columns += [
            Column("offers_what_is_sought", "strength"),
            Column("seeks_what_is_offered", "strength"),
        ]
    columns += [
        Column("source_words", language="source_words_language"),
        Column("source_words_language", hidden=True),
        Column("partner_words", language="partner_words_language"),
        Column("partner_words_language", hidden=True),
        Column("shared_sectors", "sector"),
    ]
    if request.contacts:
        columns += [Column("partner_website", "link"), Column("partner_contact")]
    return Table("partners", tuple(columns), tuple(_cells(pair, request) for pair in pairs), _GROUP)


def _cells(pair: Pair, request: SimilarityRequest) -> tuple[Cell, ...]:
    company, partner = pair.company, pair.partner
    sides: list[Cell] = [pair.forward, pair.backward] if request.how == "matches" else []
    contacts: list[Cell] = [partner.website, partner.contact] if request.contacts else []
    return (
        company.id,
        company.name,
        company.country,
        region_of(company) or company.region,
        company.city,
        pair.rank,
        partner.id,
        partner.name,
        partner.country,
        region_of(partner) or partner.region,
        partner.city,
        pair.score,
        *sides,
        *_words(company, pair.own),
        *_words(partner, pair.other),
        CODES.join(pair.divisions) or None,
        *contacts,
    )


def _words(company: Company, quote: Quote | None) -> tuple[Cell, Cell]:
    """The words of a quote and their language."""
    if quote is None:
        return None, None
    described = quote.field == "description"
    return quote.text, company.language if described else detect_language(quote.text)


def _companies_table(
    indexes: Indexes, companies: Mapping[int, Company], *, contacts: bool
) -> Table:
    rows = sorted(companies)
    places = projected(indexes.vectors.means.reconstruct_batch(indexes.vectors.positions(rows)))
    columns = [
        Column("id", "id"),
        Column("name"),
        Column("country", "country"),
        Column("region", "region"),
        Column("city"),
        Column("sectors", "sector"),
        Column("language", hidden=True),
        Column("description", language="language"),
        Column("map_x", "number", hidden=True),
        Column("map_y", "number", hidden=True),
    ]
    if contacts:
        columns += [Column("website", "link"), Column("contact")]
    listed = []
    for row, place in zip(rows, places.tolist(), strict=True):
        company = companies[row]
        codes = CODES.join(sector.code for sector in indexes.attributes.sectors_of(row))
        reached: list[Cell] = [company.website, company.contact] if contacts else []
        listed.append(
            (
                company.id,
                company.name,
                company.country,
                region_of(company) or company.region,
                company.city,
                codes or None,
                company.language,
                company.description,
                *place,
                *reached,
            )
        )
    return Table("companies", tuple(columns), tuple(listed))


def _map(companies: Table) -> PointMap:
    """The companies, or every n-th of them, where their texts put them; by country."""
    every = -(-len(companies.rows) // MAX_MAPPED)
    names, groups, xs, ys = (
        companies.column(column)[::every] for column in ("name", "country", "map_x", "map_y")
    )
    points = [
        Point(float(x or 0), float(y or 0), str(name), str(group))
        for name, group, x, y in zip(names, groups, xs, ys, strict=True)
    ]
    counted = Counter(point.group for point in points)
    ordered = sorted(counted, key=lambda group: (-counted[group], group))
    return PointMap("companies-map", companies.name, tuple(points), tuple(ordered), "country")

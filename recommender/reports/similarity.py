"""The similarity report: the best partners of every company of one side among those of another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from recommender.bulk.all_pairs import MEMORY, NOBODY, Best, Progress, Scorer, best_pairs, unheard
from recommender.bulk.match_scores import MatchScores
from recommender.bulk.parts import Parts
from recommender.bulk.reasons import MatchReasons, Pair, Reasons, SimilarReasons
from recommender.bulk.similar_scores import SimilarScores
from recommender.bulk.vector_scores import VectorScores
from recommender.errors import ReportError
from recommender.index_keeper import Indexes
from recommender.reports.choices import How
from recommender.reports.counting import (
    best_scores,
    by_region,
    by_sector,
    distribution,
    grid,
)
from recommender.reports.document import Document, Kind
from recommender.reports.partner_tables import (
    Listing,
    companies_map,
    companies_table,
    partners_table,
)
from recommender.reports.provenance import provenance
from recommender.reports.selecting import Chosen
from recommender.strength import is_good, rounded
from recommender.view import View

KIND = "similarity"

MAX_TOP = 1_000
MAX_LISTED = 1_000_000
"""Pairs of one report: a sheet of XLSX holds no more rows."""

_PARTS = ".mitra-parts"


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

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> "SimilarityRequest":
        """Read what `parameters` has written. Raises ReportError, FilterError and FileError."""
        if parameters["by"] not in get_args(How):
            raise ReportError("damaged-manifest", path=f"{KIND}.json")
        return cls(
            Chosen.parse(parameters["from"]),
            Chosen.parse(parameters["to"]),
            parameters["by"],
            parameters["top"],
            parameters["contacts"],
        )

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
    tell = progress or unheard
    scorer = _scorer(view, request.how, sources, targets)
    best = _best(view, request, scorer, (sources, targets), work, lambda share: tell(share / 2))
    reasons = _reasons(view, scorer, sources, best, targets)
    pairs = []
    for number, found in enumerate(_pairs(reasons, best, sources, targets), start=1):
        pairs.append(found)
        tell(0.5 + number / len(sources) / 2)
    return _document(view, request, sources, targets, pairs)


def _best(
    view: View,
    request: SimilarityRequest,
    scorer: Scorer,
    rows: tuple[Sequence[int], Sequence[int]],
    work: Path | None,
    progress: Progress,
) -> Best:
    """The best pairs of sources and targets, `rows` of both, from where a stopped run has left off."""
    top = min(request.top, len(rows[1]))
    parts = None
    if work is not None:
        about = {
            "report": KIND,
            "by": request.how,
            "top": top,
            "generation": view.indexes.generation,
            "fingerprints": _fingerprints(view.indexes),
            "sources": list(rows[0]),
            "targets": list(rows[1]),
        }
        parts = Parts(work / _PARTS, about)
    best = best_pairs(scorer, top, memory=request.memory, parts=parts, progress=progress)
    if parts is not None:
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


def _reasons(
    view: View, scorer: Scorer, sources: Sequence[int], best: Best, targets: Sequence[int]
) -> Reasons:
    if isinstance(scorer, MatchScores):
        needs = zip(scorer.sought, scorer.offered, strict=True)
        return MatchReasons(view, dict(zip(sources, needs, strict=True)))
    partners = np.unique(best.targets[best.targets != NOBODY])
    found = (targets[number] for number in partners.tolist())
    return SimilarReasons(view, sorted({*sources, *found}))


def _pairs(
    reasons: Reasons, best: Best, sources: Sequence[int], targets: Sequence[int]
) -> Iterator[list[Pair]]:
    for row, numbers, scores in zip(sources, best.targets, best.scores, strict=True):
        there = numbers != NOBODY
        partners = [targets[number] for number in numbers[there].tolist()]
        yield list(reasons.pairs(row, partners, scores[there].tolist()))


def _document(
    view: View,
    request: SimilarityRequest,
    sources: Sequence[int],
    targets: Sequence[int],
    pairs: Sequence[Sequence[Pair]],
) -> Document:
    listed = [pair for found in pairs for pair in found]
    rows = sorted({*sources, *targets})
    companies = view.load(rows)
    # A cosine is no probability: nothing is said of who is good.
    judged = request.how != "vectors"
    good = [pair for pair in listed if judged and is_good([rounded(pair.score)])]
    lucky = {company.id for pair in good for company in (pair.company, pair.partner)}
    sectors = by_sector(view.indexes, companies, lucky)
    measure: Kind = "probability" if judged else "number"
    regions = by_region(listed, measure)
    scores = best_scores((found[0].score for found in pairs if found), measure)
    listing = Listing(
        "strength" if judged else "number", request.how == "matches", request.contacts
    )
    everybody = companies_table(view.indexes, companies, contacts=request.contacts)
    charts = (
        distribution(scores),
        grid(sectors, "companies"),
        grid(regions, "good_pairs"),
        companies_map(everybody),
    )
    return Document(
        KIND,
        provenance(view, request.parameters()),
        (partners_table(listed, listing), sectors, regions, scores, everybody),
        tuple(chart for chart in charts if chart is not None),
        {
            "companies": len(sources),
            "candidates": len(targets),
            "compared-pairs": len(sources) * len(targets),
            "listed-pairs": len(listed),
            **({"with-good-partner": len({pair.company.id for pair in good})} if judged else {}),
        },
    )

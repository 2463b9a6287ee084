"""Making the report that a job is about, as its owner sees the catalogue."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from recommender.catalog import Catalog
from recommender.duplicates.report import duplicates_document
from recommender.filters import Filters
from recommender.merging.review import FILE as REVIEW
from recommender.merging.review import write_review
from recommender.reports.document import Document
from recommender.reports.potential import PotentialRequest, potential_report
from recommender.reports.selecting import Chosen
from recommender.reports.similarity import SimilarityRequest, similarity_report
from recommender.reports.writing import write_report
from service.jobs.job import ReportKind
from service.jobs.place import Place

COMPUTING = 0.9
"""Share of the work that is over when the report is to be written to its files."""


def chosen(values: Mapping[str, Any]) -> Chosen:
    """The companies that filters choose; as `mitra report --from` writes them in the report's words.

    Raises FilterError.
    """
    filters = Filters.parse(values)
    named = ((field.name, getattr(filters, field.name)) for field in fields(filters))
    words = tuple(f"{name}={','.join(listed)}" for name, listed in named if listed)
    return Chosen(filters, None, words)


def make_report(
    catalog: Catalog, kind: ReportKind, parameters: Mapping[str, Any], place: Place
) -> list[str]:
    """Make a report and write it; returns the names of the files.

    What a killed job has finished in the same folder is not made again. Raises ReportError, FilterError,
    QueryError, FileError and ForbiddenError.
    """
    if kind == "duplicates":
        return _duplicates(catalog, parameters, place)
    sources, targets = chosen(parameters["from"]), chosen(parameters["to"])
    with catalog.view() as view:
        if kind == "similarity":
            asked = SimilarityRequest(
                sources, targets, parameters["by"], parameters["top"], parameters["contacts"]
            )
            document = similarity_report(
                view, asked, work=place.folder, progress=lambda share: place.tell(share * COMPUTING)
            )
        else:
            wanted = PotentialRequest(sources, targets, parameters["by"])
            document = potential_report(
                view, wanted, progress=lambda share: place.tell(share * COMPUTING)
            )
    return _write(document, parameters, place)


def _duplicates(catalog: Catalog, parameters: Mapping[str, Any], place: Place) -> list[str]:
    found = catalog.duplicates(
        least=parameters["probability"], progress=lambda share: place.tell(share * COMPUTING)
    )
    review = place.folder / REVIEW
    review.unlink(missing_ok=True)  # a killed job's; nobody can have decided in it
    write_review(found, review, place.language, parameters["merge_from"])
    return [*_write(duplicates_document(found, place.language), parameters, place), REVIEW]


def _write(document: Document, parameters: Mapping[str, Any], place: Place) -> list[str]:
    dated = replace(document, created_at=datetime.now(UTC).replace(microsecond=0))
    written = write_report(dated, place.folder, place.language, parameters["formats"])
    return [path.name for path in (*written.files, written.manifest)]

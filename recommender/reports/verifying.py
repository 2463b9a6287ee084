"""Whether a report on the disk still holds: its files are as written, and it would be written again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recommender.bulk.all_pairs import Progress
from recommender.duplicates import find_duplicates
from recommender.duplicates.report import KIND as DUPLICATES
from recommender.duplicates.report import duplicates_document
from recommender.errors import ReportError
from recommender.reports.document import Document
from recommender.reports.manifest import Manifest, manifest_path, read_manifest
from recommender.reports.potential import KIND as POTENTIAL
from recommender.reports.potential import PotentialRequest, potential_report
from recommender.reports.provenance import provenance
from recommender.reports.similarity import KIND as SIMILARITY
from recommender.reports.similarity import SimilarityRequest, similarity_report
from recommender.stored_merges import kept_apart
from recommender.view import View

KINDS = (SIMILARITY, POTENTIAL, DUPLICATES)
"""Reports that can be made again from what they say of themselves."""

_Parameter = bool | int | float | str | Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What has become of a report.

    `unchanged`: catalogue and model are those that it was made of, so that it was not made again.
    `holds`: it says what it would say today.
    """

    manifest: Manifest
    unchanged: bool
    holds: bool


def kinds_in(folder: Path) -> list[str]:
    """The reports that lie in a folder. Raises ReportError where there is none."""
    found = [kind for kind in KINDS if manifest_path(folder, kind).is_file()]
    if not found:
        raise ReportError("no-report", kind=" / ".join(KINDS), folder=folder)
    return found


def verify(view: View, folder: Path, kind: str, *, progress: Progress | None = None) -> Verdict:
    """Compare a report's files with its manifest, and the report with the catalogue of today.

    Where catalogue or model have changed, the report is made again and the digests are compared.
    Raises ReportError where files are damaged, or a file of ids that it was made of has changed.
    """
    manifest = read_manifest(folder, kind)
    today = provenance(view, manifest.parameters)
    if (today.generation, today.fingerprint) == (manifest.generation, manifest.fingerprint):
        return Verdict(manifest, unchanged=True, holds=True)
    again = _remade(view, manifest, progress)
    return Verdict(manifest, unchanged=False, holds=again.digest() == manifest.digest)


def _remade(view: View, manifest: Manifest, progress: Progress | None) -> Document:
    if manifest.kind == DUPLICATES:
        least = float(str(manifest.parameters["probability"]))
        found = find_duplicates(view, least, kept_apart(view.connection), progress)
        return duplicates_document(found, manifest.language)
    request: SimilarityRequest | PotentialRequest
    if manifest.kind == SIMILARITY:
        request = SimilarityRequest.of(manifest.parameters)
    else:
        request = PotentialRequest.of(manifest.parameters)
    if _plain(request.parameters()) != _plain(manifest.parameters):
        raise ReportError("ids-changed", kind=manifest.kind)
    if isinstance(request, SimilarityRequest):
        return similarity_report(view, request, progress=progress)
    return potential_report(view, request, progress=progress)


def _plain(parameters: Mapping[str, _Parameter]) -> dict[str, object]:
    return {
        name: value if isinstance(value, str) or not isinstance(value, Sequence) else list(value)
        for name, value in parameters.items()
    }

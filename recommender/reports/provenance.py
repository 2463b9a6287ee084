"""Of what a report is made: enough to make it again."""

from collections.abc import Mapping, Sequence

from recommender.reports.document import Provenance
from recommender.view import View


def provenance(
    view: View, parameters: Mapping[str, str | int | float | bool | Sequence[str] | None]
) -> Provenance:
    """The catalogue's generation, the fingerprints of what its indexes were made with, the parameters."""
    indexes = view.indexes
    each = (indexes.vectors, indexes.lexical, indexes.attributes)
    fingerprint = " · ".join(index.fingerprint for index in each)
    return Provenance(indexes.generation, fingerprint, parameters)

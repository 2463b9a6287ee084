"""Making one company of several that a person has judged to be one, and taking it back.

Decisions come in a review file (`recommender.merging.review`); each group becomes one company
(`union`), all of them in one transaction (`merges`), and what they were before is kept
(`recommender.stored_merges`).
"""

from recommender.merging.merges import MergeReport, Merges

__all__ = ["MergeReport", "Merges"]

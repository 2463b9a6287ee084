"""From a file of companies, in whatever shape people keep it, to companies in the catalogue.

A reader gives records (`table`), columns are recognised (`columns`), cells converted (`cells`),
rows checked and saved (`importer`), and everything that was not saved is reported (`report`).
"""

from recommender.importing.importer import BATCH, ImportOptions, import_file
from recommender.importing.report import ImportReport, ImportStoppedError, Progress, Rejection

__all__ = [
    "BATCH",
    "ImportOptions",
    "ImportReport",
    "ImportStoppedError",
    "Progress",
    "Rejection",
    "import_file",
]

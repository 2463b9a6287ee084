"""From a file of companies, in whatever shape people keep it, to companies in the catalogue.

A reader gives records (`table`), columns are recognised (`columns`), cells converted (`cells`),
rows checked and saved (`importer`), and everything that was not saved is reported (`report`).
"""

from recommender.importing.importer import BATCH, Ahead, Source, import_file, import_table
from recommender.importing.report import ImportReport, ImportStoppedError, Progress, Rejection

__all__ = [
    "BATCH",
    "Ahead",
    "ImportReport",
    "ImportStoppedError",
    "Progress",
    "Rejection",
    "Source",
    "import_file",
    "import_table",
]

"""What can be chosen of a report, by the names that the command line has for it."""

from typing import Literal, TypeAlias

How: TypeAlias = Literal["similar", "matches", "vectors"]
"""As `Catalog.similar`, as `Catalog.matches`, or by the companies' vectors alone."""

By: TypeAlias = Literal["matches", "similar"]
"""How the potential of two sides is found: by what they seek and offer, or by what they do."""

Format: TypeAlias = Literal["html", "xlsx", "csv", "parquet"]
"""The files that a report is written to."""

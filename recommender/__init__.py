"""Companies, the catalogue they live in, and the partners found among them.

This package knows companies, files, filters and rankings, and the `mitra` command; it does not
know HTTP.

    >>> from recommender import Catalog
    >>> catalog = Catalog.open("mitra-data")
    >>> report = catalog.import_file("companies.csv")
    >>> page = catalog.search("pemasok komponen otomotif", filters={"country": "JP"})
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recommender.catalog import Catalog as Catalog
    from recommender.company import Company as Company

__all__ = ["Catalog", "Company"]


def __getattr__(name: str) -> object:
    # `mitra --help` imports this package and must not wait for databases and models.
    if name == "Catalog":
        from recommender.catalog import Catalog

        return Catalog
    if name == "Company":
        from recommender.company import Company

        return Company
    raise AttributeError(f"module 'recommender' has no attribute {name!r}")

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from recommender.reports.document import (
    Column,
    Distribution,
    Document,
    HeatMap,
    Point,
    PointMap,
    Provenance,
    Table,
)

MADE = datetime(2026, 11, 29, 10, 8, tzinfo=UTC)


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """A report of fictional companies with something of everything; fields can be replaced."""

    def make(**fields) -> Document:
        partners = Table(
            "partners",
            (
                Column("source_id", "id", under="source_name"),
                Column("source_name"),
                Column("rank", "count"),
                Column("partner_name", language="language"),
                Column("partner_website", "link", under="partner_name"),
                Column("score", "strength"),
                Column("covered", "share"),
                Column("distance", "number"),
                Column("asked", "flag"),
                Column("language", hidden=True),
            ),
            (
                (
                    "ID-1",
                    "PT Contoh Fiktif",
                    1,
                    "架空工業",
                    "a.example",
                    0.75,
                    0.5,
                    1234.5,
                    True,
                    "ja",
                ),
                (
                    "ID-1",
                    "PT Contoh Fiktif",
                    2,
                    "Fictional Ltd",
                    None,
                    0.1,
                    None,
                    None,
                    None,
                    "und",
                ),
                ("ID-2", "PT Fiktif Lain", 1, "Khayalan", "x y", 0.5, 0.125, -2.0, False, "id"),
            ),
            group=2,
        )
        regions = Table(
            "regions",
            (Column("region"), Column("JP-13", "count"), Column("JP-23", "count")),
            (("Jawa Barat", 3, None), ("Bali", 0, 12)),
        )
        given = {
            "kind": "example",
            "provenance": Provenance(7, "model-1", {"from": "country=ID", "top": 2}),
            "tables": (partners, regions),
            "charts": (
                HeatMap(
                    "places",
                    "regions",
                    ("Jawa Barat", "Bali"),
                    ("東京", "愛知"),
                    ((3, None), (0, 12)),
                    "count",
                ),
                Distribution("strengths", "partners", (0, 0.25, 0.5, 0.75, 1), (1, 0, 1, 1)),
                PointMap(
                    "near",
                    "partners",
                    (Point(0, 0, "PT Contoh Fiktif", "ID"), Point(1, 1, "架空工業", "JP")),
                    ("ID", "JP"),
                ),
            ),
            "facts": {"companies": 2, "share": 0.125, "note": "fiktif"},
            "fact_kinds": {"share": "share"},
            "created_at": MADE,
        }
        return Document(**{**given, **fields})

    return make

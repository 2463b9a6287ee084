"""The heat map of sectors and countries, a table whose cells lead to their companies."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from recommender.sectors import divisions
from service.access.scoped_route import needs
from service.pages.frame import Frame
from service.pages.page_route import PageRoute
from service.pages.rendering import render
from service.routes.forms import CatalogOfCaller

router = APIRouter(route_class=PageRoute)

COUNTRIES = 6
"""Columns: those with most companies."""

SHADES = 6
"""Of `recommender.reports.palette`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, how dark it is drawn, from 0, and the search that shows its companies."""

    count: int
    shade: int
    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A division."""

    name: str
    cells: tuple[Cell | None, ...]
    total: int


@router.get("/sectors", openapi_extra=needs("search"))
def sectors(request: Request, catalog: CatalogOfCaller) -> Response:
    """Where companies of each division are."""
    frame = Frame.of(request)
    words = frame.words
    grid = catalog.sector_grid(most=COUNTRIES)
    greatest = max(grid.counts.values(), default=1)
    rows = []
    for code in divisions():
        name = words.value("sector", code)
        title = name.removeprefix(f"{code} ")
        cells: list[Cell | None] = []
        for country in grid.countries:
            count = grid.counts.get((code, country.value), 0)
            # Square roots, because most numbers are small beside the greatest.
            shade = round((SHADES - 1) * (count / greatest) ** 0.5)
            pairs = (("q", title), ("sector", code), ("country", country.value))
            label = f"{name}, {words.value('country', country.value)}"
            cells.append(Cell(count, shade, frame.link("/", *pairs), label) if count else None)
        if any(cells):
            rows.append(Row(name, tuple(cells), sum(cell.count for cell in cells if cell)))
    countries = [(words.value("country", one.value), one.count) for one in grid.countries]
    return render(request, "sectors.html", rows=rows, countries=countries, total=grid.total)

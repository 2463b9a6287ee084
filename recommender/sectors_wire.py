"""The JSON of facets and sectors, which the command line prints and the service answers."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from recommender.regions import Region, regions
from recommender.results import Facets, FacetsPage, FacetValue, SectorsPage
from recommender.sectors import Sector, sectors


class FacetValueJson(BaseModel):
    """How many of the companies that satisfy the filters have a value."""

    value: str
    count: int


class NamesJson(BaseModel):
    """A name in each language."""

    en: str
    id: str
    ja: str


class NamedFacetValueJson(FacetValueJson):
    """The same of a code, with its name."""

    names: NamesJson


class FacetsJson(BaseModel):
    """What the companies that satisfy all filters have, the most frequent value first.

    `region` counts ISO 3166-2 codes, `sector` ISIC divisions, of which a company can have several.
    """

    country: list[FacetValueJson]
    region: list[NamedFacetValueJson]
    sector: list[NamedFacetValueJson]
    tier: list[FacetValueJson]
    language: list[FacetValueJson]

    @classmethod
    def of(cls, facets: Facets) -> "FacetsJson":
        """Write facets as JSON."""
        return cls(
            country=_counts(facets.country),
            region=_named_counts(facets.region, regions()),
            sector=_named_counts(facets.sector, sectors()),
            tier=_counts(facets.tier),
            language=_counts(facets.language),
        )


class FacetsAnswer(BaseModel):
    """How many companies satisfy the filters, and what they have."""

    generation: int
    total: int
    facets: FacetsJson

    @classmethod
    def of(cls, page: FacetsPage) -> "FacetsAnswer":
        """Write a page as JSON."""
        return cls(generation=page.generation, total=page.total, facets=FacetsJson.of(page.facets))


class SectorJson(BaseModel):
    """An ISIC division with its section, its title, and the number of its companies."""

    code: str
    section: str
    names: NamesJson
    count: int


class SectorsAnswer(BaseModel):
    """All 88 divisions. `total` counts the companies, of which one can be of several divisions."""

    generation: int
    total: int
    sectors: list[SectorJson]

    @classmethod
    def of(cls, page: SectorsPage) -> "SectorsAnswer":
        """Write a page as JSON."""
        listed = [
            SectorJson(
                code=counted.sector.code,
                section=counted.sector.section,
                names=_names(counted.sector),
                count=counted.count,
            )
            for counted in page.sectors
        ]
        return cls(generation=page.generation, total=page.total, sectors=listed)


def _counts(values: Iterable[FacetValue]) -> list[FacetValueJson]:
    return [FacetValueJson(value=counted.value, count=counted.count) for counted in values]


def _named_counts(
    values: Iterable[FacetValue], known: Mapping[str, Region | Sector]
) -> list[NamedFacetValueJson]:
    return [
        NamedFacetValueJson(
            value=counted.value, count=counted.count, names=_names(known[counted.value])
        )
        for counted in values
    ]


def _names(named: Region | Sector) -> NamesJson:
    return NamesJson(en=named.en, id=named.id, ja=named.ja)

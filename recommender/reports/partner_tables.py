"""The tables that companies and their partners are listed in, and their map."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings import detect_language
from recommender.bulk.reasons import Pair
from recommender.company import Company
from recommender.index_keeper import Indexes
from recommender.regions import region_of
from recommender.reports.document import CODES, Cell, Column, Kind, Point, PointMap, Table
from recommender.reports.projection import projected
from recommender.results import Quote

MAX_MAPPED = 3_000
"""Points of the map; of more companies it shows a part, evenly over the catalogue."""

_GROUP = 5


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed of pairs: what `score` is, both sides of a match, contacts."""

    score: Kind
    sides: bool
    contacts: bool


def partners_table(pairs: Sequence[Pair], listing: Listing) -> Table:
    """The partners of each company, in the order of the pairs; a group a company."""
    columns = [
        Column("source_id", "id"),
        Column("source_name"),
        Column("source_country", "country"),
        Column("source_region", "region"),
        Column("source_city"),
        Column("rank", "count"),
        Column("partner_id", "id", under="partner_name"),
        Column("partner_name"),
        Column("partner_country", "country", under="partner_name"),
        Column("partner_region", "region", under="partner_name"),
        Column("partner_city", under="partner_name"),
        Column("score", listing.score),
    ]
    if listing.sides:
        columns += [
            Column("offers_what_is_sought", "strength", under="score"),
            Column("seeks_what_is_offered", "strength", under="score"),
        ]
    columns += [
        Column("source_words", language="source_words_language"),
        Column("source_words_language", hidden=True),
        Column("partner_words", language="partner_words_language"),
        Column("partner_words_language", hidden=True),
        Column("shared_sectors", "sector", under="partner_words"),
    ]
    if listing.contacts:
        columns += [
            Column("partner_website", "link", under="partner_name"),
            Column("partner_contact", under="partner_name"),
        ]
    return Table("partners", tuple(columns), tuple(_cells(pair, listing) for pair in pairs), _GROUP)


def _cells(pair: Pair, listing: Listing) -> tuple[Cell, ...]:
    company, partner = pair.company, pair.partner
    sides: list[Cell] = [pair.forward, pair.backward] if listing.sides else []
    contacts: list[Cell] = [partner.website, partner.contact] if listing.contacts else []
    return (
        company.id,
        company.name,
        company.country,
        region_of(company) or company.region,
        company.city,
        pair.rank,
        partner.id,
        partner.name,
        partner.country,
        region_of(partner) or partner.region,
        partner.city,
        pair.score,
        *sides,
        *_words(company, pair.own),
        *_words(partner, pair.other),
        CODES.join(pair.divisions) or None,
        *contacts,
    )


def _words(company: Company, quote: Quote | None) -> tuple[Cell, Cell]:
    """The words of a quote and their language."""
    if quote is None:
        return None, None
    described = quote.field == "description"
    return quote.text, company.language if described else detect_language(quote.text)


def companies_table(indexes: Indexes, companies: Mapping[int, Company], *, contacts: bool) -> Table:
    """Companies by row: what they are, in their own words, and where they lie on the map."""
    rows = sorted(companies)
    places = projected(indexes.vectors.means.reconstruct_batch(indexes.vectors.positions(rows)))
    columns = [
        Column("id", "id", under="name"),
        Column("name"),
        Column("country", "country", under="name"),
        Column("region", "region", under="name"),
        Column("city", under="name"),
        Column("sectors", "sector", under="name"),
        Column("language", hidden=True),
        Column("description", language="language"),
        Column("map_x", "number", hidden=True),
        Column("map_y", "number", hidden=True),
    ]
    if contacts:
        columns += [Column("website", "link", under="name"), Column("contact", under="name")]
    listed = []
    for row, place in zip(rows, places.tolist(), strict=True):
        company = companies[row]
        codes = CODES.join(sector.code for sector in indexes.attributes.sectors_of(row))
        reached: list[Cell] = [company.website, company.contact] if contacts else []
        listed.append(
            (
                company.id,
                company.name,
                company.country,
                region_of(company) or company.region,
                company.city,
                codes or None,
                company.language,
                company.description,
                *place,
                *reached,
            )
        )
    return Table("companies", tuple(columns), tuple(listed))


def companies_map(companies: Table) -> PointMap:
    """The companies, or every n-th of them, where their texts put them; by country."""
    every = -(-len(companies.rows) // MAX_MAPPED)
    names, groups, xs, ys = (
        companies.column(column)[::every] for column in ("name", "country", "map_x", "map_y")
    )
    points = [
        Point(float(x or 0), float(y or 0), str(name), str(group))
        for name, group, x, y in zip(names, groups, xs, ys, strict=True)
    ]
    counted = Counter(point.group for point in points)
    ordered = sorted(counted, key=lambda group: (-counted[group], group))
    return PointMap("companies-map", companies.name, tuple(points), tuple(ordered), "country")

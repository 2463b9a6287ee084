"""A report of the bundled fictional companies, as the screenshots of the documentation show it.

Its figures are made up from the companies' sectors: it shows what a report looks like.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from embeddings import InterfaceLanguage, split_sentences
from recommender import Company
from recommender.bundled import bundled_files
from recommender.regions import region_code, regions
from recommender.reports.document import (
    Cell,
    Column,
    Distribution,
    Document,
    HeatMap,
    Point,
    PointMap,
    Provenance,
    Table,
)
from recommender.sectors import division
from recommender.strength import band

SOURCES = 12
PARTNERS = 5
SECTORS = 10
REGIONS = 8

COLUMNS = (
    Column("source_id", "id", under="source_name"),
    Column("source_name", language="source_words_language"),
    Column("source_city", under="source_name"),
    Column("source_region", under="source_name"),
    Column("source_country", under="source_name"),
    Column("source_description", language="source_words_language"),
    Column("rank", "count"),
    Column("partner_name", language="partner_words_language"),
    Column("partner_id", "id", under="partner_name"),
    Column("partner_city", under="partner_name"),
    Column("partner_region", under="partner_name"),
    Column("partner_country", under="partner_name"),
    Column("partner_website", "link", under="partner_name"),
    Column("score", "strength"),
    Column("offers_what_is_sought", "share"),
    Column("seeks_what_is_offered", "share"),
    Column("source_words", language="source_words_language"),
    Column("source_words_language", hidden=True),
    Column("partner_words", language="partner_words_language"),
    Column("partner_words_language", hidden=True),
    Column("shared_sectors"),
)
GROUP = 6


def sample_report(language: InterfaceLanguage) -> Document:
    """The report for readers of a language."""
    companies = _companies()
    japanese = [company for company in companies if company.country == "JP"]
    indonesian = [company for company in companies if company.country == "ID"]
    pairs = [
        (source, *found)
        for source in indonesian[:: len(indonesian) // SOURCES][:SOURCES]
        for found in enumerate(_partners(source, japanese), start=1)
    ]
    rows = [_row(source, rank, partner, language) for source, rank, partner in pairs]
    scores = [_score(source, partner) for source, _, partner in pairs]
    good = [
        (source, partner)
        for (source, _, partner), score in zip(pairs, scores, strict=True)
        if band(score) in {"strong", "good"}
    ]
    sectors, sector_chart = _sectors(companies, language)
    region_table, region_chart = _regions(good, language)
    return Document(
        kind="sample",
        provenance=Provenance(
            3, "mitra-trilingual-1", {"from": "country=ID", "to": "country=JP", "top": PARTNERS}
        ),
        tables=(Table("sample-partners", COLUMNS, tuple(rows), GROUP), sectors, region_table),
        charts=(
            _strengths(scores),
            sector_chart,
            region_chart,
            _map(companies, language),
        ),
        facts={
            "sample-companies": SOURCES,
            "sample-partners": len(pairs),
            "sample-good": len(good) / len(pairs),
        },
        fact_kinds={"sample-good": "share"},
        created_at=datetime(2026, 11, 29, 3, 0, tzinfo=UTC),
    )


def _companies() -> list[Company]:
    with bundled_files() as paths:
        return [
            Company.model_validate(json.loads(line))
            for path in paths
            for line in path.read_text("utf-8").splitlines()
        ]


def _chance(*names: str) -> float:
    """A number between 0 and 1 that is the same each time."""
    digest = hashlib.sha256("/".join(names).encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32


def _divisions(company: Company) -> list[str]:
    return list(dict.fromkeys(code[:2] for code in company.sectors if code[:2].isdigit()))


def _score(source: Company, partner: Company) -> float:
    alike = set(source.sectors) & set(partner.sectors)
    near = set(_divisions(source)) & set(_divisions(partner))
    chance = _chance(source.id, partner.id)
    return min(0.97, 0.05 + 0.25 * bool(near) + 0.18 * min(2, len(alike)) + 0.3 * chance**2)


def _partners(source: Company, others: Iterable[Company]) -> list[Company]:
    return sorted(others, key=lambda other: -_score(source, other))[:PARTNERS]


def _row(
    source: Company, rank: int, partner: Company, language: InterfaceLanguage
) -> tuple[Cell, ...]:
    shared = set(_divisions(source)) & set(_divisions(partner))
    return (
        source.id,
        source.name,
        source.city,
        source.region,
        source.country,
        source.description,
        rank,
        partner.name,
        partner.id,
        partner.city,
        partner.region,
        partner.country,
        partner.website,
        _score(source, partner),
        min(1.0, _score(source, partner) + 0.2 * _chance("offers", source.id, partner.id)),
        _score(source, partner) * _chance("seeks", source.id, partner.id) if shared else None,
        _first(source.seeks or source.description),
        source.language,
        _first(partner.offers or partner.description),
        partner.language,
        "; ".join(getattr(division(code), language) for code in sorted(shared)) or None,
    )


def _first(text: str) -> str:
    return split_sentences(text)[0].of(text)


def _strengths(scores: Sequence[float]) -> Distribution:
    steps = 20
    counts = Counter(min(steps - 1, int(score * steps)) for score in scores)
    return Distribution(
        "sample-strengths",
        "sample-partners",
        tuple(step / steps for step in range(steps + 1)),
        tuple(counts[step] for step in range(steps)),
    )


def _sectors(companies: Sequence[Company], language: InterfaceLanguage) -> tuple[Table, HeatMap]:
    counts = Counter(
        (code, company.country) for company in companies for code in _divisions(company)
    )
    totals = Counter(code for company in companies for code in _divisions(company))
    codes = [code for code, _ in totals.most_common(SECTORS)]
    titles = [f"{code} {getattr(division(code), language)}" for code in codes]
    countries = ("ID", "JP")
    values = tuple(tuple(counts[code, country] for country in countries) for code in codes)
    table = Table(
        "sample-sectors",
        (Column("sector"), *(Column(country, "count") for country in countries)),
        tuple((title, *row) for title, row in zip(titles, values, strict=True)),
    )
    chart = HeatMap("sample-sectors", table.name, tuple(titles), countries, values, "count")
    return table, chart


def _regions(
    pairs: Sequence[tuple[Company, Company]], language: InterfaceLanguage
) -> tuple[Table, HeatMap]:
    counts = Counter(
        (_region(source, language), _region(partner, language)) for source, partner in pairs
    )
    rows = _most_frequent(region for region, _ in counts.elements())
    columns = _most_frequent(region for _, region in counts.elements())
    table = Table(
        "sample-regions",
        (Column("source_region"), Column("partner_region"), Column("count", "count")),
        tuple((*pair, count) for pair, count in counts.most_common()),
    )
    values = tuple(tuple(counts[row, column] or None for column in columns) for row in rows)
    return table, HeatMap("sample-regions", table.name, rows, columns, values, "count")


def _region(company: Company, language: InterfaceLanguage) -> str:
    code = region_code(company.region or "")
    return getattr(regions()[code], language) if code else "–"


def _most_frequent(regions: Iterable[str]) -> tuple[str, ...]:
    return tuple(region for region, _ in Counter(regions).most_common(REGIONS))


def _map(companies: Sequence[Company], language: InterfaceLanguage) -> PointMap:
    first = [(company, _divisions(company)[0]) for company in companies if _divisions(company)]
    codes = [code for code, _ in Counter(code for _, code in first).most_common(5)]
    groups = {code: getattr(division(code), language) for code in codes}

    def near(code: str, axis: str, company: Company) -> float:
        spread = sum(_chance(axis, company.id, str(n)) for n in range(3)) / 3 - 0.5
        return min(1.0, max(0.0, 0.15 + 0.7 * _chance(axis, code) + 0.5 * spread))

    points = tuple(
        Point(near(code, "x", company), near(code, "y", company), company.name, groups[code])
        for company, code in first
        if code in groups
    )
    return PointMap("sample-map", "sample-partners", points, tuple(groups.values()))

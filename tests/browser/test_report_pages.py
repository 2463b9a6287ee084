"""Pages of reports in a real browser: they fit, show every text as it is, and load nothing."""

import re
from itertools import product
from pathlib import Path

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
from recommender.reports.page import visible
from recommender.reports.writing import write_report

pytestmark = pytest.mark.slow

LANGUAGES = ("id", "ja", "en")

HOSTILE = (
    "<script>alert(1)</script>",
    "</script></style></title></svg><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "<svg onload=alert(4)>",
    "javascript:alert(5)",
    "http://user:pass@evil.example/",
    "{{ 7 * 7 }}{% raise %}",
    "&lt;b&gt; &amp;amp;",
    "]]><!-- --><!DOCTYPE html>",
    "\x00\x01\x1b[31mred\x7f\x85",
    "\u202egnp.exe \u2067abc \u2069",
    "😀👩‍👩‍👧",
    "<r>a</r>",
    "=1+1",
    "W" * 400,
    "長" * 400,
    "Pertanggungjawabanketidakberkesinambungan " * 8,
    "a\r\nb\rc",
    " ",
    "",
)


def hostile() -> Document:
    """Every hostile text in every kind of place."""
    columns = (
        Column("source_name", language="language"),
        Column("source_id", "id", under="source_name"),
        Column("source_description"),
        Column("rank", "count"),
        Column("partner_name", language="language"),
        Column("partner_website", "link", under="partner_name"),
        Column("partner_id", "id"),
        Column("score", "strength"),
        Column("words"),
        Column("language", hidden=True),
    )
    rows = tuple(
        (text, text, text, n, text, text, text, 0.3, text, text) for n, text in enumerate(HOSTILE)
    )
    flat = Table("flat", columns[3:], tuple(row[3:] for row in rows))
    labels = tuple(text for text in HOSTILE if text.strip())
    values = tuple(tuple(float(n * m) for m in range(len(labels))) for n in range(len(labels)))
    return Document(
        "hostile",
        Provenance(1, "<b>", {text or "empty": text for text in HOSTILE}),
        (Table("grouped", columns, rows, group=3), flat),
        (
            HeatMap("heat", "flat", labels, labels, values),
            PointMap("map", "flat", tuple(Point(0.5, 0.5, text, text) for text in labels), labels),
            Distribution("bars", "flat", (0, 0.5, 1), (10**9, 1)),
        ),
        facts={text or "empty": text for text in HOSTILE},
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory, sample_report) -> dict[tuple[str, str], Path]:
    """The page of each document in each language."""
    found = {}
    for language in LANGUAGES:
        for document in (sample_report(language), hostile()):
            folder = tmp_path_factory.mktemp("pages")
            write_report(document, folder, language, ["html"])
            found[document.kind, language] = folder / f"{document.kind}.html"
    return found


@pytest.mark.parametrize(("kind", "language"), [*product(("sample", "hostile"), LANGUAGES)])
def test_a_page_fits_every_window_light_and_dark(pages, opened, misfits, kind, language):
    page = opened(pages[kind, language])
    assert misfits(page) == []


@pytest.mark.parametrize(
    ("kind", "language", "scheme", "width"),
    [
        ("sample", "ja", "light", 1280),
        ("sample", "id", "dark", 320),
        ("hostile", "en", "dark", 768),
    ],
)
def test_a_page_has_no_barriers_that_a_program_can_find(
    pages, opened, barriers, kind, language, scheme, width
):
    page = opened(pages[kind, language])
    page.set_viewport_size({"width": width, "height": 900})
    assert barriers(page, [scheme]) == ""


def test_a_chart_goes_on_in_a_box_of_its_own_on_a_phone_and_tables_do_not(pages, opened):
    page = opened(pages["sample", "id"])
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        scrolling = "b => b.scrollWidth > b.clientWidth + 1"
        boxes = f"s => [...document.querySelectorAll(s)].filter({scrolling}).length"
        assert page.evaluate(boxes, "section .box") == 0
        assert (page.evaluate(boxes, "figure .box") > 0) == (width == 320)


def shown_texts(document: Document) -> set[str]:
    texts = {
        cell
        for table in document.tables
        for row in table.rows
        for cell, column in zip(row, table.columns, strict=True)
        if isinstance(cell, str) and not column.hidden
    }
    texts |= {str(value) for value in document.facts.values() if isinstance(value, str)}
    for chart in document.charts:
        if isinstance(chart, PointMap):
            texts |= {point.label for point in chart.points} | set(chart.groups)
    return {visible(text) for text in texts}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_every_text_of_the_document_is_in_the_page_as_it_is(
    pages, opened, sample_report, kind, language
):
    document = sample_report(language) if kind == "sample" else hostile()
    page = opened(pages[kind, language])
    shown = page.evaluate("() => document.documentElement.textContent")
    assert {text for text in shown_texts(document) if text not in shown} == set()


def test_hostile_texts_make_no_elements_and_lead_nowhere(pages, opened):
    page = opened(pages["hostile", "en"])
    assert (
        page.locator("script, img, iframe, object, embed, form, [onload], [onerror]").count() == 0
    )
    addresses = page.evaluate("() => [...document.querySelectorAll('a')].map(a => a.href)")
    assert all("#" in address for address in addresses)


def test_a_page_says_the_language_of_each_text(pages, opened):
    page = opened(pages["sample", "ja"])
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.locator("h3 bdi[lang=id]").count() > 0
    assert page.locator("td bdi[lang=ja]").count() > 0
    assert page.locator("[lang=und]").count() == 0


def test_links_are_of_web_addresses_and_keep_where_they_come_from(pages, opened):
    page = opened(pages["sample", "en"])
    links = page.locator("td a")
    assert links.count() > 0
    for link in links.all():
        assert re.match("https?://", link.get_attribute("href"))
        assert "noopener" in link.get_attribute("rel")


def test_every_chart_has_a_name_a_description_and_the_table_behind_it(pages, opened):
    page = opened(pages["sample", "en"])
    charts = page.locator("figure")
    assert charts.count() == 4
    for chart in charts.all():
        drawing = chart.locator("svg[role=img]").first
        for part in drawing.get_attribute("aria-labelledby").split():
            assert page.locator(f"#{part}").text_content().strip()
        target = chart.locator(".behind a").get_attribute("href")
        assert page.locator(target).locator("table").count() > 0

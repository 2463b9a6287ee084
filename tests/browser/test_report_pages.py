"""Pages of reports in a real browser: they fit, show every text as it is, load nothing, and print."""

import re
from dataclasses import dataclass, field
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
SCHEMES = ("light", "dark")
WIDTHS = (320, 768, 1280)

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


@dataclass
class Watch:
    """What happens on a page that should not."""

    events: list[str] = field(default_factory=list)

    def over(self, page) -> None:
        def note(kind):
            return lambda event: self.events.append(f"{kind}: {event}")

        def requested(request):
            if not request.url.startswith(("data:", "file:")) or request.resource_type == "script":
                self.events.append(f"request: {request.url}")

        def said(message):
            self.events.append(f"console: {message.text}")

        page.on("request", requested)
        page.on("console", said)
        page.on("pageerror", note("error"))
        page.on("dialog", lambda dialog: (note("dialog")(dialog.message), dialog.dismiss()))


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


@pytest.fixture
def opened(browser):
    """Open a page of a width in a colour scheme; fail if anything happened on it that should not."""
    watch, contexts = Watch(), []

    def open_page(path: Path, width: int = 1280, scheme: str = "light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        page.goto(path.as_uri(), timeout=120_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.events == []


# Texts beyond the borders of the block that they are in, and drawn texts beyond their drawing.
OVERFLOWING = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const parent = node.parentElement;
    if (parent.closest("title, desc, details:not([open]) ol") || !parent.checkVisibility()) continue;
    if (parent.closest("thead") && getComputedStyle(parent.closest("thead")).position == "absolute") continue;
    const box = parent.closest("svg, td, th, dd, dt, p, li, h1, h2, h3, h4, summary, .under");
    const range = document.createRange();
    range.selectNodeContents(node);
    const outer = box.getBoundingClientRect();
    for (const inner of range.getClientRects()) {
      if (inner.width && (inner.left < outer.left - 1 || inner.right > outer.right + 1))
        found.push([node.data.slice(0, 40), inner.left, inner.right, outer.left, outer.right]);
    }
  }
  return found;
}
"""


@pytest.mark.parametrize(
    ("kind", "language", "scheme", "width"),
    [*product(("sample", "hostile"), LANGUAGES, SCHEMES, WIDTHS)],
)
def test_a_page_fits_its_window(pages, opened, kind, language, scheme, width):
    page = opened(pages[kind, language], width, scheme)
    sizes = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert sizes[0] <= sizes[1]
    assert page.evaluate(OVERFLOWING) == []


@pytest.mark.parametrize(
    ("kind", "language", "scheme", "width"),
    [
        ("sample", "ja", "light", 1280),
        ("sample", "id", "dark", 320),
        ("hostile", "en", "dark", 768),
    ],
)
def test_a_page_has_no_barriers_that_a_program_can_find(
    pages, opened, kind, language, scheme, width
):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(opened(pages[kind, language], width, scheme))
    assert found.violations_count == 0, found.generate_report()


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


# Paper

ROWS = 200


@pytest.fixture(scope="module")
def long_page(tmp_path_factory) -> Path:
    """A table of 200 rows of unequal height, each with a mark at its beginning and at its end."""
    words = "mesin press dan komponen logam untuk kendaraan bermotor "
    rows = tuple(
        (n, f"BEGIN{n:03} {words * (n % 25)} END{n:03}", f"LAST{n:03}") for n in range(ROWS)
    )
    columns = (Column("rank", "count"), Column("source_words"), Column("partner_words"))
    labels = tuple(f"ROW{n:02}" for n in range(26))
    numbers = tuple((1.0, 2.0) for _ in labels)
    document = Document(
        "long",
        Provenance(1, "model", {}),
        (Table("rows", columns, rows),),
        (HeatMap("heat", "rows", labels, ("LEFT", "RIGHT"), numbers, "count"),),
    )
    folder = tmp_path_factory.mktemp("long")
    write_report(document, folder, "en", ["html"])
    return folder / "long.html"


@pytest.fixture(scope="module")
def sheets(browser, long_page, tmp_path_factory) -> list[str]:
    """The text of each sheet of paper, printed from a dark screen."""
    import pypdfium2

    path = tmp_path_factory.mktemp("print") / "long.pdf"
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(long_page.as_uri())
    page.pdf(path=path, prefer_css_page_size=True)
    context.close()
    document = pypdfium2.PdfDocument(path)
    for sheet in document:
        assert sorted(map(round, sheet.get_size())) == [595, 842]  # A4 in points
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    document.close()
    return texts


def marks(text: str, name: str) -> set[str]:
    return set(re.findall(rf"{name}(\d+)", text))


def test_a_long_table_repeats_its_header_on_every_sheet(sheets):
    with_rows = [text for text in sheets if marks(text, "BEGIN")]
    assert len(with_rows) > 5
    for text in with_rows:
        for heading in ("Rank", "In the company's words", "In the partner's words"):
            assert heading in " ".join(text.split())


def test_no_row_is_cut_between_two_sheets(sheets):
    for text in sheets:
        assert marks(text, "BEGIN") == marks(text, "END") == marks(text, "LAST")
    assert len(set().union(*(marks(text, "BEGIN") for text in sheets))) == ROWS


def test_a_chart_stands_on_one_sheet_with_its_title(sheets):
    (whole,) = [text for text in sheets if marks(text, "ROW")]
    assert marks(whole, "ROW") == {f"{n:02}" for n in range(26)}
    assert "heat" in whole.splitlines()
    assert "26 rows, 2 columns" in whole


def test_a_table_too_wide_for_upright_paper_is_printed_sideways(pages, browser, tmp_path):
    import pypdfium2

    page = browser.new_page()
    page.goto(pages["sample", "en"].as_uri())
    page.pdf(path=tmp_path / "sample.pdf", prefer_css_page_size=True)
    page.close()
    document = pypdfium2.PdfDocument(tmp_path / "sample.pdf")
    for sheet in document:
        width, height = sheet.get_size()
        assert (width > height) == ("Rank Partner" in sheet.get_textpage().get_text_range())
    document.close()


def test_every_sheet_has_its_number(sheets):
    for number, text in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in text


def test_paper_is_white_though_the_screen_is_dark(browser, long_page):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(long_page.as_uri())
    colour = "() => getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(255, 255, 255)" != dark
    context.close()

"""Pages of real figures in a real browser: the potential, duplicates, an event's timetable, badges."""

import re
from itertools import product

import pytest

pytestmark = pytest.mark.slow

LANGUAGES = ("id", "ja", "en")
WINDOWS = {"id": ("dark", 320), "ja": ("light", 1280), "en": ("dark", 768)}
"""In which each language is searched for barriers, which takes seconds."""

KINDS = ("potential", "duplicates", "timetable", "badges")

# Pixels between the margins of A4: what is wider makes browsers print the whole page smaller.
UPRIGHT, SIDEWAYS = 680, 1009


@pytest.mark.parametrize(("kind", "language"), [*product(KINDS, LANGUAGES)])
def test_a_page_fits_every_window_and_has_no_barriers(
    sample_pages, opened, misfits, barriers, kind, language
):
    page = opened(sample_pages[kind, language])
    assert misfits(page) == []
    scheme, width = WINDOWS[language]
    page.set_viewport_size({"width": width, "height": 900})
    assert barriers(page, [scheme]) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["potential", "duplicates", "timetable"])
def test_no_table_scrolls_and_none_is_wider_than_its_paper(sample_pages, opened, kind, language):
    page = opened(sample_pages[kind, language])
    wider = "b => b.scrollWidth > b.clientWidth + 1"
    boxes = f"s => [...document.querySelectorAll(s)].filter({wider}).map(b => b.innerText)"
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(boxes, "section .box") == []
    page.emulate_media(media="print")
    for width, printed in ((UPRIGHT, "figure, .table:not(.wide) .box"), (SIDEWAYS, ".wide .box")):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(boxes, printed) == []


def test_the_potential_says_whom_it_compares_and_what_its_charts_show(sample_pages, opened):
    page = opened(sample_pages["potential", "ja"])
    assert page.locator(".sides").inner_text() == "インドネシア → 愛知県, 大阪府, 静岡県"
    sides = page.locator("#table-potential h3").all_text_contents()
    assert sides == ["インドネシア", "愛知県, 大阪府, 静岡県"]
    lines = page.locator("figure").first.locator(".axis").all_text_contents()
    assert "".join(lines).replace(" ", "") == "提携先候補の業種→業種↓"
    assert page.locator("figure svg[role=img]").count() == 2


def test_a_company_has_its_meetings_on_one_sheet(sample_pages, opened, printed):
    page = opened(sample_pages["timetable", "id"])
    groups = page.locator("#table-by-company .group")
    meetings = [
        (group.locator("h3").text_content(), group.locator("td:nth-child(2)").all_text_contents())
        for group in groups.all()
    ]
    assert len(meetings) == 24
    sheets = [" ".join(text.split()) for text in printed(page)]
    for company, times in meetings:
        assert times
        own = [text[text.index(company) :] for text in sheets if company in text]
        assert any(all(time in text for time in times) for text in own), company


@pytest.mark.parametrize("language", LANGUAGES)
def test_badges_are_printed_ten_a_sheet_and_none_is_cut(sample_pages, opened, printed, language):
    page = opened(sample_pages["badges", language], "dark")
    headings = page.locator("h2").all_inner_texts()
    place = page.locator(".when").first.inner_text()
    sheets = [re.sub(r"\s", "", text) for text in printed(page)]
    assert len(sheets) == -(-len(headings) // 10)
    for number, sheet in enumerate(sheets):
        own = headings[10 * number : 10 * number + 10]
        assert all(re.sub(r"\s", "", heading) in sheet for heading in own)
        assert sheet.count(re.sub(r"\s", "", place)) == len(own)


def test_names_on_badges_can_be_read_from_two_metres(sample_pages, opened):
    """At two metres an eye of full acuity tells letters of 3 mm; capitals are .7 of a font's size."""
    page = opened(sample_pages["badges", "ja"])
    size = "h => parseFloat(getComputedStyle(h).fontSize) * 25.4 / 96"
    sizes = page.locator("h2").evaluate_all(f"all => all.map({size})")
    assert min(sizes) * 0.7 > 4

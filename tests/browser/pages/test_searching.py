"""Searching in a real browser: by keyboard, without scripts, back and forth, in Japanese."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.slow

LANGUAGES = ("id", "ja", "en")

QUERIES = {
    "id": ("pemasok komponen otomotif", "Jepang"),
    "ja": ("自動車部品のプレス加工", "日本"),
    "en": ("stamped metal parts for cars", "Japan"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_search_to_export_by_keyboard_alone(opened, language, tab_to):
    query, japan = QUERIES[language]
    page = opened("/", language)
    page.keyboard.press("Tab") if page.evaluate("document.activeElement.id") != "q" else None
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.insert_text(query)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    tab_to(page, ".facets a[href*='country=JP']")
    assert japan in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**country=JP*")
    tab_to(page, ".results h3 a")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/companies/*")
    assert page.locator("h1").text_content() == name
    page.go_back()  # the key for it is the browser's own, not the page's
    page.wait_for_url("**country=JP*")
    tab_to(page, ".export a[href*='.csv']")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    rows = Path(started.value.path()).read_text("utf-8-sig")
    assert name in rows
    assert started.value.suggested_filename == "mitra.csv"


def test_the_first_tab_leads_past_the_navigation(opened):
    page = opened("/sectors")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_focus_is_seen(opened):
    page = opened("/?q=baja")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e),
              r = e.getBoundingClientRect();
              return [s.outlineStyle, parseFloat(s.outlineWidth), r.bottom > 0 && r.top < innerHeight] }"""
        )
        assert seen[0] == "solid"
        assert seen[1] >= 2
        assert seen[2]


def test_the_state_survives_reloading_going_back_and_sending_the_address_on(opened):
    page = opened("/")
    page.fill("#q", "pemasok baja di Aichi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    page.locator(".facets a[href*='language=ja']").first.click()
    page.wait_for_url("**language=ja*")
    address, shown = page.url, page.locator("main").inner_text()
    page.reload()
    assert page.locator("main").inner_text() == shown
    page.locator(".results h3 a").first.click()
    page.wait_for_url("**/companies/*")
    page.go_back()
    assert page.url == address
    assert page.locator("main").inner_text() == shown
    assert page.input_value("#q") == "pemasok baja di Aichi"
    page.go_back()
    assert "language=ja" not in page.url
    assert opened(address).locator("main").inner_text() == shown


def test_the_language_is_switched_without_losing_the_search(opened):
    page = opened("/?q=baja&country=JP", "id")
    page.locator("a[hreflang=ja]").click()
    page.wait_for_url("**lang=ja*")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["baja"], "country": ["JP"], "lang": ["ja"]}
    page.fill("#q", "鉄")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=%E9%89%84*")
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.locator(".chip").count() >= 1


def test_composing_japanese_sends_nothing_until_it_is_sent(opened, watch):
    page = opened("/", "ja")
    page.focus("#q")
    before = len(watch.requests)
    session = page.context.new_cdp_session(page)
    for text in ("じ", "じど", "じどう", "自動", "自動車"):
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    # The Enter key that ends a composition, as browsers tell of it.
    for composing, code in ((True, 229), (False, 229)):
        sent = page.evaluate(
            """([isComposing, keyCode]) => document.querySelector("#q").dispatchEvent(
              new KeyboardEvent("keydown", {key: "Enter", isComposing, keyCode, bubbles: true,
                                            cancelable: true}))""",
            [composing, code],
        )
        assert sent is False
    session.send("Input.insertText", {"text": "自動車部品"})
    page.wait_for_timeout(700)
    assert len(watch.requests) == before
    assert page.input_value("#q") == "自動車部品"
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    searches = [url for url in watch.requests[before:] if "q=" in url]
    assert len(searches) == 1


def test_the_pages_work_without_scripts(opened):
    page = opened("/", java_script_enabled=False)
    page.fill("#q", "komponen stamping")
    page.locator("button.main").click()
    page.locator(".results h3 a").first.click()
    page.locator(".compare a").first.click()
    assert page.locator(".profiles article").count() == 2


def test_japanese_lines_break_as_japanese_typesetters_break_them(opened):
    page = opened("/", "ja")
    style = page.evaluate(
        """() => { const s = getComputedStyle(document.querySelector("h1"));
          return [s.lineBreak, s.wordBreak, getComputedStyle(document.body).lineBreak] }"""
    )
    assert style == ["strict", "auto-phrase", "strict"]


def test_paper_has_the_content_without_the_controls(opened):
    page = opened("/companies/ID-001")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator("h1").is_visible()

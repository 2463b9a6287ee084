"""The widget in the pages of its hosts: every example of the documentation, in a real browser."""

import importlib.util
import json
import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from service.widget.files import newest

pytestmark = pytest.mark.slow

HOSTS = Path(__file__).parents[2] / "docs" / "example_hosts.py"
MITRA = Path(sys.executable).with_name("mitra")
LANGUAGES = ("id", "ja", "en")
SCHEMES = ("light", "dark")
PAUSE = 300  # milliseconds, as the widget waits for

WORDS = {
    "id": ("Mitra seperti apa yang Anda cari?", "Cari", "perusahaan paling cocok dari"),
    "ja": ("どのような提携先をお探しですか？", "検索", "社のうち、一致度の高い"),
    "en": ("What should your partner be or do?", "Search", "best of"),
}


@pytest.fixture(scope="module")
def sites(bundled, tmp_path_factory):
    """The examples as sites around a real service with a key."""
    if os.environ.get("CI"):
        assert shutil.which("php"), "needs PHP: apt install php-cli"
    spec = importlib.util.spec_from_file_location("example_hosts", HOSTS)
    hosts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hosts)
    data = tmp_path_factory.mktemp("widget") / "data"
    shutil.copytree(bundled.folder, data)
    with hosts.open_sites(data, (MITRA, "--data", data, "serve", "--port", 0)) as opened:
        yield opened


@dataclass
class Watch:
    """What happens on a page that should not, and what it asks the service."""

    allowed: tuple[str, ...]
    events: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def over(self, page) -> None:
        def requested(request):
            if not request.url.startswith(self.allowed):
                self.events.append(f"request: {request.url}")
            if "/v1/" in request.url and request.method != "OPTIONS":
                self.asked.append(request.post_data or request.url)

        page.on("request", requested)
        page.on("console", lambda message: self.events.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.events.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.events.append("dialog"), dialog.dismiss()))


@pytest.fixture
def opened(browser, sites):
    """Open a page; fail if anything happened on it that should not."""
    watch, contexts = Watch((sites.service, sites.host, sites.php or sites.host)), []

    def open_page(address: str, scheme: str = "light", width: int = 900, script: bool = True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.watch = watch
        watch.over(page)
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " (event) => console.error('policy: ' + event.violatedDirective + event.blockedURI))"
        )
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.events == []


def static(sites, language="id") -> str:
    return f"{sites.host}/static/index.html?lang={language}"


def box(page):
    return page.locator("mitra-search").get_by_role("searchbox")


def items(page, element="mitra-search"):
    return page.locator(element).get_by_role("listitem")


def search(page, words: str) -> None:
    box(page).fill(words)
    items(page).first.wait_for()


# A static page with a strict policy


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_searches_in_its_own_language(sites, opened, language):
    label, button, found = WORDS[language]
    page = opened(static(sites, language))
    widget = page.locator("mitra-search")
    assert widget.get_by_label(label).count() == 1
    assert widget.get_by_role("button", name=button, exact=True).count() == 1
    search(page, "pemasok komponen otomotif")
    assert items(page).count() == 5
    assert found in widget.get_by_role("status").text_content()


def test_the_partners_are_those_of_the_service_in_their_order(sites, opened, bundled):
    page = opened(static(sites))
    search(page, "jasa pelapisan logam untuk sekrup")
    expected = [r.company.name for r in bundled.search("jasa pelapisan logam untuk sekrup").results]
    assert items(page).get_by_role("link").all_text_contents() == expected[:5]


def test_choosing_a_partner_tells_the_page_which_may_show_it_itself(sites, opened):
    page = opened(static(sites))
    search(page, "精密金型")
    link = items(page).get_by_role("link").first
    name = link.text_content()
    link.click()
    assert page.url == static(sites)
    assert re.fullmatch(
        rf"{re.escape(name)} \((JP|ID)-\d+\)", page.locator("#chosen").text_content()
    )


def test_a_choice_that_the_page_leaves_alone_follows_the_link(sites, opened):
    page = opened(f"{sites.host}/wordpress/index.html")
    link = items(page).get_by_role("link").first
    link.wait_for()
    assert re.fullmatch(
        rf"{re.escape(sites.service)}/companies/(JP|ID)-\d+\?lang=en", link.get_attribute("href")
    )


def test_a_search_tells_the_page_what_was_asked_and_found(sites, opened):
    page = opened(static(sites))
    page.evaluate(
        "() => document.addEventListener('mitra-search', (event) => window.told = event.detail)"
    )
    search(page, "baja")
    assert page.evaluate("() => window.told") == {"query": "baja", "shown": 5, "total": 240}


def test_more_partners_follow_and_the_reader_stands_at_the_first_of_them(sites, opened):
    page = opened(static(sites))
    search(page, "baja")
    page.locator("mitra-search").get_by_role("button", name="Tampilkan lebih banyak").click()
    items(page).nth(9).wait_for()
    focused = "() => document.querySelector('mitra-search').shadowRoot.activeElement.textContent"
    assert page.evaluate(focused) == items(page).nth(5).get_by_role("link").text_content()
    names = items(page).get_by_role("link").all_text_contents()
    assert len(set(names)) == len(names) == 10


def test_one_request_is_made_for_each_pause_in_writing(sites, opened):
    page = opened(static(sites))
    box(page).press_sequentially("pemasok komponen", delay=20)
    items(page).first.wait_for()
    page.wait_for_timeout(2 * PAUSE)
    assert [json.loads(body)["query"] for body in page.watch.asked] == ["pemasok komponen"]


def test_an_answer_that_comes_too_late_is_not_shown(sites, opened):
    page = opened(static(sites))
    held = []

    def hold_back(route):
        if "slow" in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.route("**/v1/search", hold_back)
    box(page).fill("slow baja")
    page.wait_for_timeout(2 * PAUSE)
    search(page, "rotan")
    names = items(page).get_by_role("link").all_text_contents()
    for route in held:
        route.continue_()
    page.wait_for_timeout(2 * PAUSE)
    assert held
    assert items(page).get_by_role("link").all_text_contents() == names
    page.watch.events.clear()  # the browser may say that a request was ended


def test_composing_japanese_sends_no_request_until_the_words_are_written(sites, opened):
    page = opened(static(sites, "ja"))
    box(page).focus()
    session = page.context.new_cdp_session(page)
    for text in ("せ", "せい", "せいみつ", "精密"):
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
        page.wait_for_timeout(PAUSE + 100)
    assert page.watch.asked == []
    session.send("Input.insertText", {"text": "精密"})
    items(page).first.wait_for()
    assert [json.loads(body)["query"] for body in page.watch.asked] == ["精密"]


def test_emptying_the_box_empties_the_list(sites, opened):
    page = opened(static(sites))
    search(page, "baja")
    box(page).fill("")
    items(page).first.wait_for(state="detached")
    assert page.locator("mitra-search").get_by_role("status").text_content() == ""


def test_a_page_that_changes_the_filters_gets_other_partners(sites, opened):
    page = opened(static(sites))
    search(page, "baja")
    page.locator("mitra-search").evaluate("(widget) => widget.filters = 'country=JP&country=JP'")
    page.wait_for_function(
        """() => {
          const shown = document.querySelector("mitra-search").shadowRoot;
          const facts = [...shown.querySelectorAll("[part=facts]")].map((one) => one.textContent);
          return facts.length && facts.every((fact) => fact.startsWith("Jepang"));
        }"""
    )
    assert len(page.watch.asked) == 2
    partners = opened(f"{sites.host}/wordpress/index.html").locator("mitra-partners")
    partners.get_by_role("link", name="株式会社サナゲ順送").wait_for()
    partners.evaluate("(widget) => { widget.company = 'ID-001'; widget.kind = 'matches'; }")
    partners.get_by_role("link", name="株式会社ハギモト精鈑").wait_for()


def test_what_was_read_from_a_query_is_shown_and_can_be_taken_back(sites, opened):
    page = opened(static(sites, "en"))
    search(page, "stamping parts in Aichi")
    chip = page.locator("mitra-search").get_by_role("button", name=re.compile("Do not apply"))
    assert "Aichi" in chip.text_content()
    chip.click()
    chip.wait_for(state="detached")
    assert json.loads(page.watch.asked[-1])["ignore"] == ["place"]


def test_searching_and_choosing_needs_no_mouse(sites, opened):
    page = opened(static(sites))
    page.keyboard.press("Tab")
    page.keyboard.type("baja")
    page.keyboard.press("Enter")
    items(page).first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#chosen").text_content()


def test_texts_say_their_language(sites, opened):
    page = opened(static(sites, "en"))
    search(page, "自動車用プレス部品を現地生産できる協力会社")
    widget = page.locator("mitra-search")
    assert widget.locator(".frame").get_attribute("lang") == "en"
    reasons = widget.locator("[part=reason] span[lang]")
    languages = {reason.get_attribute("lang") for reason in reasons.all()}
    assert languages <= {"id", "ja", "en"}
    assert len(languages) > 1
    for reason in reasons.all():
        if re.search("[ぁ-んァ-ヶ]", reason.text_content()):
            assert reason.get_attribute("lang") == "ja"


def test_the_page_without_scripts_leads_to_the_search_of_the_service(sites, opened):
    page = opened(static(sites), script=False)
    form = page.locator("noscript form")
    assert form.get_attribute("action") == f"{sites.service}/"
    assert form.locator("[name=q]").count() == 1


# Errors


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "tidak lagi berhak mencari"),
        (403, "tidak lagi berhak mencari"),
        (429, "banyak yang sedang mencari"),
        (503, "banyak yang sedang mencari"),
        (500, "Terjadi kesalahan"),
        (200, "Terjadi kesalahan"),
        (0, "tidak dapat dihubungi"),
    ],
)
def test_an_error_is_a_sentence_and_can_be_tried_again(sites, opened, status, said):
    page = opened(static(sites))
    page.route(
        "**/v1/search",
        lambda route: (
            route.fulfill(
                status=status,
                body="<html>",
                headers={"Access-Control-Allow-Origin": "*"},
            )
            if status
            else route.abort()
        ),
    )
    page.evaluate(
        "() => document.addEventListener('mitra-error', (event) => window.told = event.detail)"
    )
    box(page).fill("baja")
    alert = page.locator("mitra-search").get_by_role("alert")
    alert.get_by_role("button").wait_for()
    assert said in alert.text_content()
    assert page.evaluate("() => window.told.status") == status
    page.unroute("**/v1/search")
    alert.get_by_role("button", name="Coba lagi").click()
    items(page).first.wait_for()
    assert alert.text_content().strip() == ""
    page.watch.events.clear()  # the browser itself writes failed requests to the console


def test_what_the_service_says_of_a_query_is_shown_in_the_readers_language(sites, opened):
    page = opened(static(sites))
    page.locator("mitra-search").evaluate("(widget) => widget.filters = 'country=Atlantis'")
    box(page).fill("baja")
    alert = page.locator("mitra-search").get_by_role("alert")
    alert.get_by_role("button").wait_for()
    assert "Atlantis" in alert.text_content()
    page.watch.events.clear()  # as above


@pytest.mark.parametrize("server", ["javascript:alert(1)//", "data:text/html,x", "http://["])
def test_a_server_that_is_no_web_address_is_never_asked(sites, opened, server):
    page = opened(static(sites))
    page.locator("mitra-search").evaluate("(widget, server) => widget.server = server", server)
    box(page).fill("baja")
    alert = page.locator("mitra-search").get_by_role("alert")
    alert.locator("span").wait_for()
    assert "belum disiapkan" in alert.text_content()
    assert page.watch.asked == []


@pytest.mark.parametrize("address", ["javascript:alert('{id}')", "data:text/html,{id}", "http://["])
def test_a_link_that_would_run_as_a_script_leads_nowhere(sites, opened, address):
    page = opened(static(sites))
    page.locator("mitra-search").evaluate("(widget, to) => widget.companyUrl = to", address)
    search(page, "baja")
    links = page.locator("mitra-search li a")
    assert {link.get_attribute("href") for link in links.all()} == {None}


# Hostile data and hostile pages

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "<svg onload=alert(3)>",
    "javascript:alert(4)",
    "{{ 7 * 7 }} ${alert(5)}",
    "&lt;b&gt; &amp;amp;",
    "\u202egnp.exe",
    "W" * 400,
    "長" * 400,
)


def test_hostile_texts_are_shown_as_they_are(sites, opened):
    results = [
        {
            "rank": n,
            "id": text,
            "name": text,
            "country": text,
            "language": text,
            "score": 0.4999,
            "band": "possible",
            "sectors": [{"code": text}],
            "reasons": [
                {"kind": "passage", "partner": {"field": text, "text": text}},
                {"kind": "phrases", "answers": [], "missing": [{"field": "query", "text": text}]},
                {"kind": "fit", "seeker": "own", "partner": {"field": text, "text": text}},
            ],
        }
        for n, text in enumerate(HOSTILE)
    ]
    answer = {
        "language": HOSTILE[1],
        "total": len(results),
        "good_partner_found": True,
        "facets": {"sector": [{"value": text[:2], "names": {"id": text}} for text in HOSTILE]},
        "understood": [
            {"aspect": text, "applied": True, "quote": {"field": "query", "text": text}}
            for text in HOSTILE
        ],
        "results": results,
    }
    page = opened(static(sites), width=320)
    page.route(
        "**/v1/search",
        lambda route: route.fulfill(json=answer, headers={"Access-Control-Allow-Origin": "*"}),
    )
    search(page, "baja")
    names = items(page).get_by_role("link")
    assert names.all_text_contents() == list(HOSTILE)
    # No percentage says more than the word: 50 % would be "good".
    assert all("49" in text for text in page.locator("mitra-search .score").all_text_contents())
    assert page.locator("mitra-search :is(img, svg, script, iframe)").count() == 0
    for link in names.all():
        assert link.get_attribute("href").startswith(f"{sites.host}/static/anggota.html?id=")
    page.wait_for_timeout(PAUSE)
    sizes = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    wide, window = page.evaluate(sizes)
    assert wide <= window


def test_a_page_of_hostile_styles_and_libraries_changes_nothing(sites, opened):
    page = opened(f"{sites.host}/wordpress/index.html")
    items(page).first.wait_for()
    items(page, "mitra-partners").first.wait_for()
    assert items(page).count() == 3
    assert items(page, "mitra-partners").count() == 2
    asked = [json.loads(body) for body in page.watch.asked if body.startswith("{")]
    assert asked == [
        {
            "query": "aluminium die casting for motorcycles",
            "limit": 3,
            "offset": 0,
            "ignore": [],
            "filters": {},
        }
    ]
    look = """(widget) => {
      const style = (part) => {
        const {
          color, fontSize, fontStyle, fontFamily, letterSpacing, textTransform, float, transform,
          textAlign, wordSpacing, cursor
        } = getComputedStyle(widget.shadowRoot.querySelector(part));
        return [color, fontSize, fontStyle, fontFamily, letterSpacing, textTransform, float,
          transform, textAlign, wordSpacing, cursor];
      };
      return ["input", "label", "button", "li", "a", ".reason", ".frame"].map(style);
    }"""
    hostile = page.locator("mitra-search").evaluate(look)
    plain = opened(static(sites, "en"))
    plain.evaluate("() => document.styleSheets[0].disabled = true")
    plain.locator("mitra-search").evaluate("(widget) => widget.removeAttribute('style')")
    search(plain, "aluminium die casting for motorcycles")
    assert plain.locator("mitra-search").evaluate(look) == hostile


def test_the_widget_leaves_nothing_in_the_page(sites, opened):
    page = opened(f"{sites.host}/static/portal.css")
    names = "() => Object.getOwnPropertyNames(window).sort()"
    before = page.evaluate(names)
    page.add_script_tag(url=f"{sites.service}/{newest().path}")
    assert page.evaluate("() => !!customElements.get('mitra-search')")
    assert page.evaluate(names) == before
    page.add_script_tag(url=f"{sites.service}/{newest().path}")  # twice does no harm


def test_messages_of_other_windows_are_ignored(sites, opened):
    page = opened(static(sites))
    search(page, "baja")
    before = page.locator("mitra-search").evaluate("(widget) => widget.shadowRoot.innerHTML")
    page.evaluate(
        """async () => {
          const frame = document.createElement("iframe");
          for (const data of ["mitra-select", {type: "mitra-search", query: "x"}, {key: "x"}]) {
            window.postMessage(data, "*");
            dispatchEvent(new MessageEvent("message", {data, origin: "https://evil.example"}));
          }
          await new Promise((done) => setTimeout(done, 100));
        }"""
    )
    after = page.locator("mitra-search").evaluate("(widget) => widget.shadowRoot.innerHTML")
    assert after == before


def test_a_file_that_was_changed_on_its_way_is_not_run(sites, opened):
    page = opened("about:blank")
    page.route(
        f"**/{newest().path}",
        lambda route: route.fulfill(
            body=newest().content + b"\nwindow.stolen = true;",
            headers={"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"},
        ),
    )
    page.goto(static(sites))
    assert page.evaluate("() => [!!customElements.get('mitra-search'), 'stolen' in window]") == [
        False,
        False,
    ]
    assert any("integrity" in event for event in page.watch.events)
    page.watch.events.clear()


# A page in PHP, which signs a token


def test_a_page_in_php_shows_what_its_token_allows_and_nothing_else(sites, opened):
    if sites.php is None:
        pytest.skip("needs PHP: apt install php-cli")
    page = opened(f"{sites.php}/index.php?id=JP-001&name=%3Cb%3E%E4%BE%8B")
    items(page, "mitra-partners").first.wait_for()
    assert items(page, "mitra-partners").count() == 3
    facts = page.locator("mitra-partners [part=facts]").all_text_contents()
    assert all(fact.startswith("日本") for fact in facts)
    assert sites.secret.text not in page.content()
    assert page.locator("h1").text_content() == "<b>例"
    # A visitor who asks for more gets nobody.
    page.locator("mitra-partners").evaluate("(widget) => widget.filters = 'country=ID'")
    status = page.locator("mitra-partners").get_by_text("該当する企業はありません")
    status.wait_for()
    assert items(page, "mitra-partners").count() == 0


# Barriers and colours


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_the_widget_has_no_barriers_that_a_program_can_find(
    sites, opened, language, barriers
):
    page = opened(static(sites, language), width=320)
    search(page, "stamping parts in Aichi")
    assert barriers(page) == ""


def test_a_page_in_php_has_no_barriers_that_a_program_can_find(sites, opened, barriers):
    if sites.php is None:
        pytest.skip("needs PHP: apt install php-cli")
    page = opened(f"{sites.php}/index.php", width=320)
    items(page, "mitra-partners").first.wait_for()
    assert barriers(page) == ""


@pytest.mark.parametrize("what", ["company=ID-001", "q=baja"])
def test_a_frame_has_no_barriers_that_a_program_can_find(sites, opened, what, barriers):
    page = opened(f"{sites.service}/embed?key_id={sites.key.id}&lang=ja&{what}", width=320)
    page.get_by_role("listitem").first.wait_for()
    assert barriers(page) == ""


def test_the_colours_follow_those_of_the_page(sites, opened):
    background = """(widget) =>
      getComputedStyle(widget.shadowRoot.querySelector(".frame")).backgroundColor"""
    seen = {}
    for scheme in SCHEMES:
        page = opened(f"{sites.host}/wordpress/index.html", scheme)
        items(page).first.wait_for()
        seen["of a page that is light only", scheme] = page.locator("mitra-search").evaluate(
            background
        )
        page.evaluate(
            "() => document.documentElement.style.setProperty('color-scheme', 'dark', 'important')"
        )
        seen["of a page that is dark", scheme] = page.locator("mitra-search").evaluate(background)
    assert set(seen.values()) == {"rgb(255, 255, 255)", "rgb(20, 25, 29)"}
    assert len({colour for (of, _), colour in seen.items() if "only" in of}) == 1


# Frames


def test_a_frame_shows_the_partners_of_a_company(sites, opened):
    page = opened(f"{sites.host}/wordpress/index.html")
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    frame.get_by_role("listitem").first.wait_for()
    assert frame.get_by_role("listitem").count() == 2
    assert frame.get_by_role("heading").count() == 1


def test_a_frame_is_not_shown_by_the_page_of_another(sites, opened):
    page = opened(static(sites).replace("127.0.0.1", "localhost"))
    page.watch.events.clear()
    page.evaluate(
        """(address) => {
          const frame = document.createElement("iframe");
          frame.src = address;
          document.body.append(frame);
        }""",
        f"{sites.service}/embed?key_id={sites.key.id}",
    )
    page.wait_for_timeout(1000)
    assert any("frame" in event for event in page.watch.events)
    page.watch.events.clear()

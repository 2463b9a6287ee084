"""A real browser, pages to open in it, and what is looked at on each of them."""

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest

from recommender.reports.document import Document

CHROMIUM = Path("/usr/bin/chromium")
DOCS = Path(__file__).parents[2] / "docs"
SCHEMES = ("light", "dark")
WIDTHS = (320, 768, 1280)


# Not for the session: while Playwright runs, no other test can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.sync_api.Browser"]:  # noqa: F821 - imported below
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("needs Chromium: apt install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=120_000
        )
        yield launched
        launched.close()


def of_the_documentation(name: str) -> ModuleType:
    """A module that the screenshots of the documentation are made with."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample_report() -> Callable[..., Document]:
    """The report that the documentation shows, for readers of a language."""
    return of_the_documentation("sample_report").sample_report


@pytest.fixture(scope="session")
def sample_pages(tmp_path_factory, embedder) -> dict[tuple[str, str], Path]:
    """Pages of the bundled companies by kind and language: potential, duplicates, an event's."""
    module = of_the_documentation("sample_pages")
    made = module.sample_pages(
        tmp_path_factory.mktemp("sample-pages"), embedder, "region=Aichi,Osaka,Shizuoka"
    )
    found = {}
    for language in ("id", "ja", "en"):
        folder = tmp_path_factory.mktemp(language)
        made.write(folder, language)
        found |= {(kind, language): folder / f"{kind}.html" for kind in module.KINDS}
    return found


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


@pytest.fixture
def opened(browser):
    """Open a page in a colour scheme; fail if anything happened on it that should not."""
    watch, contexts = Watch(), []

    def open_page(path: Path, scheme: str = "light"):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        page.goto(path.as_uri(), timeout=120_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.events == []


# A page wider than its window, texts beyond the borders of the block that they are in, drawn texts
# beyond their drawing, and badges that do not hold what stands on them.
MISFITS = """
() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(["page", root.scrollWidth, root.clientWidth]);
  for (const badge of document.querySelectorAll(".badge"))
    if (badge.scrollHeight > badge.clientHeight + 1) found.push([badge.innerText]);
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


@pytest.fixture(scope="session")
def misfits() -> Callable[..., list]:
    """What does not fit on an open page, in windows of all widths, light and dark."""

    def look(page) -> list:
        found = []
        for scheme, width in product(SCHEMES, WIDTHS):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            found += [(scheme, width, *one) for one in page.evaluate(MISFITS)]
        return found

    return look


AXE_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@pytest.fixture(scope="session")
def barriers() -> Callable[..., str]:
    """What keeps people from using a page as it stands, as far as axe finds it; "" for nothing."""
    from axe_playwright_python.sync_playwright import Axe

    # Told of what is right as well, the browser describes each element of the page.
    options = {"runOnly": AXE_RULES, "resultTypes": ["violations"]}
    # Parts outside the window need not be laid out; then they have no place in which links have a size.
    lay_all_out = """() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { content-visibility: visible !important }");
      document.adoptedStyleSheets.push(sheet);
    }"""

    def look(page, schemes=SCHEMES) -> str:
        said = []
        page.evaluate(lay_all_out)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page, options=options)
            if found.violations_count:
                said.append(f"{scheme}: {found.generate_report()}")
        return "".join(said)

    return look


@pytest.fixture
def printed(tmp_path) -> Callable[..., list[str]]:
    """The text of each sheet of A4 paper that an open page takes."""
    import pypdfium2

    def print_page(page) -> list[str]:
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
        for sheet in document:
            assert sorted(map(round, sheet.get_size())) == [595, 842]  # A4 in points
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
        document.close()
        return texts

    return print_page

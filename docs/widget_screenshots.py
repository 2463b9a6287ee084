"""Draws the widget in the pages of its hosts, over the bundled fictional companies.

    python docs/widget_screenshots.py [FOLDER]

Needs Chromium, PHP, fonts for Japanese, and the packages of `mitra[dev]`. Writes
docs/screenshots/widget-*.png.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from example_hosts import Sites, open_sites
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from recommender import Catalog
from recommender.bundled import bundled_files

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
MITRA = Path(sys.executable).with_name("mitra")
CHROMIUM = "/usr/bin/chromium"
COLOURS = 64


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a site's page; `query` is written into its search box."""

    name: str
    site: Literal["host", "php", "service"]
    path: str
    query: str = ""
    scheme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = (900, 900)


SHOTS = (
    Shot("widget-static-id", "host", "static/index.html", "pemasok komponen otomotif"),
    Shot("widget-wordpress-en", "host", "wordpress/index.html", size=(900, 1250)),
    Shot("widget-php-ja-dark", "php", "index.php", scheme="dark", size=(390, 844)),
)


def main() -> None:
    """Write all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        data = Path(temporary) / "data"
        with Catalog.open(data) as catalog, bundled_files() as paths:
            for path in paths:
                catalog.import_file(path)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with open_sites(data, (MITRA, "--data", data, "serve", "--port", 0)) as sites:
            for shot in SHOTS:
                _draw(browser, sites, shot, folder / f"{shot.name}.png")
        browser.close()


def _draw(browser: Browser, sites: Sites, shot: Shot, path: Path) -> None:
    width, height = shot.size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=shot.scheme)
    address = getattr(sites, shot.site)
    page.goto(f"{address}/{shot.path.format(key=sites.key.id)}")
    if shot.query:
        page.get_by_role("searchbox").fill(shot.query)
    page.get_by_role("listitem").first.wait_for()
    if frame := page.query_selector("iframe"):
        frame.scroll_into_view_if_needed()
        page.frame_locator("iframe").get_by_role("listitem").first.wait_for()
        page.evaluate("() => scrollTo(0, 0)")
    page.screenshot(path=path)
    page.close()
    picture = Image.open(path).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()

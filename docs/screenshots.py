"""Draws the sample report as people see it: in three languages, on screens and on paper.

    python docs/screenshots.py

Needs Chromium, fonts for Japanese, and the packages of `mitra[dev]`. Writes docs/screenshots/*.png.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from sample_report import sample_report

from embeddings import InterfaceLanguage
from recommender.reports.writing import write_report

FOLDER = Path(__file__).parent / "screenshots"
CHROMIUM = "/usr/bin/chromium"
COLOURS = 64


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: of the top of a page, or of what a link leads to, in a window of this size."""

    name: str
    language: InterfaceLanguage
    scheme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = (1280, 900)
    at: str | None = None


SHOTS = (
    Shot("screen-en", "en"),
    Shot("partners-id", "id", at="group-sample-partners-1"),
    Shot("charts-ja-dark", "ja", "dark", at="chart-sample-sectors"),
    Shot("phone-id", "id", size=(390, 844), at="group-sample-partners-1"),
    Shot("phone-ja-dark", "ja", "dark", (390, 844)),
)

PRINTED: tuple[tuple[str, InterfaceLanguage, str], ...] = (
    ("print-ja", "ja", "#group-sample-partners-2 h3"),
    ("print-en", "en", "#chart-sample-map h2"),
)
"""Sheets of paper: name, language, and the heading that stands on it."""


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language in ("id", "ja", "en"):
            write_report(sample_report(language), folder / language, language, ["html"])
        for shot in SHOTS:
            page = browser.new_page(
                viewport={"width": shot.size[0], "height": shot.size[1]},
                color_scheme=shot.scheme,
                device_scale_factor=1,
            )
            address = (folder / shot.language / "sample.html").as_uri()
            page.goto(f"{address}#{shot.at}" if shot.at else address)
            path = folder / f"{shot.name}.png"
            page.screenshot(path=path)
            _save(Image.open(path), shot.name)
            page.close()
        for name, language, heading in PRINTED:
            page = browser.new_page()
            page.goto((folder / language / "sample.html").as_uri())
            _save(_sheet(page, folder / f"{name}.pdf", heading), name)
            page.close()
        browser.close()


def _sheet(page: Page, path: Path, heading: str) -> Image.Image:
    """The last sheet of paper on which a heading stands; the first may have the contents."""
    title = page.locator(heading).text_content()
    page.pdf(path=path, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    sheets = [sheet for sheet in document if title in sheet.get_textpage().get_text_range()]
    return sheets[-1].render(scale=1.5).to_pil()


def _save(picture: Image.Image, name: str) -> None:
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        FOLDER / f"{name}.png", optimize=True
    )


if __name__ == "__main__":
    main()

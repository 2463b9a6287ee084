"""Draws the sample pages as people see them: in three languages, on screens and on paper.

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
from sample_pages import sample_pages
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
    page: str = "sample"


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture of a sheet of paper: the last one with a heading; the first may have the contents."""

    name: str
    language: InterfaceLanguage
    heading: str
    page: str = "sample"


SHOTS = (
    Shot("screen-en", "en"),
    Shot("partners-id", "id", at="group-sample-partners-1"),
    Shot("charts-ja-dark", "ja", "dark", at="chart-sample-sectors"),
    Shot("phone-id", "id", size=(390, 844), at="group-sample-partners-1"),
    Shot("phone-ja-dark", "ja", "dark", (390, 844)),
    Shot("potential-ja", "ja", size=(1280, 1150), page="potential"),
    Shot("potential-id-dark", "id", "dark", at="table-potential", page="potential"),
    Shot("duplicates-en", "en", at="table-duplicates", page="duplicates"),
    Shot("timetable-id", "id", at="table-by-company", page="timetable"),
    Shot("timetable-phone-ja-dark", "ja", "dark", (390, 844), "group-by-company-1", "timetable"),
    Shot("badges-en-dark", "en", "dark", page="badges"),
)

PRINTED = (
    Printed("print-ja", "ja", "#group-sample-partners-2 h3"),
    Printed("print-en", "en", "#chart-sample-map h2"),
    Printed("potential-print-en", "en", "#chart-sector-pairs h2", "potential"),
    Printed("badges-print-ja", "ja", ".b h2", "badges"),
)


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        pages = sample_pages(folder)
        for language in ("id", "ja", "en"):
            write_report(sample_report(language), folder / language, language, ["html"])
            pages.write(folder / language, language)
        for shot in SHOTS:
            page = browser.new_page(
                viewport={"width": shot.size[0], "height": shot.size[1]},
                color_scheme=shot.scheme,
                device_scale_factor=1,
            )
            address = (folder / shot.language / f"{shot.page}.html").as_uri()
            page.goto(f"{address}#{shot.at}" if shot.at else address)
            path = folder / f"{shot.name}.png"
            page.screenshot(path=path)
            _save(Image.open(path), shot.name)
            page.close()
        for printed in PRINTED:
            page = browser.new_page()
            page.goto((folder / printed.language / f"{printed.page}.html").as_uri())
            _save(_sheet(page, folder / f"{printed.name}.pdf", printed.heading), printed.name)
            page.close()
        browser.close()


def _sheet(page: Page, path: Path, heading: str) -> Image.Image:
    title = _squeezed(page.locator(heading).first.text_content() or "")
    page.pdf(path=path, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    sheets = [
        sheet for sheet in document if title in _squeezed(sheet.get_textpage().get_text_range())
    ]
    return sheets[-1].render(scale=1.5).to_pil()


def _squeezed(text: str) -> str:
    """A text without the spaces and ends of lines that paper adds and takes away."""
    return "".join(text.split())


def _save(picture: Image.Image, name: str) -> None:
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        FOLDER / f"{name}.png", optimize=True
    )


if __name__ == "__main__":
    main()

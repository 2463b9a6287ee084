"""Draws the service's pages as people see them.

    python docs/page_screenshots.py

Needs Chromium, fonts for Japanese, and the packages of `mitra[dev]`. Writes docs/screenshots/pages-*.png.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from embeddings import InterfaceLanguage
from recommender import Catalog
from recommender.bundled import bundled_files

FOLDER = Path(__file__).parent / "screenshots"
CHROMIUM = "/usr/bin/chromium"
MITRA = Path(sys.executable).with_name("mitra")
COLOURS = 64


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page in a window of this size."""

    name: str
    address: str
    language: InterfaceLanguage
    scheme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = (1280, 900)


SHOTS = (
    Shot("start-en", "/", "en"),
    Shot("search-ja", "/?q=自動車部品のプレス加工&country=ID", "ja"),
    Shot("search-id-phone", "/?q=pemasok komponen otomotif di Aichi", "id", size=(390, 844)),
    Shot("company-id", "/companies/JP-001", "id", size=(1280, 1500)),
    Shot("compare-en-dark", "/compare?one=ID-001&two=JP-001", "en", "dark", (1280, 1100)),
    Shot("sectors-ja", "/sectors", "ja"),
    Shot("docs-en", "/docs", "en"),
)


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as temporary,
        _served(Path(temporary) / "data") as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for shot in SHOTS:
            page = browser.new_page(
                viewport={"width": shot.size[0], "height": shot.size[1]},
                color_scheme=shot.scheme,
                locale=shot.language,
            )
            page.goto(base + shot.address)
            path = FOLDER / f"pages-{shot.name}.png"
            page.screenshot(path=path)
            Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)
            page.close()
        browser.close()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A service over the bundled companies."""
    with Catalog.open(folder) as catalog, bundled_files() as paths:
        for path in paths:
            catalog.import_file(path)
    command = [MITRA, "--data", folder, "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")  # noqa: S603 - our own command
    try:
        announced = process.stderr.readline() if process.stderr else ""
        address = re.search(r"http://\S+", announced)
        if address is None:
            raise RuntimeError(announced)
        yield address[0]
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    main()

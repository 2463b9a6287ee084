"""A real browser, and reports to open in it."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recommender.reports.document import Document

CHROMIUM = Path("/usr/bin/chromium")
SAMPLE = Path(__file__).parents[2] / "docs" / "sample_report.py"


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


@pytest.fixture(scope="session")
def sample_report() -> Callable[..., Document]:
    """The report that the documentation shows, for readers of a language."""
    spec = importlib.util.spec_from_file_location("sample_report", SAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.sample_report

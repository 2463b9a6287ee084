"""Signing in with a key, and making one, in a real browser."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from recommender import Catalog

pytestmark = pytest.mark.slow

LANGUAGES = ("id", "ja", "en")
NARROW = {"width": 320, "height": 640}
MITRA = Path(sys.executable).with_name("mitra")


@pytest.fixture(scope="module")
def with_keys(tmp_path_factory, bundled: Catalog, serving):
    """A service that has keys, and one of whoever runs it."""
    folder = tmp_path_factory.mktemp("keys") / "data"
    subprocess.run(["cp", "-r", bundled.folder, folder], check=True)
    command = [MITRA, "--data", folder, "keys", "create", "--scope", "admin", "--json"]
    made = subprocess.run(command, check=True, capture_output=True)
    with serving(folder) as address:
        yield address, json.loads(made.stdout)["key"]


def test_a_key_is_made_on_a_page_without_barriers(browser, with_keys, barriers, watching):
    base, key, *_ = with_keys
    for language in LANGUAGES:
        context = browser.new_context(base_url=base, locale=language)
        watch, page = watching(base), context.new_page()
        watch.over(page)
        page.goto("/sign-in?next=/keys")
        page.fill("#key", key)
        page.keyboard.press("Enter")
        page.wait_for_selector("main a.button")
        assert barriers(page) == ""
        page.locator("main a.button").click()
        page.wait_for_url("**/keys/new")
        assert barriers(page) == ""
        page.check("[name=scope][value=search]")
        page.fill("#origins", "https://portal.example")
        page.locator("main form button.main").click()
        page.wait_for_selector("#secret")
        assert barriers(page) == ""
        made = page.input_value("#secret")
        page.locator(f"main a[href*='/keys/{made.split('_')[1]}']").click()
        page.wait_for_selector("dl.lines")
        assert barriers(page) == ""
        page.set_viewport_size(NARROW)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        assert watch.events == []
        context.close()


def test_signing_in_by_keyboard_on_a_page_without_barriers(
    browser, with_keys, barriers, tab_to, watching
):
    base, key = with_keys
    for language in LANGUAGES:
        context = browser.new_context(base_url=base, locale=language)
        watch, page = watching(base), context.new_page()
        watch.over(page)
        page.goto("/?q=baja")
        assert "/sign-in?next=" in page.url
        assert barriers(page) == ""
        tab_to(page, "#key")
        page.keyboard.insert_text(key)
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=baja")
        assert page.locator(".results h3").count() == 10
        assert page.evaluate("document.cookie") == ""
        page.locator("form.session button").click()
        page.wait_for_url("**/sign-in?*")
        assert watch.events == []
        context.close()

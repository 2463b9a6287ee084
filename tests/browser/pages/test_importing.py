"""Importing a file in a real browser."""

import pytest

pytestmark = pytest.mark.slow


def test_a_file_is_imported_and_its_companies_are_found(opened, preview):
    page = opened("/import")
    preview(page)
    assert page.locator("select").count() == 5
    assert page.locator("tbody tr:has-text('deskripsi') select").input_value() == "description"
    page.locator("button[value=import]").click()
    page.wait_for_selector("h1:has-text('Import done')")
    assert page.locator("table").inner_text().count("deskripsi") == 1
    page.goto("/?q=roda gigi untuk pompa")
    assert page.locator(".results h3").first.inner_text() == "PT Peramban"


def test_a_longer_import_says_that_it_is_at_work_and_is_sent_once(opened, watch, tmp_path):
    page = opened("/import", "ja")
    page.evaluate(
        """() => document.querySelector("form[data-busy]").addEventListener("submit", event => {
          window.defaulted = [...(window.defaulted ?? []), event.defaultPrevented];
          event.preventDefault();
        })"""
    )
    file = tmp_path / "x.csv"
    file.write_text("id,name\n")
    page.set_input_files("#file", file)
    for _ in range(2):
        page.locator("main form button.main").click()
    assert page.evaluate("window.defaulted") == [False, True]
    assert page.locator(".busy").inner_text() == "処理中です…"

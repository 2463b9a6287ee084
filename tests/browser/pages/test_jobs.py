"""Reports and events in a real browser: asked for, followed, opened, planned again."""

import zipfile

import openpyxl
import pytest

pytestmark = pytest.mark.slow

LANGUAGES = ("id", "ja", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_asking_for_a_report_to_its_file_by_keyboard_alone(opened, language, tab_to):
    page = opened("/sectors", language)
    tab_to(page, "header a[href='/reports']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports")
    tab_to(page, "a[href='/reports/similarity']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/similarity")
    for box in ("from.tier'][value='1", "to.country'][value='JP"):
        tab_to(page, f"[name='{box}']")
        page.keyboard.press("Space")
    tab_to(page, "main form button.main")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/*")
    # The page follows the job by itself.
    page.wait_for_selector(".files", timeout=120_000)
    tab_to(page, ".files a[href$='.xlsx']")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "similarity.xlsx"
    assert "xl/workbook.xml" in zipfile.ZipFile(started.value.path()).namelist()


def test_a_report_is_asked_for_and_opened_without_scripts(opened, watch):
    page = opened("/reports/potential", java_script_enabled=False)
    page.check("[name='from.country'][value='ID']")
    page.check("[name='to.country'][value='JP']")
    page.locator("main form button.main").click()
    page.wait_for_url("**/jobs/*")
    page.wait_for_selector(".files", timeout=120_000)
    with page.expect_popup() as opening:
        page.locator(".files a[target=_blank]").click()
    watch.over(opening.value)
    opening.value.reload()
    assert opening.value.locator("h1").is_visible()
    assert opening.value.url.startswith(watch.base)


def test_a_job_at_work_is_followed_and_ended_by_a_button(opened):
    page = opened("/reports/similarity")
    page.locator("main form button.main").click()
    page.wait_for_url("**/jobs/*")
    page.wait_for_selector("progress:not([value='0.0'], [value='0'])", timeout=60_000)
    assert "%" in page.locator("#progress-text").inner_text()
    page.locator(".following button").click()
    page.wait_for_selector(".state.cancelled")
    assert page.locator("progress").count() == 0


def test_an_event_is_planned_from_a_file_opened_and_planned_again(
    opened, watch, tmp_path, event_plan
):
    page = opened("/events/plan", "ja")
    file = tmp_path / "acara.toml"
    file.write_text(event_plan("= 1"))
    watch.expected = 1
    page.set_input_files("#file", file)
    page.locator(".other-way button").click()
    page.wait_for_selector(".source mark")
    assert page.locator(".source mark").inner_text().startswith("14 ")
    file.write_text(event_plan("1"))
    page.set_input_files("#file", file)
    page.locator(".other-way button").click()
    page.wait_for_url("**/jobs/*")
    page.wait_for_selector(".files", timeout=180_000)
    planned = page.url
    for link in page.locator(".files a[target=_blank]").all():
        with page.expect_popup() as opening:
            link.click()
        watch.over(opening.value)
        opening.value.wait_for_url(link.evaluate("a => a.href"))
        opening.value.reload()
        assert "Temu Bisnis" in opening.value.locator("body").inner_text()
        opening.value.close()
    page.locator("details:has([name=cancelled]) summary").first.click()
    away = page.locator("[name=cancelled]").first
    name = page.locator("label:has([name=cancelled]) bdi").first.inner_text()
    away.check()
    page.locator("form[action$=replan] button").click()
    page.wait_for_url(lambda url: url != planned and "/jobs/" in url)
    page.wait_for_selector(".figures", timeout=180_000)
    guests = page.locator("label:has([name=cancelled]) bdi").all_inner_texts()
    assert guests
    assert name not in guests


def test_an_edited_workbook_is_checked_and_what_cannot_be_held_is_listed(
    opened, jobs, tmp_path, barriers
):
    page = opened(jobs["event"], "id")
    with page.expect_download() as started:
        page.locator(".files a[href$='event.xlsx']").click()
    right, wrong = tmp_path / "event.xlsx", tmp_path / "edited.xlsx"
    started.value.save_as(right)
    book = openpyxl.load_workbook(right)
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[2]])
    book.save(wrong)
    for workbook in (wrong, right):
        before = page.url
        page.set_input_files("#workbook", workbook)
        page.locator("form[action$=check] button").click()
        page.wait_for_url(lambda url, before=before: url != before and "/jobs/" in url)
        page.wait_for_selector("#checked", timeout=180_000)
        assert barriers(page) == ""
        rows = page.locator("table[lang=id] tbody td:first-child").all_inner_texts()
        timetable = page.locator(".files a[href$='timetable.html']").count()
        if workbook == wrong:
            assert str(sheet.max_row) in rows
            assert not timetable
            assert page.locator("form[action$=replan]").count() == 0
        else:
            assert rows == []
            assert timetable

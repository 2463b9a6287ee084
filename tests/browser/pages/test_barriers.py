"""Pages without barriers, in three languages, light and dark, and in a narrow window."""

import pytest

pytestmark = pytest.mark.slow

LANGUAGES = ("id", "ja", "en")
NARROW = {"width": 320, "height": 640}

PAGES = {
    "start": "/",
    "search": "/?q=pemasok+komponen+otomotif+di+Aichi&tier=2",
    "weak": "/?q=pemasok+komponen+otomotif&page=2",
    "empty": "/?q=baja&country=JP&sector=96",
    "company": "/companies/ID-001",
    "compare": "/compare?one=ID-001&two=JP-001",
    "sectors": "/sectors",
    "import": "/import",
    "keys": "/keys",
    "reports": "/reports",
    "report form": "/reports/similarity?from.country=ID&to.sector=29&to.city=Nagoya",
    "duplicates form": "/reports/duplicates",
    "events": "/events",
    "event form": "/events/plan",
    "docs": "/docs",
    "error": "/companies/NONE",
    "unknown": "/nothing/here",
}
ERRORS = {"error", "unknown"}
SMALL = """() => [...document.querySelectorAll("a, button, select, summary")]
  .filter(e => e.checkVisibility() && !e.closest(".hidden, p, td, dd, .answers, .skip"))
  .filter(e => e.getBoundingClientRect().height < 24)
  .map(e => e.outerHTML.slice(0, 80))"""


def fits(page) -> bool:
    """Whether nothing of a page is beyond the borders of a narrow window."""
    page.set_viewport_size(NARROW)
    return page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("name", [*PAGES, "preview"])
def test_a_page_has_no_barriers_that_a_program_can_find_and_fits_a_narrow_window(
    opened, watch, name, barriers, preview
):
    for language in LANGUAGES:
        watch.expected = name in ERRORS
        page = opened(PAGES.get(name, "/import"), language)
        if name == "preview":
            preview(page)
        assert barriers(page) == "", language
        assert fits(page), language
        assert page.evaluate(SMALL) == [], language
        page.context.close()


@pytest.mark.parametrize("name", ["report", "event", "failed", "running"])
def test_the_page_of_a_job_has_no_barriers_and_fits_a_narrow_window(opened, jobs, name, barriers):
    for language in LANGUAGES:
        page = opened(jobs[name], language)
        for details in page.locator("main details").all():
            details.locator("summary").click()
        assert barriers(page) == "", language
        assert fits(page), language
        page.context.close()


MISTAKEN = {"name": "", "sessions.0.end": "08:00", "sides.a.capacity": "x"}


def test_mistakes_in_the_form_of_an_event_have_no_barriers_and_lead_to_their_fields(
    opened, watch, barriers
):
    for language in LANGUAGES:
        watch.expected = 1
        page = opened("/events/plan", language)
        for name, text in MISTAKEN.items():
            page.fill(f"[name='{name}']", text)
        page.locator("main form button.main").click()
        page.wait_for_selector("[role=alert]")
        assert barriers(page) == "", language
        page.locator("[role=alert] a").last.click()
        assert page.evaluate("document.activeElement.id") == "sides.a.capacity"
        page.context.close()

"""Asking for reports on pages, and the pages of jobs: to their owners alone, and whole without scripts."""

import json
import re

import pytest

from embeddings import INTERFACE_LANGUAGES
from service.jobs.job import Failure
from service.jobs.job_store import MAX_WAITING_OF_ONE

pytestmark = pytest.mark.slow

FORM = {"to.country": "ID", "by": "matches", "top": "3", "formats": ["html", "xlsx"]}
DONE = "0" * 32


@pytest.fixture
def kadin(site):
    return site.visitor("reports", organisation="Kadin")


def ask(visitor, kind="similarity", **form):
    return visitor.post(f"/reports/{kind}", f"/reports/{kind}", {**FORM, **form})


def test_what_a_form_asks_for_is_what_the_job_does(site, kadin):
    answer = ask(kadin, contacts="yes", language="ja", **{"from.country": ["ID"]})
    assert answer.status_code == 303
    job = site.store.find(answer.headers["location"].removeprefix("/jobs/"))
    assert (job.kind, job.language, job.owner) == ("similarity", "ja", "organisation:kadin")
    asked = {name: value for name, value in job.parameters.items() if name not in {"from", "to"}}
    assert asked == {"by": "matches", "top": 3, "contacts": True, "formats": ["html", "xlsx"]}
    assert job.parameters["from"]["country"] == ["ID"]
    assert job.parameters["to"]["country"] == ["ID"]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        ({"top": "0"}, "1"),
        ({"top": "x"}, "1"),
        ({"top": "1001"}, "1"),
        ({"formats": "exe"}, ""),
        ({"from.city": "Atlantis"}, "Atlantis"),
        ({"from.sector": "zz"}, "zz"),
        ({"by": "magic"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_that_was_filled_in_is_lost(
    site, kadin, language, wrong, shown
):
    given = {**FORM, "from.organisation": "Kadin", **wrong}
    path = f"/reports/similarity?lang={language}"
    answer = kadin.post(path, path, given)
    assert answer.status_code == 422
    notice = re.search(r'role="alert">\s*<p><strong>(.+?)</strong>', answer.text)[1]
    assert shown in notice
    assert 'value="Kadin"' in answer.text
    assert '<html lang="' + language in answer.text
    assert len(site.store.of(None, 10)) == 1, "nothing was begun"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_people_are_told_what_they_can_do_on_the_page(site, kadin, language):
    path = f"/reports/similarity?lang={language}"
    answer = kadin.post(path, path, {**FORM, "from.tier": "OEM"})
    assert answer.status_code == 422
    notice = answer.text.partition('role="alert">')[2].partition("</div>")[0]
    assert "mitra search" not in notice
    assert "--" not in notice


def test_an_address_fills_the_form_in(site, kadin):
    page = kadin.get("/reports/similarity?to.country=JP&to.city=Nagoya&top=7&by=similar")
    assert page.all("input", name="to.country", value="JP")[0].get("checked", "no") is None
    assert "checked" not in page.all("input", name="from.country", value="ID")[0]
    assert page.all("input", name="to.city", value="Nagoya")
    assert page.all("input", name="top", value="7")
    assert "checked" in page.all("input", name="by", value="similar")[0]


def test_a_report_is_asked_for_again_with_the_settings_that_it_had(site, kadin):
    page = kadin.get(f"/jobs/{DONE}")
    [again] = [link for link in page.links() if link.startswith("/reports/similarity?")]
    form = kadin.get(again)
    checked = {
        (box["name"], box["value"])
        for box in form.all("input")
        if "checked" in box and "." in box["name"]
    }
    assert checked == {("from.country", "ID"), ("to.country", "JP")}
    assert form.all("input", name="to.certification", value="ISO 9001; halal")
    assert form.all("input", name="top", value="3")


def test_the_jobs_of_an_organisation_are_listed_to_it_alone(site, kadin):
    theirs = site.job("JETRO")
    listed = kadin.get("/reports").links()
    assert f"/jobs/{DONE}" in listed
    assert f"/jobs/{theirs}" not in listed
    operator = site.visitor("admin").get("/reports")
    assert f"/jobs/{theirs}" in operator.links()
    assert "jetro" in operator.texts, "whose each is"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_jobs_of_others_do_not_exist(site, language):
    stranger = site.visitor("reports", organisation="JETRO")
    path = f"/jobs/{DONE}"
    for rest in ("", "/progress", "/files/similarity.html", "/open/similarity.html"):
        page = stranger.get(f"{path}{rest}?lang={language}")
        assert page.status == 404
        assert "/v1/" not in page.text, "the remedy is one for people"
    form = {"sure": "yes"}
    for rest in ("cancel", "check", "replan"):
        assert stranger.post(f"{path}/{rest}", "/reports", form).status_code in {404, 422}
    assert site.store.find(DONE).state == "done"


def test_a_job_that_waits_says_so_and_is_asked_for_anew_without_scripts(site, kadin):
    page = kadin.get(f"/jobs/{site.job()}")
    assert page.all("meta", content="5", **{"http-equiv": "refresh"})
    assert page.all("progress", value="0.0")
    assert page.all("section")[0]["data-follow"].endswith("/progress")
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    assert not kadin.get(f"/jobs/{DONE}").all("progress")


def test_progress_is_told_with_the_time_that_is_left(site, kadin):
    job_id = site.job()
    site.store.take()
    site.store.progress(job_id, 0.25, 130)
    texts = {
        language: kadin.get(f"/jobs/{job_id}?lang={language}").text
        for language in INTERFACE_LANGUAGES
    }
    assert "25% done, about 2 minutes left" in texts["en"]
    assert "25% selesai, sisa waktu sekitar 2 menit" in texts["id"]
    assert "25%完了（残り約2分）" in texts["ja"]


def test_following_ends_with_the_job_in_the_language_of_the_page(site, kadin):
    answer = kadin.ask("GET", f"/jobs/{DONE}/progress?lang=ja")
    assert answer.headers["content-type"].startswith("text/event-stream")
    *_, event = answer.text.strip().split("\n\n")
    fields = dict(line.split(": ", 1) for line in event.splitlines())
    assert fields["event"] == "end"
    assert json.loads(fields["data"]) == {"done": 1.0, "state": "完了", "text": "100%完了"}


def test_a_job_is_cancelled_by_a_button(site, kadin):
    job_id = site.job()
    answer = kadin.post(f"/jobs/{job_id}/cancel", f"/jobs/{job_id}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/jobs/{job_id}")
    assert site.store.find(job_id).state == "cancelled"
    page = kadin.get(f"/jobs/{job_id}")
    assert "There is no result." in page.text
    assert not page.all("meta", **{"http-equiv": "refresh"})


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_failure_is_told_in_the_language_of_whoever_reads_it(site, kadin, language):
    job_id = site.job()
    site.store.take()
    failure = Failure.named("job-too-long")
    site.store.fail(job_id, failure)
    page = kadin.get(f"/jobs/{job_id}?lang={language}")
    assert failure.title[language] in page.text
    assert failure.detail[language] in page.text


def test_a_result_is_saved_or_opened_where_nothing_in_it_is_run(site, kadin):
    page = kadin.get(f"/jobs/{DONE}")
    opened, saved, workbook = (link for link in page.links() if link.startswith(f"/jobs/{DONE}/"))
    shown = kadin.ask("GET", opened)
    assert shown.headers["content-disposition"].startswith("inline")
    assert shown.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert "private, no-store" in shown.headers["cache-control"]
    assert kadin.ask("GET", saved).headers["content-disposition"].startswith("attachment")
    assert kadin.ask("GET", workbook).content == b"PK"
    assert kadin.get(f"/jobs/{DONE}/open/similarity.xlsx").status == 404
    for name in ("../service.db", "..%2f..%2fservice.db", "similarity.json", ""):
        assert kadin.get(f"/jobs/{DONE}/files/{name}").status == 404


def test_only_whoever_runs_the_service_looks_for_duplicates(site, kadin):
    assert "/reports/duplicates" not in kadin.get("/reports").links()
    assert kadin.get("/reports/duplicates").status == 403
    assert kadin.post("/reports/duplicates", "/reports", {"probability": "50"}).status_code == 403
    operator = site.visitor("admin")
    answer = ask(operator, "duplicates", probability="75")
    job = site.store.find(answer.headers["location"].removeprefix("/jobs/"))
    assert job.parameters["probability"] == 0.75


def test_a_full_queue_is_told_to_people(site, kadin):
    for _ in range(MAX_WAITING_OF_ONE):
        site.job()
    answer = ask(kadin)
    assert answer.status_code == 429
    assert answer.headers["retry-after"]
    assert "Wait until some of it is done, or cancel some of it." in answer.text


def test_a_search_leads_to_a_report_on_what_it_is_restricted_to(site, kadin):
    page = kadin.get("/?q=stamping&country=ID")
    [link] = [link for link in page.links() if link.startswith("/reports/")]
    assert link == "/reports/similarity?to.country=ID"
    assert not [one for one in kadin.get("/?q=stamping").links() if "/similarity" in one]
    reader = site.visitor("read", organisation="Kadin")
    assert not [one for one in reader.get("/?q=stamping&country=ID").links() if "/reports" in one]

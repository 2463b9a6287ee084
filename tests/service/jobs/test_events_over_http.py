"""An event over HTTP: planned, edited, checked, planned again, each step a job with files of its own."""

import csv
import io
from copy import deepcopy

import openpyxl
import pytest

from service.body_limit import MAX_WORKBOOK
from service.media_types import WORKBOOK

pytestmark = pytest.mark.slow

SETTINGS = {
    "name": "Temu Bisnis (fictional)",
    "place": "Balai Sidang, Bekasi",
    "date": "2027-02-17",
    "time_zone": "Asia/Jakarta",
    "tables": 3,
    "sessions": [{"name": "morning", "start": "09:00:00", "end": "11:00"}],
    "sides": {
        "a": {"name": "Indonesia", "filters": {"country": "ID"}, "capacity": 4},
        "b": {"name": "Japan", "filters": {"country": ["JP"]}, "capacity": 4},
    },
    "interpreters": [{"name": "Rina", "languages": ["id", "ja"]}],
    "solver": {"seconds": 5},
}
GUESTS = {
    "event.xlsx",
    "published/badges.html",
    "published/timetable.html",
    "published/timetable.csv",
    "published/outcomes.xlsx",
}


@pytest.fixture(scope="module")
def planned(service, tmp_path_factory):
    with service.office("other") as office:
        answer = office.client.post("/v1/events", json=SETTINGS)
        assert answer.status_code == 202, answer.text
        assert answer.headers["location"] == f"/v1/jobs/{answer.json()['id']}"
        job = office.finished(answer.json()["id"])
        assert job["state"] == "done", job["failure"]
        yield job, office.download(job, tmp_path_factory.mktemp("planned"))


def names(job):
    return {file["name"] for file in job["files"]}


def rows(folder):
    text = (folder / "published" / "timetable.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def send(office, job, workbook, media_type=WORKBOOK):
    headers = {"Content-Type": media_type, "Accept-Language": "id"}
    path = f"/v1/events/{job['id']}/check"
    return office.client.post(path, content=workbook, headers=headers)


def test_a_plan_comes_with_all_that_organiser_and_guests_need(planned):
    job, folder = planned
    assert names(job) >= GUESTS
    assert "plan.json" not in names(job)
    calendars = [name for name in names(job) if name.startswith("published/calendars/")]
    assert len(calendars) == len({row["id"] for row in rows(folder)})
    assert all((folder / name).read_text().startswith("BEGIN:VCALENDAR") for name in calendars)
    assert len(rows(folder)) > 4


def test_nobody_is_invited_whom_the_organiser_does_not_see(service, planned):
    _, folder = planned
    assert not {row["id"] for row in rows(folder)} & service.hidden
    sheets = openpyxl.load_workbook(folder / "event.xlsx")
    cells = {value for sheet in sheets for row in sheet.values for value in row}
    assert not cells & service.hidden


def test_an_unchanged_workbook_can_be_held(service, planned, tmp_path):
    job, folder = planned
    with service.office("other") as office:
        answer = send(office, job, (folder / "event.xlsx").read_bytes())
        assert answer.status_code == 202, answer.text
        checked = office.finished(answer.json()["id"])
        assert checked["state"] == "done", checked["failure"]
        said = office.client.get(f"/v1/reports/{checked['id']}/check.json").json()
        assert said["problems"] == []
        assert said["meetings"] * 2 == len(rows(folder))
        assert not any(said["changes"].values())
        assert names(checked) >= GUESTS
        # The plan to go on with is the one that was checked.
        again = send(office, checked, (folder / "event.xlsx").read_bytes())
        assert office.finished(again.json()["id"])["state"] == "done"


def test_what_cannot_be_held_is_said_with_row_and_remedy(service, planned, tmp_path):
    job, folder = planned
    book = openpyxl.load_workbook(folder / "event.xlsx")
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[2]])
    book.save(tmp_path / "edited.xlsx")
    with service.office("other") as office:
        answer = send(office, job, (tmp_path / "edited.xlsx").read_bytes())
        checked = office.finished(answer.json()["id"])
        assert names(checked) == {"event.xlsx", "check.json"}
        said = office.client.get(f"/v1/reports/{checked['id']}/check.json").json()
    assert said["problems"]
    assert all(one["code"] and one["reason"] and one["remedy"] for one in said["problems"])
    assert sheet.max_row in {one["row"] for one in said["problems"]}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"id,name\n1,2\n", b"\x00" * 10_000])
def test_what_is_no_workbook_ends_with_a_sentence_and_no_path(service, planned, content):
    job, _ = planned
    with service.office("other") as office:
        failed = office.finished(send(office, job, content).json()["id"])
        assert failed["state"] == "failed"
        assert failed["failure"]["title"]
        assert str(service.folder) not in str(failed)
        assert "event.xlsx" in failed["failure"]["title"]


def test_a_company_that_cancels_has_no_meeting_in_the_next_plan(service, planned, tmp_path):
    job, folder = planned
    away = rows(folder)[0]["id"]
    with service.office("other") as office:
        path = f"/v1/events/{job['id']}/replan"
        answer = office.client.post(path, json={"cancelled": [away]})
        assert answer.status_code == 202, answer.text
        after = office.finished(answer.json()["id"])
        assert after["state"] == "done", after["failure"]
        assert names(after) >= {*GUESTS, "changes.json"}
        following = office.download(after, tmp_path)
        assert away not in {row["id"] for row in rows(following)}
        changes = office.client.get(f"/v1/reports/{after['id']}/changes.json").json()
        assert {one["a"] for one in changes["fallen"]} | {
            one["b"] for one in changes["fallen"]
        } >= {away}
        # What was downloaded before is as it was.
        again = office.client.get(f"/v1/reports/{job['id']}/event.xlsx").content
        assert again == (folder / "event.xlsx").read_bytes()
        unknown = office.client.post(path, json={"cancelled": ["NOBODY"]})
        failed = office.finished(unknown.json()["id"])
        assert failed["failure"]["code"] == "event-not-a-guest"


def test_the_events_of_another_do_not_exist(service, planned):
    job, folder = planned
    with service.office("hiding") as office:
        assert send(office, job, (folder / "event.xlsx").read_bytes()).status_code == 404
        path = f"/v1/events/{job['id']}/replan"
        assert office.client.post(path, json={}).status_code == 404
        assert office.client.get(job["files"][0]["url"]).status_code == 404


def test_only_a_plan_can_be_gone_on_with(service):
    with service.office("hiding") as office:
        report = office.ask()
        path = f"/v1/events/{report['id']}/replan"
        answer = office.client.post(path, json={})
        assert (answer.status_code, answer.json()["code"]) == (409, "no-plan-yet")
        office.client.delete(f"/v1/jobs/{report['id']}")


def changed(*place, value):
    settings = deepcopy(SETTINGS)
    part = settings
    for name in place[:-1]:
        part = part[name]
    part[place[-1]] = value
    return settings


FILE = {"name": "Japan", "file": "/etc/passwd", "capacity": 4}


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (changed("sides", "b", value=FILE), "event-files"),
        (changed("lists", value={"wishes": "../../secret.csv"}), "event-files"),
        (changed("sides", "a", "filters", value={"country": "XX"}), "unknown-filter-value"),
        (changed("sides", "a", "filters", value={"colour": "red"}), "unknown-filter"),
        (
            changed("sides", "a", "filters", value={"country": "JP", "language": "id"}),
            "empty-selection",
        ),
    ],
)
def test_settings_that_nothing_can_be_planned_with_are_refused_at_once(service, settings, code):
    with service.office("other") as office:
        answer = office.client.post("/v1/events", json=settings)
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


@pytest.mark.parametrize(
    ("settings", "place", "code"),
    [
        (changed("time_zone", value="Asia/Mars"), "body.time_zone", "event-time-zone"),
        (changed("tables", value=10**6), "body.tables", "too-large"),
        (changed("tables", value="3"), "body.tables", "not-a-whole-number"),
        (changed("date", value="soon"), "body.date", "not-a-date"),
        (changed("sessions", value=[]), "body.sessions", "empty"),
        (changed("sessions", 0, "end", value="08:00"), "body.sessions.0", None),
        (changed("sessions", 0, "end", value="11:00Z"), "body.sessions.0.end", "setting-no-time"),
        (changed("colour", value="red"), "body.colour", "unknown-field"),
        (changed("name", value=""), "body.name", "empty"),
    ],
)
def test_a_mistake_in_the_settings_is_named_with_its_place(service, settings, place, code):
    with service.office("other") as office:
        answer = office.client.post("/v1/events", json=settings)
        assert answer.status_code == 422
        problem = answer.json()["errors"][0]
        assert problem["place"] == place
        assert problem["code"] == (code or "event-ends-before-it-starts")
        assert problem["message"]


def test_a_body_that_is_no_workbook_by_its_name_or_too_large_is_not_taken(service, planned):
    job, _ = planned
    with service.office("other") as office:
        assert send(office, job, b"x", "text/csv").status_code == 415
        assert send(office, job, bytes(MAX_WORKBOOK + 1)).status_code == 413

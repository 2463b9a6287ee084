"""Planning events on pages: the form, the file with its lines, and the steps after the plan."""

import json
import re

import pytest

from embeddings import INTERFACE_LANGUAGES
from recommender.events.settings import EventSettings
from service.pages.event_form import EventForm, at_first, filled_with
from service.pages.sentences import in_own_words
from service.pages.toml_places import around, line_of
from service.pages.words import Words

pytestmark = pytest.mark.slow

FORM = {
    "name": "Temu Bisnis",
    "place": "Bekasi",
    "date": "2027-02-17",
    "time_zone": "Asia/Jakarta",
    "tables": "5",
    "slots.minutes": "25",
    "slots.gap": "5",
    "theme": "",
    "sessions.1.name": "Pagi",
    "sessions.1.start": "09:00",
    "sessions.1.end": "12:00",
    "sides.a.name": "Indonesia",
    "sides.a.filters.country": "ID",
    "sides.a.capacity": "6",
    "sides.a.meetings.most": "4",
    "sides.a.must": "N, K-PUBLIC",
    "sides.b.name": "Jepang",
    "sides.b.filters.country": "JP",
    "sides.b.capacity": "6",
    "interpreters.2.name": "Rina",
    "interpreters.2.languages": ["id", "ja"],
}
TOML = """\
name = "Temu"
place = "Bekasi"
date = 2027-02-17
time_zone = "Asia/Jakarta"
tables = 4

[[sessions]]
name = "pagi"
start = 09:00:00
end = 12:00:00

[[sessions]]
name = "siang"
start = 13:00:00
end = 16:00:00

[sides.a]
name = "Indonesia"
filters = { country = "ID" }
capacity = 4

[sides.b]
name = "Jepang"
filters = { country = "JP" }
capacity = 4
"""


@pytest.fixture
def kadin(site):
    return site.visitor("reports", organisation="JETRO")


def plan(visitor, **changed):
    return visitor.post("/events/plan", "/events/plan", {**FORM, **changed})


def upload(visitor, text, name="my event.toml"):
    content = text if isinstance(text, bytes) else text.encode()
    return visitor.post("/events/file", "/events/plan", files={"file": (name, content)})


def test_what_a_form_asks_for_is_what_is_planned(site, kadin):
    answer = plan(kadin)
    assert answer.status_code == 303, answer.text
    job = site.store.find(answer.headers["location"].removeprefix("/jobs/"))
    settings = EventSettings.model_validate(job.parameters["settings"])
    assert [one.name for one in settings.sessions] == ["Pagi"]
    assert settings.sides.a.must == ("N", "K-PUBLIC")
    assert (settings.sides.a.meetings.fewest, settings.sides.a.meetings.most) == (0, 4)
    assert settings.interpreters[0].languages == ("id", "ja")
    assert settings.sides.b.filters == {"country": ("JP",)}
    assert "Temu Bisnis" in kadin.get("/events").text


MISTAKES = [
    ({"name": ""}, "name"),
    ({"date": "tomorrow"}, "date"),
    ({"tables": "x"}, "tables"),
    ({"tables": "301"}, "tables"),
    ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ({"sessions.1.end": "08:00"}, "sessions.1.end"),
    ({"sessions.1.start": "9 o'clock"}, "sessions.1.start"),
    ({"sides.a.capacity": "0"}, "sides.a.capacity"),
    ({"sides.b.filters.country": ""}, "sides.b.filters"),
    ({"sides.a.meetings.most": "3", "sides.a.meetings.fewest": "5"}, "sides.a.meetings.most"),
    ({"interpreters.2.languages": ["id"]}, "interpreters.2.languages"),
]


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize(("wrong", "place"), MISTAKES)
def test_a_mistake_is_shown_at_its_field_and_leads_there(site, kadin, language, wrong, place):
    path = f"/events/plan?lang={language}"
    answer = kadin.post(path, path, {**FORM, **wrong})
    assert answer.status_code == 422
    [link] = re.findall(r'<li><a href="#([^"]+)">', answer.text)
    assert link == place
    assert f'id="{place}"' in answer.text
    assert 'value="Temu Bisnis"' in answer.text or "name" in wrong
    assert len(site.store.of(None, 10)) == 1, "nothing was begun"


def test_filters_that_choose_nobody_are_refused_at_once(kadin):
    answer = plan(kadin, **{"sides.a.filters.city": "Atlantis"})
    assert answer.status_code == 422
    assert "Atlantis" in answer.text


QUOTED = {"id": "“([^”]+)”", "ja": "「([^」]+)」", "en": "“([^”]+)”"}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("code", ["event-on-both-sides", "event-must-exceeds-capacity"])
def test_what_to_change_is_called_as_the_form_calls_it(language, code):
    words = Words(language)
    _, remedy = in_own_words(code, "", "raise sides.a.capacity", words)
    labels = {
        words.text(f"event.label-{name}") for name in ("filters", "capacity", "must", "without")
    }
    named = re.findall(QUOTED[language], remedy)
    assert len(named) == 2
    assert set(named) <= labels


def test_a_file_is_planned_from(site, kadin):
    answer = upload(kadin, TOML)
    assert answer.status_code == 303, answer.text
    job = site.store.find(answer.headers["location"].removeprefix("/jobs/"))
    assert job.parameters["settings"]["tables"] == 4


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("tables = 4", "tables = = 4", 5),
        ("tables = 4", 'tables = "four"', 5),
        ("end = 16:00:00", "end = 12:30:00", 12),
        ("start = 13:00:00", 'start = "later"', 14),
        ('name = "Jepang"', 'name = "Jepang"\ntitle = 3', 24),
        ("[sides.b]", "[sides.c]", 17),
    ],
)
def test_what_is_wrong_with_a_file_is_shown_in_its_line(kadin, before, after, line):
    answer = upload(kadin, TOML.replace(before, after))
    assert answer.status_code == 422
    [marked] = re.findall(r"<mark>(\d+) ", answer.text)
    assert int(marked) == line
    assert "event.toml" in answer.text
    assert "/event.toml" not in answer.text


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00" * 1000, b"[" * 50_000])
def test_what_is_no_such_file_is_refused_with_a_sentence(kadin, content):
    answer = upload(kadin, content)
    assert answer.status_code == 422
    assert re.search(r'role="alert">\s*<p><strong>.+?</strong>', answer.text)


def test_files_that_a_file_names_are_not_read(kadin):
    answer = upload(kadin, TOML + "\n[lists]\nwishes = '/etc/passwd'\n")
    assert answer.status_code == 422
    assert "The file names other files" in answer.text


def test_the_line_of_a_setting_is_that_of_its_key_or_else_of_its_table():
    assert line_of(TOML, "sessions[2].start") == 14
    assert line_of(TOML, "sessions[2].breaks[1].end") == 12
    assert line_of(TOML, "sides.a.meetings.most") == 17
    assert line_of(TOML, "sides.b.filters.country") == 24
    assert line_of(TOML, "tables") == 5
    assert line_of(TOML, "solver.seconds") is None
    assert around(TOML, 1)[0] == (1, 'name = "Temu"')
    assert around("one line", 1) == [(1, "one line")]


def test_settings_fill_the_form_in_as_far_as_it_can_say_them():
    words = Words("en")
    first = EventForm(
        (*at_first(words).pairs, ("name", "x"), ("place", "y"), ("date", "2027-02-17"))
    )
    settings = first.read(words)
    again = filled_with(settings.model_dump(mode="json"), words)
    assert again.read(words) == settings
    more = settings.model_copy(update={"without_judged": False})
    assert filled_with(more.model_dump(mode="json"), words) is None


def test_the_settings_of_an_event_can_be_changed_and_planned_again(site, kadin):
    job_id = plan(kadin).headers["location"].removeprefix("/jobs/")
    site.finish(job_id)
    link = f"/events/plan?like={job_id}"
    assert link in kadin.get(f"/jobs/{job_id}").links()
    form = kadin.get(link)
    assert form.all("input", id="sides.a.must", value="N K-PUBLIC")
    assert "checked" in form.all("input", name="sides.b.filters.country", value="JP")[0]
    assert site.visitor("reports", organisation="Other").get(link).status == 404


def test_steps_without_a_plan_or_without_anything_to_do_are_refused_with_a_sentence(site, kadin):
    job_id = plan(kadin).headers["location"].removeprefix("/jobs/")
    path, form = f"/jobs/{job_id}", "/events/plan"
    empty = kadin.post(f"{path}/check", form)
    assert (empty.status_code, "No workbook has been chosen." in empty.text) == (422, True)
    nobody = kadin.post(f"{path}/replan", form)
    assert (nobody.status_code, "Nobody has been ticked." in nobody.text) == (422, True)
    early = kadin.post(f"{path}/replan", form, {"cancelled": "N"})
    assert (early.status_code, "Wait until the event has been planned." in early.text) == (
        409,
        True,
    )
    sent = kadin.post(f"{path}/check", form, files={"file": ("a.xlsx", b"PK")})
    assert sent.status_code == 409


def test_a_damaged_plan_leaves_the_files(site, kadin):
    job_id = plan(kadin).headers["location"].removeprefix("/jobs/")
    site.finish(job_id, **{"event.xlsx": b"PK"})
    folder = site.jobs.folder(site.store.find(job_id))
    (folder / "plan.json").write_text(json.dumps({"format": 1}))
    page = kadin.get(f"/jobs/{job_id}")
    assert page.status == 200
    assert f"/jobs/{job_id}/files/event.xlsx" in page.links()

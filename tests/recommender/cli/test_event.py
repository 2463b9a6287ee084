"""`mitra event`, from the settings to the outcomes, as an organiser runs it."""

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from recommender.events.settings_file import read_settings

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "plan-an-event.md"


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Path:
    """The settings of the guide, without the lists beside them."""
    text = re.search(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[1]
    path = tmp_path_factory.mktemp("event") / "event.toml"
    # The bundled companies are all of one organisation.
    text = text.replace("most_share = 0.5", "most_share = 1.0")
    path.write_text(re.sub(r"\[lists\].*?\n\n", "", text, flags=re.DOTALL), "utf-8")
    return path


def test_the_settings_of_the_guide_are_settings(settings):
    assert read_settings(settings).sides.a.fairness.most_share == 1


@pytest.fixture(scope="module")
def data(demo, tmp_path_factory) -> Path:
    """A copy of the demo's companies: outcomes are written to it."""
    return shutil.copytree(demo, tmp_path_factory.mktemp("event-data") / "data")


@pytest.fixture(scope="module")
def planned(settings, data, mitra) -> Path:
    folder = settings.parent / "plan"
    more = "".join(
        f'\n[[interpreters]]\nname = "Helper {n}"\nlanguages = ["id", "ja"]\n' for n in range(4)
    )
    settings.write_text(settings.read_text("utf-8").replace("\n[[wishes]]", f"{more}\n[[wishes]]"))
    done = mitra("--data", data, "event", "plan", settings, "--output", folder, "--json")
    assert done.returncode == 0, done.stderr
    (folder / "answer.json").write_text(done.stdout, "utf-8")
    return folder


@pytest.mark.slow
def test_an_event_goes_from_plan_to_outcomes(planned, settings, data, mitra):
    answer = json.loads((planned / "answer.json").read_text("utf-8"))
    assert answer["companies"] == {"a": 20, "b": 20}
    assert answer["share"] > 0.95
    assert answer["repeatable"]
    sheet = planned / "event.xlsx"
    fine = mitra("event", "check", settings, sheet)
    assert (fine.returncode, "can be held" in fine.stdout) == (0, True)

    gone = answer["meetings"][0]["a"]
    again = mitra("event", "replan", settings, planned, "--cancel", gone, "--json")
    assert again.returncode == 0, again.stderr
    changes = json.loads(again.stdout)["changes"]
    assert {one["a"] for one in changes["fallen"]} == {gone}
    assert len(changes["stayed"]) == len(answer["meetings"]) - len(changes["fallen"])

    done = mitra("event", "publish", planned)
    assert done.returncode == 0, done.stderr
    assert (planned / "published" / "timetable.html").is_file()

    outcomes = planned / "published" / "outcomes.xlsx"
    book = openpyxl.load_workbook(outcomes)
    book.worksheets[0].cell(2, 9).value = "yes"
    book.worksheets[0].cell(2, 10).value = "follow-up"
    book.save(outcomes)
    read = mitra("--data", data, "event", "outcomes", settings, outcomes, "--json")
    assert read.returncode == 0, read.stderr
    assert json.loads(read.stdout)["outcomes"]["follow-up"] == 1


@pytest.mark.slow
def test_a_broken_sheet_is_named_and_not_published(planned, settings, mitra, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "plan.json").write_bytes((planned / "plan.json").read_bytes())
    book = openpyxl.load_workbook(planned / "event.xlsx")
    book.worksheets[0].cell(2, 3).value = 99
    book.save(broken / "event.xlsx")
    checked = mitra("event", "check", settings, broken / "event.xlsx", "--json")
    assert checked.returncode == 1
    found = json.loads(checked.stdout)["problems"]
    assert (found[0]["row"], found[0]["column"], found[0]["code"]) == (2, "Table", "event-no-table")
    # The meeting that is nowhere may be one that its companies need to have enough.
    assert {one["code"] for one in found[1:]} <= {"event-too-few-meetings"}
    assert mitra("event", "publish", broken).returncode == 1
    assert not (broken / "published").exists()


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_mistakes_end_in_a_sentence(mitra, tmp_path, language):
    path = tmp_path / "event.toml"
    path.write_text("tables = = 1", "utf-8")
    done = mitra("--lang", language, "event", "check", path, tmp_path / "event.xlsx")
    assert done.returncode == 1
    assert "TOML" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_late_company_needs_a_slot(mitra, tmp_path):
    done = mitra("event", "replan", tmp_path / "e.toml", tmp_path, "--late", "ID-1")
    assert done.returncode == 2
    assert "ID@SLOT" in done.stderr

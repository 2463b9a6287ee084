"""Every problem of an event that has a sentence is provoked by a test."""

import re
from pathlib import Path

import pytest

from embeddings import Messages
from recommender.events.errors import PlacedError
from recommender.events.settings_file import read_settings

LONG = "x" * 301

SETTINGS = {
    "event-ends-before-it-starts": ("start = 13:00:00", "start = 15:00:00"),
    "event-fewest-above-most": ("fewest = 1", "fewest = 4"),
    "event-interpreter-twice": ('name = "Sato"', 'name = "Rina"'),
    "setting-missing-key": ("tables = 3\n", ""),
    "setting-no-choice": (
        "[solver]",
        '[[wishes]]\ncompany = "A"\npartner = "B"\nwish = "x"\n[solver]',
    ),
    "setting-no-date": ("date = 2027-02-17", 'date = "next week"'),
    "setting-no-group": ("[slots]\nminutes = 25\ngap = 5", "slots = 3"),
    "setting-no-list": ('languages = ["id", "ja"]', 'languages = "id"'),
    "setting-no-number": ("[solver]", '[worth]\nmoved = "0.5"\n[solver]'),
    "event-no-such-session": ('sessions = ["afternoon"]', 'sessions = ["evening"]'),
    "setting-no-text": ('{ country = "ID" }', '{ country = ["ID", 1] }'),
    "setting-no-time": ("start = 13:00:00", 'start = "noon"'),
    "setting-not-true-or-false": ("tables = 3", 'tables = 3\nwithout_judged = "perhaps"'),
    "setting-not-whole": ("tables = 3", "tables = 3.5"),
    "event-session-twice": ('name = "afternoon"', 'name = "morning"'),
    "event-side-source": ('filters = { country = "ID" }', ""),
    "event-time-zone": ('"Asia/Jakarta"', '"Jakarta"'),
    "setting-too-large": ("tables = 3", "tables = 301"),
    "setting-too-long": ('"Temu Bisnis (fictional)"', f'"{LONG}"'),
    "setting-too-short": ('"Temu Bisnis (fictional)"', '""'),
    "setting-too-small": ("tables = 3", "tables = 0"),
    "setting-unknown-key": ("tables = 3", "tabels = 3\ntables = 3"),
}

# Provoked by their words: tests/recommender/events/test_lists.py
IN_LISTS = {"event-wish", "event-slot-numbers"}


@pytest.mark.parametrize("code", SETTINGS)
def test_settings_can_have_the_problem(settings_file, code):
    with pytest.raises(PlacedError) as caught:
        read_settings(settings_file(SETTINGS[code]))
    assert caught.value.problem.code == code


def test_every_code_of_an_event_is_provoked_somewhere():
    folder = Path(__file__).parent
    written = "".join(
        path.read_text("utf-8") for path in folder.glob("test_*.py") if path != Path(__file__)
    )
    named = set(re.findall(r'"(event-[a-z-]+)"', written))
    keys = Messages("recommender").keys("en")
    known = {
        key.split(".")[1] for key in keys if key.startswith(("problem.event-", "problem.setting-"))
    }
    assert SETTINGS.keys() | IN_LISTS <= known
    assert not known - named - SETTINGS.keys() - IN_LISTS

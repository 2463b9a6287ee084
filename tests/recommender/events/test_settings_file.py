"""Settings are read, and every mistake ends in a sentence with its place and a remedy."""

from datetime import date, time

import pytest

from embeddings import MitraError
from recommender.errors import FileError
from recommender.events.errors import EventError
from recommender.events.settings_file import read_settings
from recommender.events.timetable import slots_of


def refused(path) -> MitraError:
    with pytest.raises(MitraError) as raised:
        slots_of(read_settings(path))
    error = raised.value
    for language in ("id", "ja", "en"):
        assert "{" not in error.message(language).replace("{{", "")
        assert error.remedy(language)
    return error


def test_whole_settings_are_read(settings_file):
    settings = read_settings(settings_file())
    assert settings.date == date(2027, 2, 17)
    assert settings.sessions[0].start == time(9)
    assert settings.sides.a.filters == {"country": "ID"}
    assert settings.interpreters[1].sessions == ("afternoon",)
    assert settings.worth.match == 1


def test_broken_toml_names_line_and_column(settings_file):
    error = refused(settings_file(("tables = 3", "tables = = 3")))
    assert error.code == "event-not-toml"
    assert "line 6, column 10" in str(error)


def test_toml_that_ends_too_early_names_the_last_line(settings_file):
    error = refused(settings_file(more='other = "'))
    assert error.code == "event-not-toml"
    assert "line" in str(error)


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        ("tables = 3", "tabels = 3\ntables = 3", "tabels", "Did you mean: tables?"),
        ("capacity = 4", "capcity = 4\ncapacity = 4", "sides.a.capcity", "capacity?"),
        ("tables = 3", "strange = 3\ntables = 3", "strange", "no such key"),
        ("tables = 3", "str = 3\ntables = 3", "str", "no such key"),
        ("tables = 3\n", "", "tables", "is missing"),
        ("tables = 3", "tables = 0", "tables", "at least 1"),
        ("tables = 3", "tables = 301", "tables", "at most 300"),
        ("tables = 3", 'tables = "3"', "tables", "not a whole number"),
        ("tables = 3", "tables = 3.5", "tables", "not a whole number"),
        ("date = 2027-02-17", 'date = "next week"', "date", "not a date"),
        ("start = 13:00:00", 'start = "noon"', "sessions[2].start", "not a time of day"),
        ("start = 13:00:00", "start = 15:00:00", "sessions[2]", "end is not after the start"),
        ('"Asia/Jakarta"', '"Jakarta"', "time_zone", "Asia/Tokyo"),
        ("most = 3", "most = 0", "sides.a.meetings.most", "at least 1"),
        ("fewest = 1", "fewest = 4", "sides.a.meetings", "fewest is greater"),
        ('{ country = "ID" }', '{ country = ["ID", 1] }', "sides.a.filters", "“1” is not a text"),
        ('filters = { country = "ID" }', "", "sides.a", "either filters or a file"),
        ('sessions = ["afternoon"]', 'sessions = ["evening"]', "–", "morning, afternoon"),
        ('name = "Sato"', 'name = "Rina"', "–", "same name"),
        ('name = "afternoon"', 'name = "morning"', "–", "same name"),
        ('name = "Temu Bisnis (fictional)"', 'name = ""', "name", "at least 1"),
        ("[solver]", '[worth]\nmoved = "0.5"\n[solver]', "worth.moved", "not a number"),
        ("seconds = 10", "seconds = true", "solver.seconds", "not a whole number"),
    ],
)
def test_each_mistake_names_its_key_and_says_what_to_write(settings_file, old, new, key, says):
    error = refused(settings_file((old, new)))
    assert error.code == "event-setting"
    assert f"setting {key}" in error.message("en")
    assert says in str(error)


def test_wishes_have_a_fixed_vocabulary(settings_file):
    wish = '[[wishes]]\ncompany = "ID-1"\npartner = "JP-1"\nwish = "maybe"\n'
    assert "wants or refuses" in str(refused(settings_file(more=wish)))


def test_overlapping_sessions_and_sessions_without_room_are_refused(settings_file):
    assert refused(settings_file(("13:00:00", "10:30:00"))).code == "event-sessions-overlap"
    long = settings_file(("minutes = 25", "minutes = 300"))
    assert refused(long).code == "event-no-room-for-a-slot"


def test_files_that_are_none_are_refused(tmp_path):
    for path in (tmp_path / "absent.toml", tmp_path):
        assert isinstance(refused(path), FileError)
    path = tmp_path / "binary.toml"
    path.write_bytes(b"\xff\xfe\x00name")
    assert refused(path).code == "not-text"


@pytest.mark.parametrize(
    "text", ["", "x", "[", "a = 1", "[[sessions]]", "sides = 3", "\0", "= =\n"]
)
def test_whatever_a_file_holds_there_is_a_sentence(tmp_path, text):
    path = tmp_path / "event.toml"
    path.write_text(text, "utf-8")
    assert isinstance(refused(path), EventError)


def test_slots_lie_in_sessions_and_in_no_break(settings_file):
    slots = slots_of(read_settings(settings_file()))
    times = [f"{slot.start:%H:%M}–{slot.end:%H:%M} {slot.session}" for slot in slots]
    assert times == [
        "09:00–09:25 morning",
        "09:30–09:55 morning",
        "10:05–10:30 morning",
        "10:35–11:00 morning",
        "13:00–13:25 afternoon",
        "13:30–13:55 afternoon",
    ]
    assert [slot.number for slot in slots] == [1, 2, 3, 4, 5, 6]
    assert str(slots[0].start.utcoffset()) == "7:00:00"


def test_sessions_of_several_days_come_in_their_order(settings_file):
    path = settings_file(('name = "morning"', 'name = "morning"\ndate = 2027-02-18'))
    slots = slots_of(read_settings(path))
    assert [slot.session for slot in slots] == ["afternoon"] * 2 + ["morning"] * 4
    assert f"{slots[-1].start:%Y-%m-%d}" == "2027-02-18"

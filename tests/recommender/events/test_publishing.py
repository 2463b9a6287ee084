"""What guests get: timetables, calendars that update, badges, and a sheet that is not overwritten."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from html.parser import HTMLParser

import icalendar
import openpyxl
import pytest

from recommender.events.plan_file import WORKBOOK, load_plan
from recommender.events.planning import replan_event
from recommender.events.publishing.badges import Badge, badges
from recommender.events.publishing.calendars import calendars, file_names
from recommender.events.publishing.publish import NotReadyError, publish
from recommender.events.publishing.timetables import timetable
from recommender.reports.wording import Wording
from recommender.reports.writing import write_report

pytestmark = pytest.mark.slow

MOMENT = datetime(2027, 1, 5, 3, tzinfo=UTC)

NOBODY_MUST = (("fewest = 1", "fewest = 0"), ("fewest = 1", "fewest = 0"))
"""Replaced in the settings, so that no company needs a meeting."""


def entries(content: bytes) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(content)
    return {str(one["uid"]): one for one in calendar.walk("VEVENT")}


def test_the_tables_of_the_timetable_have_the_same_meetings(drafted):
    _, folder = drafted()
    stored = load_plan(folder)
    made = timetable(stored.event(), stored.meetings, stored, "plan")
    company, table, slot = made.tables
    assert len(company.rows) == 2 * len(stored.meetings)
    assert Counter(table.column("a_id")) == Counter(one.a for one in stored.meetings)
    assert slot.column("slot") == sorted(slot.column("slot"))
    assert [row[0] for row in table.rows] == sorted(row[0] for row in table.rows)
    assert made.facts["meetings"] == len(stored.meetings)


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_the_timetable_says_the_command_that_makes_it_again_and_who_takes_part(
    drafted, tmp_path, language
):
    _, folder = drafted()
    publish(folder, language, write_report)
    stored, out = load_plan(folder), folder / "published"
    lines = dict(sheet_lines(out / "timetable.xlsx"))
    assert lines["mitra event publish"] == "plan"
    assert not [name for name in lines if name.startswith("--")]
    words = Wording(language)
    taking_part = {identity for one in stored.meetings for identity in one.pair}
    assert words.fact("participants") != words.fact("companies")
    assert lines[words.fact("participants")] == str(len(taking_part))
    assert lines[words.fact("time-zone")] == "Asia/Jakarta"
    assert "mitra event publish" in (out / "timetable.html").read_text("utf-8")


def sheet_lines(path):
    """What the last sheet of a report says: names and values."""
    rows = openpyxl.load_workbook(path).worksheets[-1].iter_rows(values_only=True)
    return [(str(row[0]), row[1]) for row in rows if row[0]]


def test_every_company_has_a_calendar_in_the_zone_of_the_event(drafted):
    _, folder = drafted()
    stored = load_plan(folder)
    made = calendars(stored.event(), stored.meetings, {}, "en", MOMENT)
    assert set(made.files) == {f"{i}.ics" for one in stored.meetings for i in one.pair}
    first = stored.meetings[0]
    found = entries(made.files[f"{first.a}.ics"])
    assert len(found) == sum(one.a == first.a for one in stored.meetings)
    start = stored.event().slot(first.slot).start
    same = [one for one in found.values() if one["dtstart"].dt == start]
    assert len(same) == 1
    assert same[0]["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert f"table {first.table}" in same[0]["location"]
    assert same[0]["sequence"] == 0
    zone = icalendar.Calendar.from_ical(made.files[f"{first.a}.ics"]).walk("VTIMEZONE")
    assert [str(one["tzid"]) for one in zone] == ["Asia/Jakarta"]


def test_published_again_an_entry_that_moved_has_a_higher_sequence(drafted):
    _, folder = drafted()
    stored = load_plan(folder)
    event, meetings = stored.event(), stored.meetings
    first = calendars(event, meetings, {}, "en", MOMENT)
    again = calendars(event, meetings, first.published, "en", MOMENT)
    assert again.published == first.published
    moved = [replace(meetings[0], table=3 if meetings[0].table != 3 else 2), *meetings[2:]]
    third = calendars(event, moved, again.published, "en", MOMENT)
    one, gone = meetings[0], meetings[1]
    sequences = {(p.a, p.b): (p.sequence, p.cancelled) for p in third.published.values()}
    assert sequences[one.pair] == (1, False)
    assert sequences[gone.pair] == (1, True)
    assert all(sequences[other.pair] == (0, False) for other in meetings[2:])
    statuses = [str(e["status"]) for e in entries(third.files[f"{gone.b}.ics"]).values()]
    assert "CANCELLED" in statuses
    back = calendars(event, meetings, third.published, "en", MOMENT)
    sequences = {(p.a, p.b): (p.sequence, p.cancelled) for p in back.published.values()}
    assert sequences[gone.pair] == (2, False)


def test_different_ids_never_share_a_file():
    ids = ["A b", "A_b", "a_B", "..", "株式会社", "有限会社", "x" * 128, "x" * 127, "Z-1"]
    names = file_names(ids)
    folded = [name.casefold() for name in names.values()]
    assert len(set(folded)) == len(ids)
    assert names["Z-1"] == "Z-1.ics"
    assert all(name.isascii() and not name.startswith("..-/") for name in folded)


class Badges(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = Counter()
        self.sources = []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.sources += [value for name, value in attrs if name in {"src", "href"}]


def test_everybody_has_a_badge_on_a_page_that_needs_nothing_else(drafted, candidates):
    object.__setattr__(candidates.roster.a[0], "name", "<script>alert(1)</script> & Co")
    _, folder = drafted(("capacity = 4", "capacity = 6"))
    event = load_plan(folder).event()
    html = badges(event, "ja").decode()
    parser = Badges()
    parser.feed(html)
    people = len(event.a) + len(event.b) + len(event.interpreters)
    assert parser.tags["article"] == people
    assert parser.tags["section"] == -(-people // 10)
    assert set(parser.sources) == {"data:,"}
    assert parser.tags["script"] == 0
    assert "&lt;script&gt;" in html
    assert 'lang="ja"' in html
    assert "インドネシア語" in html


def test_names_on_badges_are_as_large_as_they_can_be():
    badge = partial(Badge, side="A", languages="Indonesian", mark="a")
    names = ["Sari", "株式会社ハギモト精鈑", "PT Pertanggungjawaban Nusantara Sejahtera Abadi Tbk"]
    sizes = [badge(name).size for name in names]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3
    assert badge(names[1]).lines == ("株式会社", "ハギモト精鈑")
    assert badge("W" * 400).lines[-1].endswith("…")


def test_a_badge_of_an_interpreter_is_headed_by_their_name(drafted):
    _, folder = drafted()
    html = badges(load_plan(folder).event(), "id").decode()
    own = [text for text in html.split("<article") if 'class="badge i"' in text]
    assert len(own) == 2
    assert "Rina" in own[0].partition("<h2")[2].partition("</h2>")[0]
    assert "Indonesia, Jepang" in own[0]


def test_pages_say_the_date_once_unless_there_are_several_days(drafted):
    _, folder = drafted()
    stored = load_plan(folder)
    event = stored.event()
    first, *others = event.slots
    earlier = replace(first, start=first.start - timedelta(1), end=first.end - timedelta(1))
    for slots, hidden in ((event.slots, True), ((earlier, *others), False)):
        made = timetable(replace(event, slots=slots), stored.meetings, stored, "hall")
        dates = [c for table in made.tables[:2] for c in table.columns if c.name == "date"]
        assert [date.hidden for date in dates] == [hidden, hidden]
        assert made.facts["date"] == "2027-02-17" if hidden else "2027-02-16 – 2027-02-17"


@pytest.fixture
def written():
    """Stands in for the writers of reports: remembers what it was given."""
    given = []
    return given, lambda document, folder, language: given.append((document, folder, language))


def test_publishing_reads_the_edited_sheet_and_leaves_it(drafted, edit, written):
    given, write = written
    _, folder = drafted(
        ("fewest = 1, most = 3", "fewest = 0, most = 3"), ("fewest = 1", "fewest = 0")
    )
    edit(folder / WORKBOOK, lambda sheet: sheet.delete_rows(2))
    before = (folder / WORKBOOK).read_bytes()
    done = publish(folder, "en", write)
    assert (folder / WORKBOOK).read_bytes() == before
    assert done.meetings == len(load_plan(folder).meetings) - 1
    assert len(given[0][0].tables[1].rows) == done.meetings
    assert (done.folder / "badges.html").is_file()
    assert len(list((done.folder / "calendars").glob("*.ics"))) == done.calendars


def test_a_sheet_with_mistakes_is_not_published(drafted, edit, written):
    given, write = written
    _, folder = drafted()
    edit(folder / WORKBOOK, lambda sheet: setattr(sheet.cell(2, 3), "value", 99))
    with pytest.raises(NotReadyError) as raised:
        publish(folder, "en", write)
    assert raised.value.findings[0].row == 2
    assert not given
    assert not (folder / "published").exists()


def test_published_again_after_a_cancellation_calendars_take_it_back(drafted, written):
    _, write = written
    path, folder = drafted(*NOBODY_MUST)
    publish(folder, "en", write)
    gone = load_plan(folder).meetings[0].a
    lost = [one for one in load_plan(folder).meetings if one.a == gone]
    replan_event(path, folder, [gone], {}, "en")
    done = publish(folder, "en", write)
    found = entries((done.folder / "calendars" / f"{gone}.ics").read_bytes())
    assert len(found) == len(lost)
    assert {(str(one["status"]), one["sequence"]) for one in found.values()} == {("CANCELLED", 1)}
    theirs = entries((done.folder / "calendars" / f"{lost[0].b}.ics").read_bytes())
    assert any(str(one["status"]) == "CANCELLED" for one in theirs.values())


def test_planned_anew_in_the_same_folder_calendars_go_on_where_they_were(drafted, written):
    _, write = written
    _, folder = drafted()
    publish(folder, "en", write)
    published = load_plan(folder).published
    drafted(('name = "Rina"', 'name = "Sari"'))
    assert load_plan(folder).published == published
    publish(folder, "en", write)
    again = load_plan(folder).published
    renamed = [uid for uid, one in again.items() if one.interpreter == "Sari"]
    assert renamed
    assert all(again[uid].sequence == 1 for uid in renamed)


def test_a_sheet_of_outcomes_that_is_filled_in_stays(drafted, edit, written):
    _, write = written
    _, folder = drafted()
    done = publish(folder, "en", write)
    path = done.folder / "outcomes.xlsx"
    book = openpyxl.load_workbook(path)
    assert [c.value for c in book.worksheets[0][1]][-3:] == ["Met", "Outcome", "Note"]
    first = path.read_bytes()
    publish(folder, "en", write)
    edit(path, lambda sheet: setattr(sheet.cell(2, 9), "value", "yes"))
    filled = path.read_bytes()
    assert filled != first
    publish(folder, "en", write)
    assert path.read_bytes() == filled

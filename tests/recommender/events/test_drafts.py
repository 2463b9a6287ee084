"""A draft goes out as a workbook, comes back edited, and nothing that was edited is lost."""

import re
from pathlib import Path

import openpyxl
import pytest

from embeddings import MitraError
from recommender.errors import MESSAGES
from recommender.events.edited import compare, read_sheet
from recommender.events.plan_file import PLAN, WORKBOOK, load_plan
from recommender.events.planning import (
    NoPlanError,
    check_folder,
    check_sheet,
    make_plan,
    plan_event,
    replan_event,
)
from recommender.events.settings_file import read_settings
from recommender.events.workbook import write_workbook


def rows_of(path: Path, sheet: int = 0):
    book = openpyxl.load_workbook(path, read_only=True)
    return [list(row) for row in book.worksheets[sheet].iter_rows(values_only=True)]


def test_a_draft_that_nobody_has_edited_comes_back_as_it_went_out(drafted):
    path, folder = drafted()
    stored, sheet, findings = check_sheet(path, folder / WORKBOOK)
    assert findings == ()
    assert sheet.meetings == stored.meetings
    assert not sheet.changes(stored.meetings)


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_a_sheet_is_read_whatever_language_its_headings_are_in(drafted, language):
    _, folder = drafted()
    stored = load_plan(folder)
    event = stored.event()
    path = folder / f"{language}.xlsx"
    write_workbook(path, event, stored, language)
    assert read_sheet(path, event).meetings == stored.meetings
    assert len(openpyxl.load_workbook(path).sheetnames) == 5


def test_the_workbook_names_the_invited_the_waiting_and_the_bound(drafted):
    _, folder = drafted()
    stored = load_plan(folder)
    invited = {row[2]: row[1] for row in rows_of(folder / WORKBOOK, 2)[1:]}
    assert len(invited) == 12
    assert sum(status.startswith("waiting list") for status in invited.values()) == 4
    figures = dict(rows_of(folder / WORKBOOK, 3)[1:])
    assert figures["Value of the plan"] == pytest.approx(stored.plan.value)
    assert figures["Bound: no plan is worth more"] >= figures["Value of the plan"] - 1e-4
    companies = rows_of(folder / WORKBOOK, 1)
    counts = {row[1]: row[4] for row in companies[1:]}
    assert sum(counts.values()) == 2 * len(stored.meetings)


@pytest.mark.parametrize(("language", "mark"), [("id", ","), ("ja", "."), ("en", ".")])
def test_the_share_of_the_bound_is_written_as_in_the_language(drafted, language, mark):
    _, folder = drafted()
    stored = load_plan(folder)
    path = folder / f"{language}.xlsx"
    write_workbook(path, stored.event(), stored, language)
    figures = dict(rows_of(path, 3)[1:])
    share, gap = (MESSAGES.text(f"event.figure.{name}", language) for name in ("share", "gap"))
    assert re.fullmatch(rf"\d+{re.escape(mark)}\d\d%", figures[share])
    assert re.fullmatch(rf"\d+{re.escape(mark)}\d\d%", figures[gap])


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_figures_and_method_have_headings_of_their_own(drafted, language):
    _, folder = drafted()
    stored = load_plan(folder)
    path = folder / f"{language}.xlsx"
    write_workbook(path, stored.event(), stored, language)
    (figure, content), (method,) = rows_of(path, 3)[0], rows_of(path, 4)[0]
    assert len({figure, content, method}) == 3


def test_what_companies_entered_is_no_formula(drafted, candidates):
    object.__setattr__(candidates.roster.a[0], "name", "=HYPERLINK(1)")
    _, folder = drafted(("capacity = 4", "capacity = 6"))
    book = openpyxl.load_workbook(folder / WORKBOOK)
    cells = [c for s in book for row in s.iter_rows() for c in row if str(c.value).startswith("=")]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_edits_are_named_by_row_and_column(drafted, edit):
    path, folder = drafted()

    def change(sheet):
        sheet.cell(2, 1).value = 99
        sheet.cell(3, 3).value = "two"
        sheet.cell(4, 4).value = "ID-99"
        sheet.cell(5, 10).value = "perhaps"

    edit(folder / WORKBOOK, change)
    _, _, findings = check_sheet(path, folder / WORKBOOK)
    found = {(one.row, one.column, one.problem.code) for one in findings}
    assert {
        (2, "Slot", "event-no-slot"),
        (3, "Table", "event-not-a-number"),
        (4, "Id A", "event-not-invited"),
        (5, "Locked", "event-yes-or-no"),
    } <= found


def test_a_meeting_moved_into_another_of_the_company_is_found(drafted, edit):
    path, folder = drafted()
    meetings = load_plan(folder).meetings
    first = meetings[0]
    row, other = next(
        (n, one) for n, one in enumerate(meetings, 2) if one.a == first.a and one != first
    )

    edit(folder / WORKBOOK, lambda sheet: setattr(sheet.cell(row, 1), "value", first.slot))
    stored, sheet, findings = check_sheet(path, folder / WORKBOOK)
    assert any(one.problem.code == "event-company-twice" and one.row == row for one in findings)
    changes = sheet.changes(stored.meetings)
    assert [(one.slot, two.slot) for one, two in changes.moved] == [(other.slot, first.slot)]


def test_deleted_added_and_locked_meetings_are_told_apart(drafted, edit):
    path, folder = drafted()
    before = load_plan(folder).meetings

    def change(sheet):
        sheet.cell(2, 10).value = "はい"
        sheet.delete_rows(3)

    edit(folder / WORKBOOK, change)
    stored, sheet, _ = check_sheet(path, folder / WORKBOOK)
    changes = sheet.changes(stored.meetings)
    assert changes.removed == (before[1],)
    assert [one.pair for one in changes.locked] == [before[0].pair]
    assert not changes.added
    assert compare(sheet.meetings, stored.meetings).added == (before[1],)


def test_a_sheet_without_its_columns_is_refused(drafted, edit):
    path, folder = drafted()
    edit(folder / WORKBOOK, lambda sheet: sheet.delete_cols(4))
    with pytest.raises(MitraError, match="a_id"):
        check_sheet(path, folder / WORKBOOK)


def test_planning_again_over_an_unedited_draft_is_fine(drafted):
    path, folder = drafted()
    check_folder(folder, read_settings(path))


def test_an_edited_workbook_is_never_overwritten(drafted, edit, tmp_path):
    path, folder = drafted()
    edit(folder / WORKBOOK, lambda sheet: sheet.delete_rows(2))
    before = (folder / WORKBOOK).read_bytes()
    with pytest.raises(MitraError) as raised:
        plan_event(None, path, folder, "en", lambda _: None)
    assert raised.value.code == "event-edited"
    assert (folder / WORKBOOK).read_bytes() == before


def test_another_event_s_plan_is_never_overwritten(drafted, settings_file):
    _, folder = drafted()
    other = settings_file(("date = 2027-02-17", "date = 2027-02-18"), name="other.toml")
    with pytest.raises(MitraError) as raised:
        plan_event(None, other, folder, "en", lambda _: None)
    assert raised.value.code == "event-other-plan"
    (folder / PLAN).unlink()
    with pytest.raises(MitraError) as raised:
        plan_event(None, other, folder, "en", lambda _: None)
    assert raised.value.code == "event-foreign-workbook"


def test_a_damaged_plan_is_refused(drafted):
    path, folder = drafted()
    text = (folder / PLAN).read_text("utf-8")
    for broken in ("", "{}", text[:-50], text.replace('"slot": 1', '"slot": 2', 1)):
        assert broken != text
        (folder / PLAN).write_text(broken, "utf-8")
        with pytest.raises(MitraError) as raised:
            check_sheet(path, folder / WORKBOOK)
        assert raised.value.code == "event-plan-damaged"


def test_replanning_goes_on_from_the_edited_sheet_and_keeps_it(drafted, edit):
    path, folder = drafted()
    before = load_plan(folder).meetings
    edit(folder / WORKBOOK, lambda sheet: setattr(sheet.cell(2, 10), "value", "yes"))
    edited = (folder / WORKBOOK).read_bytes()
    gone = next(one.a for one in before if one.a != before[0].a)
    made = replan_event(path, folder, [gone], {}, "en")
    assert made.kept.read_bytes() == edited
    stored = load_plan(folder)
    assert (stored.revision, stored.cancelled) == (1, (gone,))
    assert all(one.a != gone for one in stored.meetings)
    kept = next(one for one in stored.meetings if one.pair == before[0].pair)
    assert (kept.slot, kept.table, kept.locked) == (before[0].slot, before[0].table, True)
    _, sheet, findings = check_sheet(path, folder / WORKBOOK)
    assert sheet.meetings == stored.meetings
    assert {one.problem.code for one in findings} <= {"event-too-few-meetings"}
    assert replan_event(path, folder, [], {}, "en").kept.name == "event-1.xlsx"


def test_settings_that_a_sheet_was_checked_with_are_those_it_is_published_with(drafted, edit):
    path, folder = drafted()
    edit(folder / WORKBOOK, lambda sheet: setattr(sheet.cell(2, 3), "value", 4))
    _, _, findings = check_sheet(path, folder / WORKBOOK)
    assert [one.problem.code for one in findings] == ["event-no-table"]
    assert load_plan(folder).settings.tables == 3
    path.write_text(path.read_text("utf-8").replace("tables = 3", "tables = 4"), "utf-8")
    _, _, findings = check_sheet(path, folder / WORKBOOK)
    assert not findings
    assert load_plan(folder).settings.tables == 4


def test_pairs_that_must_not_meet_are_no_reason_to_invite_anybody(drafted, candidates):
    most = candidates.roster.strengths.argmax()
    i, j = divmod(int(most), 6)
    a, b = candidates.roster.a[i].id, candidates.roster.b[j].id
    refusal = f'[[wishes]]\ncompany = "{a}"\npartner = "{b}"\nwish = "refuses"\n'
    _, folder = drafted(more=refusal)
    stored = load_plan(folder)
    partners = {one.id: [name for name, _ in one.partners] for one in stored.invited}
    assert partners.get(a) is None or b not in partners[a]
    assert all(one.pair != (a, b) for one in stored.meetings)


def test_an_event_without_a_plan_says_what_would_give_it_one(event_like, limits):
    event = event_like(0, sizes=(3, 3), fewest=4, most=6, refused=0)
    with pytest.raises(NoPlanError) as raised:
        make_plan(event, limits)
    for language in ("id", "ja", "en"):
        assert raised.value.remedy(language).count("\n– ") == len(raised.value.advice) >= 1

"""What came of an event is read, counted, and kept as judgements of matches."""

import pytest

from recommender.events.outcomes import read_outcomes, save_outcomes

HEADER = "slot,a_id,b_id,met,outcome,note\n"


@pytest.fixture
def there(catalog, make_company):
    catalog.put(
        make_company("ID-1"),
        make_company("ID-2"),
        make_company("JP-1", country="JP"),
        make_company("JP-2", country="JP"),
    )
    return catalog


@pytest.fixture
def table(tmp_path):
    def write(rows, header=HEADER):
        path = tmp_path / "outcomes.csv"
        path.write_text(header + rows, "utf-8")
        return path

    return write


def test_outcomes_become_judgements_and_rates(there, table):
    path = table(
        "1,ID-1,JP-1,yes,agreement,contract in May\n"
        "1,ID-2,JP-2,no,,\n"
        "2,ID-1,JP-2,yes,none,\n"
        "2,ID-2,JP-1,,,\n"
    )
    found = save_outcomes(there, path, "Fictional event")
    assert not found.rejected
    assert (found.kept.held, found.kept.known, found.silent) == (2, 3, 1)
    assert {slot: (one.held, one.known) for slot, one in found.by_slot.items()} == {
        1: (1, 2),
        2: (1, 1),
    }
    assert found.by_company["b", "JP-2"].share == 0.5
    said = [stored.judgement for stored in there.judgements]
    assert [(j.company, j.partner, j.kind, j.grade, j.confirmed) for j in said] == [
        ("ID-1", "JP-1", "match", 3, True),
        ("ID-1", "JP-2", "match", 0, False),
    ]
    assert said[0].judge == "Fictional event"
    assert said[0].note == "contract in May"


def test_read_again_the_same_sheet_changes_nothing(there, table):
    path = table("1,ID-1,JP-1,yes,follow-up,\n")
    assert save_outcomes(there, path, "Fictional event").saved == 1
    again = save_outcomes(there, path, "Fictional event")
    assert (again.saved, again.unchanged) == (0, 1)


def test_rows_that_cannot_be_kept_are_named(there, table):
    path = table(
        "1,ID-1,JP-1,perhaps,,\n"
        "1,ID-2,JP-2,yes,wonderful,\n"
        "2,ID-1,JP-2,no,agreement,\n"
        "2,,JP-1,yes,none,\n"
        "3,ID-2,JP-9,yes,none,\n"
        "x,ID-2,JP-1,yes,none,\n"
        "4,ID-1,JP-1,yes,contact,\n"
        "4,ID-1,JP-1,yes,contact,\n"
    )
    found = save_outcomes(there, path, "Fictional event")
    assert [(one.row, one.column, one.problem.code) for one in found.rejected] == [
        (2, "met", "event-yes-or-no"),
        (3, "outcome", "event-outcome"),
        (4, "outcome", "event-outcome-without-meeting"),
        (5, "a_id", "event-empty-cell"),
        (6, None, "event-unknown-company"),
        (7, "slot", "event-not-a-number"),
        (9, "b_id", "event-outcome-twice"),
    ]
    assert found.saved == 1


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("枠,A側ID,B側ID,実施,商談結果,備考\n", "1,ID-1,JP-1,はい,継続商談,\n"),
        ("Slot,Id A,Id B,Terlaksana,Hasil,Catatan\n", "1,ID-1,JP-1,ya,tindak lanjut,\n"),
    ],
)
def test_outcomes_are_read_in_every_language(table, header, row):
    (one,), rejected = read_outcomes(table(row, header))
    assert not rejected
    assert (one.met, one.outcome) == (True, "follow-up")

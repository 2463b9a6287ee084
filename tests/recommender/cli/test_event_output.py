"""What `mitra event` prints has the figures as people of the language write them."""

from types import SimpleNamespace

import pytest

from recommender.cli import event_output, language
from recommender.events.outcomes import Kept, Outcomes
from recommender.events.plan import Meeting, Plan


@pytest.fixture(params=[("id", ","), ("ja", "."), ("en", ".")], ids=lambda one: one[0])
def mark(request, monkeypatch):
    """The decimal mark of a language in which the command speaks."""
    spoken, sign = request.param
    for module in (event_output, language):
        monkeypatch.setattr(module, "interface_language", lambda: spoken)
    return sign


def test_the_worth_of_a_plan_and_its_bound(mark, capsys):
    plan = Plan((Meeting(1, 1, "A", "B", value=0.5), Meeting(2, 1, "A", "C", value=0.75)), 1.2625)
    draft = SimpleNamespace(
        stored=SimpleNamespace(plan=plan), event=SimpleNamespace(slots=[1, 2], tables=1)
    )
    event_output.show_figures(draft)
    shown = capsys.readouterr().out
    assert all(
        f"{one}{mark}{two}" in shown for one, two in (("1", "25"), ("1", "26"), ("99", "0%"))
    )


def test_the_worth_of_a_checked_sheet(mark, capsys):
    event_output.show_fine(2, 12.3456)
    assert f"12{mark}35" in capsys.readouterr().out


def test_the_share_of_meetings_that_were_held(mark, capsys):
    kept = Kept(2, 3)
    event_output.show_outcomes(Outcomes(kept, {1: kept}, {}, {}, 0, 0, 0, 0, ()), ("A", "B"))
    assert capsys.readouterr().out.count("67%") == 2

"""From the catalogue to the companies that may be invited, and how they match."""

import pytest

from embeddings import MitraError
from recommender.events.gathering import gather
from recommender.events.lists import read_lists
from recommender.events.settings_file import read_settings

FIRST = (
    ('country = "ID"', 'country = "ID", tier = "2"'),
    ('country = "JP"', 'country = "JP", tier = "2"'),
)


@pytest.fixture
def gathered(settings_file, bundled):
    """Gather the candidates of tier 2 of both countries, or what is put in place of them."""

    def run(*replaced, more=""):
        path = settings_file(*FIRST, *replaced, more=more)
        settings = read_settings(path)
        return gather(bundled, settings, read_lists(settings, path.parent), path.parent)

    return run


def test_all_companies_that_the_filters_leave_are_candidates(gathered, bundled):
    found = gathered()
    first = [company for company in bundled if company.tier == "2"]
    assert {member.id for member in found.roster.a} == {c.id for c in first if c.country == "ID"}
    assert {member.id for member in found.roster.b} == {c.id for c in first if c.country == "JP"}
    assert not found.theme_a.any()
    assert found.generation == bundled.generation


def test_strengths_are_those_of_the_catalogue(gathered, bundled):
    roster = gathered().roster
    columns = {member.id: n for n, member in enumerate(roster.b)}
    place = int(roster.strengths.max(axis=1).argmax())
    filters = {"country": "JP", "tier": "2"}
    page = bundled.matches(roster.a[place].id, limit=5, filters=filters)
    assert page.results
    for match in page.results:
        ours = roster.strengths[place, columns[match.company.id]]
        assert ours == pytest.approx(match.score, abs=0.002)


def test_a_theme_is_answered_more_or_less(gathered):
    theme = 'theme = "stamping of automotive parts"\nslots = '
    found = gathered(("[slots]\nminutes = 25\ngap = 5", theme + "{ minutes = 25, gap = 5 }"))
    assert 0 < found.theme_a.max() <= 1
    assert found.theme_a.std() > 0


def test_a_file_of_ids_and_whom_must_and_must_not_be_there(gathered, tmp_path):
    (tmp_path / "ids.csv").write_text("id\nID-001\nID-002\nID-003\n", "utf-8")
    found = gathered(
        ('filters = { country = "ID", tier = "2" }', 'file = "ids.csv"'),
        ("capacity = 4", 'capacity = 4\nmust = ["ID-009"]\nwithout = ["ID-002"]'),
    )
    assert [member.id for member in found.roster.a] == ["ID-001", "ID-003", "ID-009"]


@pytest.mark.parametrize(
    ("replaced", "code"),
    [
        (('country = "JP", tier', 'country = ["JP", "ID"], tier'), "event-on-both-sides"),
        (("capacity = 4", 'capacity = 4\nmust = ["ID-999"]'), "unknown-company"),
        (
            ("capacity = 4", 'capacity = 4\nmust = ["ID-001"]\nwithout = ["ID-001"]'),
            "event-must-and-without",
        ),
        (('country = "ID", tier', 'country = "Indonesien", tier'), "unknown-filter-value"),
        (('country = "ID", tier', 'land = "ID", tier'), "unknown-filter"),
    ],
)
def test_what_nobody_can_be_invited_by_is_refused(gathered, replaced, code):
    with pytest.raises(MitraError) as raised:
        gathered(replaced)
    assert raised.value.code == code


def test_a_wish_about_an_id_that_nobody_has_is_a_typing_error(gathered):
    wish = '[[wishes]]\ncompany = "ID-01"\npartner = "JP-001"\nwish = "wants"\n'
    with pytest.raises(MitraError, match="ID-01"):
        gathered(more=wish)

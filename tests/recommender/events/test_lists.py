"""Lists beside the settings, in any format and in the words of three languages."""

import numpy as np
import pytest

from embeddings import MitraError
from recommender.events.lists import read_lists
from recommender.events.roster import Member, Roster, event_of, language_of
from recommender.events.settings_file import read_settings

ROSTER = Roster(
    (Member("ID-1", "PT Fiksi", "ID"), Member("ID-2", "PT Rekaan", "ID")),
    (Member("JP-1", "架空工業", "JP"), Member("JP-2", "架空商事", "JP")),
    np.full((2, 2), 0.5),
    frozenset({("JP-2", "ID-2")}),
)


@pytest.fixture
def listed(settings_file, tmp_path):
    def read(**files):
        lines = "".join(f'{name} = "{name}.csv"\n' for name in files)
        for name, content in files.items():
            (tmp_path / f"{name}.csv").write_text(content, "utf-8")
        path = settings_file(more=f"[lists]\n{lines}")
        settings = read_settings(path)
        return settings, read_lists(settings, path.parent)

    return read


def test_lists_become_languages_wishes_meetings_and_absences(listed):
    settings, lists = listed(
        languages='company,languages\nID-1,"id, EN"\nJP-1,ja;en\n',
        wishes="企業,相手企業,希望\nID-1,JP-1,希望\nJP-1,ID-1,wants\nJP-2,ID-1,辞退\n",
        met="perusahaan,mitra\nJP-1,ID-2\n",
        absences='company,slots,sessions\nID-2,"1, 2",afternoon\n',
    )
    event = event_of(settings, lists, ROSTER)
    assert event.a[0].languages == {"id", "en"}
    assert event.a[1].languages == {"id"}
    assert event.b[1].languages == {"ja"}
    assert event.refused == {("ID-1", "JP-2")}
    assert event.met == {("ID-2", "JP-1"), ("ID-2", "JP-2")}
    assert event.wished == {("ID-1", "JP-1"): "ab"}
    assert event.a[1].absent == {1, 2, 5, 6}
    assert event.values.tolist() == [[1.3, 0.5], [0.5, 0.5]]


def test_a_wish_of_one_counts_less_than_one_of_both(listed):
    settings, lists = listed(wishes="company,partner,wish\nJP-2,ID-1,yes\nJP-2,ID-1,wants\n")
    event = event_of(settings, lists, ROSTER)
    assert event.values[0].tolist() == [0.5, 0.8]


def test_judged_pairs_may_meet_again_where_the_settings_say_so(settings_file):
    path = settings_file(("tables = 3", "tables = 3\nwithout_judged = false"))
    settings = read_settings(path)
    assert not event_of(settings, read_lists(settings, path.parent), ROSTER).met


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("wishes", "company,partner,wish\nID-1,JP-1,maybe\n", "row 2, column wish"),
        ("wishes", "company,partner,wish\nID-1,,wants\n", "row 2, column partner"),
        ("wishes", "company,wish\nID-1,wants\n", "lacks the columns partner"),
        ("absences", "company,slots\nID-1,one\n", "row 2, column slots"),
        ("absences", "company,sessions\nID-1,evening\n", "morning, afternoon"),
        ("languages", f"company,languages\nID-1,{'x' * 400}\n", "too long"),
        ("met", "company,partner\nID-1,JP-1,more\n", "row 2"),
    ],
)
def test_rows_that_say_nothing_are_named(listed, name, content, says):
    with pytest.raises(MitraError) as raised:
        listed(**{name: content})
    assert says in str(raised.value)
    assert raised.value.message("ja") != raised.value.message("id")


def test_an_absence_in_a_slot_that_there_is_not_is_refused(listed):
    settings, lists = listed(absences="company,slots\nID-1,7\n")
    with pytest.raises(MitraError, match="slot 7"):
        event_of(settings, lists, ROSTER)


@pytest.mark.parametrize(
    ("country", "language"), [("ID", "id"), ("JP", "ja"), ("TH", "th"), ("US", "en"), ("AQ", "en")]
)
def test_a_country_has_a_language(country, language):
    assert language_of(country) == language

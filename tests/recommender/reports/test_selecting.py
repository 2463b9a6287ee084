"""Which companies a report is about, as people write it."""

import pytest

from recommender.errors import FilterError, ReportError
from recommender.reports.selecting import Chosen, read_ids


@pytest.fixture(scope="module")
def view(bundled):
    with bundled.view() as view:
        yield view


def ids(view, chosen: Chosen) -> set[str]:
    return {c.id for c in view.load(chosen.rows(view)).values()}


def test_filters_are_those_of_a_search(bundled, view):
    chosen = Chosen.parse(["country=JP", "region=Aichi"])
    expected = {
        c.id for c in bundled if c.country == "JP" and c.region in {"愛知県", "Aichi", "愛知"}
    }
    assert ids(view, chosen) >= expected > set()
    assert all(bundled.get(one).country == "JP" for one in ids(view, chosen))


def test_values_of_one_field_are_alternatives_however_they_are_written(view):
    both = ids(view, Chosen.parse(["sector=10,13"]))
    assert both == ids(view, Chosen.parse(["sector=10", "sector=13"]))
    assert both > ids(view, Chosen.parse(["sector=10"])) > set()


def test_nothing_given_stands_for_all(bundled, view):
    assert len(Chosen.parse([]).rows(view)) == len(bundled)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ids.txt", "{0}\n\n {1} \n"),
        ("ids", "{0}\r\n{1}"),
        ("ids.csv", "id,name\n{0},satu\n{1},dua\n"),
        ("ids.csv", "Nama;ID\nsatu;{0}\ndua;{1}\n"),
        ("ids.jsonl", '{{"id": "{0}"}}\n{{"id": "{1}"}}\n'),
    ],
)
def test_a_file_says_which_companies_are_meant(bundled, view, tmp_path, name, content):
    wanted = [company.id for company in bundled][3:5]
    path = tmp_path / name
    path.write_bytes(content.format(*wanted).encode("utf-8"))
    assert read_ids(path) == wanted
    assert ids(view, Chosen.parse([f"ids={path}"])) == set(wanted)


def test_a_file_and_filters_restrict_together(bundled, view, tmp_path):
    path = tmp_path / "ids.txt"
    path.write_text("\n".join(company.id for company in bundled), "utf-8")
    found = ids(view, Chosen.parse([f"ids={path}", "country=ID"]))
    assert found == {company.id for company in bundled if company.country == "ID"}


@pytest.mark.parametrize("text", ["country", "country=", "land=ID", "=ID", ""])
def test_what_says_nobody_is_refused_with_the_fields_that_there_are(text):
    with pytest.raises(ReportError) as caught:
        Chosen.parse([text])
    assert caught.value.code == "bad-selection"
    assert "region" in caught.value.remedy("id")


def test_a_value_that_no_company_can_have_is_refused_as_in_a_search(view):
    with pytest.raises(FilterError):
        Chosen.parse(["country=Atlantis"]).rows(view)


def test_a_selection_of_nobody_says_so(view):
    with pytest.raises(ReportError) as caught:
        Chosen.parse(["country=KE"]).rows(view)
    assert caught.value.code == "empty-selection"
    assert "country=KE" in caught.value.message("ja")


def test_ids_that_the_catalogue_does_not_have_are_named(view, tmp_path):
    path = tmp_path / "ids.txt"
    path.write_text("NOBODY-1\nNOBODY-2\n", "utf-8")
    with pytest.raises(ReportError) as caught:
        Chosen.parse([f"ids={path}"]).rows(view)
    assert caught.value.code == "unknown-ids"
    assert "NOBODY-1, NOBODY-2" in caught.value.message("en")


def test_a_table_without_ids_is_refused_with_its_row(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,country\nPT Uji,ID\n", "utf-8")
    with pytest.raises(ReportError) as caught:
        read_ids(path)
    assert (caught.value.code, caught.value.values["row"]) == ("ids-without-id", 2)

"""What a document refuses, so that no writer has to."""

import pytest

from recommender.reports.document import (
    Column,
    Distribution,
    Document,
    HeatMap,
    Point,
    PointMap,
    Provenance,
    Table,
)

ORIGIN = Provenance(1, "model", {})


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("text", 1),
        ("count", 1.5),
        ("count", True),
        ("flag", 1),
        ("share", "0.5"),
        ("number", float("nan")),
        ("strength", float("inf")),
    ],
)
def test_a_cell_is_of_its_column_s_kind(kind, cell):
    with pytest.raises(ValueError, match=kind):
        Table("t", (Column("c", kind),), ((cell,),))


def test_numbers_are_rounded_once_for_all_formats():
    table = Table("t", (Column("s", "strength"), Column("n", "number")), ((1 / 3, -0.00001),))
    assert [repr(cell) for cell in table.rows[0]] == ["0.3333", "0.0"]


def test_half_a_character_becomes_one_that_files_can_hold():
    assert Table("t", (Column("c"),), (("a\ud800b",),)).rows == (("a?b",),)


@pytest.mark.parametrize(
    "columns",
    [
        (Column("a"), Column("a")),
        (Column(""),),
        (Column("a\nb"),),
        (Column("a", under="b"),),
        (Column("a", under="b"), Column("b", hidden=True)),
        (Column("a", under="b"), Column("b", under="c"), Column("c")),
        (Column("a", language="b"),),
        (Column("a", hidden=True),),
        (),
    ],
)
def test_columns_that_contradict_each_other_are_refused(columns):
    with pytest.raises(ValueError):  # noqa: PT011 - the words differ
        Table("t", columns, ())


def test_a_column_of_a_group_is_not_shown_under_one_of_the_rows():
    with pytest.raises(ValueError, match="under"):
        Table("t", (Column("a", under="b"), Column("b")), (), group=1)


@pytest.mark.parametrize("name", ["", "a b", "../x", "A", "é", "a.b"])
def test_names_are_fit_for_files(name):
    table = Table("t", (Column("c"),), ())
    with pytest.raises(ValueError, match="name"):
        Document(name, ORIGIN, (table,))
    with pytest.raises(ValueError, match="name"):
        Document("kind", ORIGIN, (Table(name, (Column("c"),), ()),))


def test_two_tables_do_not_share_a_name():
    table = Table("t", (Column("c"),), ())
    with pytest.raises(ValueError, match="name"):
        Document("kind", ORIGIN, (table, table))


def test_charts_are_whole():
    with pytest.raises(ValueError, match="rows"):
        HeatMap("h", "t", ("a", "b"), ("c",), ((1.0,),))
    with pytest.raises(ValueError, match="rows"):
        HeatMap("h", "t", ("a",), ("c", "d"), ((1.0,),))
    with pytest.raises(ValueError, match="edges"):
        Distribution("d", "t", (0, 1), (1, 2))
    with pytest.raises(ValueError, match="groups"):
        PointMap("p", "t", (Point(0, 0, "a", "B"),), ("A",))


def test_a_chart_has_a_name_of_its_own_and_a_table_behind_it():
    table = Table("t", (Column("c"),), ())
    chart = Distribution("d", "t", (0, 1), (1,))
    with pytest.raises(ValueError, match="name"):
        Document("kind", ORIGIN, (table,), (chart, chart))
    with pytest.raises(ValueError, match="shows the table"):
        Document("kind", ORIGIN, (table,), (Distribution("d", "other", (0, 1), (1,)),))

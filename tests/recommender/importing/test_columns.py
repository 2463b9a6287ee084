"""Column names in three languages."""

import pytest

from recommender.company import FIELDS
from recommender.importing.columns import MAPPABLE, assign, recognise
from recommender.tables import read_table

NAMES = [(name, row["field"]) for row in read_table("columns") for name in row["names"].split("|")]


def test_every_field_has_names_and_every_name_a_field():
    assert [row["field"] for row in read_table("columns")] == list(MAPPABLE)
    assert set(MAPPABLE) == set(FIELDS) - {"extra"}
    assert all(name.strip() for name, _ in NAMES)


@pytest.mark.parametrize(("name", "field"), NAMES)
def test_each_listed_name_stands_for_its_field_alone(name, field):
    assert recognise(name) == field


@pytest.mark.parametrize("field", MAPPABLE)
def test_a_field_is_recognised_by_its_own_name(field):
    assert recognise(field) == field


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Nama Perusahaan", "name"),
        ("NAMA_PERUSAHAAN", "name"),
        (" nama-perusahaan: ", "name"),
        ("会社名", "name"),
        ("会社名※", "name"),
        ("Company Name", "name"),
        ("ＣＯＭＰＡＮＹ　ＮＡＭＥ", "name"),
        ("Kab./Kota", "city"),
        ("従業員数（名）", "employees"),
        ("ﾎｰﾑﾍﾟｰｼﾞ", "website"),
        ("extra:name", None),
        ("extra", None),
        ("Jumlah Mesin", None),
        ("", None),
    ],
)
def test_case_width_spaces_and_marks_make_no_difference(name, field):
    assert recognise(name) == field


def test_of_several_columns_for_one_field_the_first_is_taken():
    assert assign(["会社名", "Nama", "Negara"], {}) == {"会社名": "name", "Negara": "country"}


def test_a_mapped_column_takes_its_field_from_a_recognised_one():
    assert assign(["Nama", "Merek"], {"Merek": "name"}) == {"Merek": "name"}

"""Cells as people write them."""

from datetime import UTC, date, datetime

import pytest

from recommender.exporting import list_cell
from recommender.importing.cells import convert
from recommender.problems import ProblemError


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("country", "Indonesia", "ID"),
        ("country", "Jepang", "JP"),
        ("country", "日本", "JP"),
        ("country", " jp ", "JP"),
        ("language", "Bahasa Indonesia", "id"),
        ("language", "日本語", "ja"),
        ("tier", "Tier 2", "2"),
        ("tier", "２次下請", "2"),
        ("tier", "一次", "1"),
        ("tier", "OEM", "OEM"),
        ("tier", 3.0, "3"),
        ("employees", "1.250 orang", 1250),
        ("employees", "約１２０名", 120),
        ("employees", "1,200", 1200),
        ("employees", "120.0", 120),
        ("employees", 1.0e3, 1000),
        ("sectors", "C29; 2930, KBLI 29300", ("29", "2930, KBLI 29300")),
        ("sectors", "C2930, KBLI 28111", ("2930", "2811")),
        ("sectors", 2930, ("2930",)),
        ("partnership", "Pemasok、技術提携", ("supply", "technology")),
        ("partnership", "human_resources", ("human-resources",)),
        ("capabilities", "プレス、溶接", ("プレス", "溶接")),
        ("capabilities", "las | bubut", ("las", "bubut")),
        ("capabilities", '["las, MIG", "bubut; CNC"]', ("las, MIG", "bubut; CNC")),
        ("capabilities", "[las], [bubut]", ("[las]", "[bubut]")),
        ("capabilities", "[" * 100_000, ("[" * 100_000,)),
        ("names", "", ()),
        ("city", "  ", None),
        ("updated_at", "2026-11-24T09:30:00+07:00", datetime(2026, 11, 24, 2, 30, tzinfo=UTC)),
        ("updated_at", "2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        ("updated_at", "２０２６年１１月２４日", datetime(2026, 11, 24, tzinfo=UTC)),
        ("updated_at", "2026/1/4", datetime(2026, 1, 4, tzinfo=UTC)),
        ("updated_at", date(2026, 1, 4), datetime(2026, 1, 4, tzinfo=UTC)),
    ],
)
def test_a_cell_is_understood(field, cell, value):
    assert convert(field, cell) == value


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("employees", "50-100", "number-of-employees"),
        ("employees", "-5", "number-of-employees"),
        ("employees", 1.234, "number-of-employees"),
        ("employees", True, "number-of-employees"),
        ("employees", "9" * 5_000, "number-of-employees"),
        ("updated_at", "yesterday", "date"),
        ("updated_at", "24/11/2026", "date"),
        ("updated_at", "2026/13/1", "date"),
        ("updated_at", "9999-12-31T23:00:00-14:00", "date"),
        ("name", {"id": "x"}, "not-text"),
        ("tier", [1], "not-text"),
        ("capabilities", {"a": 1}, "not-a-list"),
        ("capabilities", [["a"]], "not-text"),
    ],
)
def test_a_cell_that_says_something_else_is_a_problem_of_its_field(field, cell, code):
    with pytest.raises(ProblemError) as caught:
        convert(field, cell)
    assert (caught.value.field, caught.value.problem.code) == (field, code)
    assert len(caught.value.problem.message("ja")) < 200


@pytest.mark.parametrize(
    "items",
    [
        (),
        ("a",),
        ("a", "b"),
        ("a, b",),
        ("a, b", "c"),
        ("a; b", "c"),
        ("[a",),
        ("、",),
        ("a\nb", "c"),
    ],
)
def test_a_written_list_is_read_back(items):
    assert convert("capabilities", list_cell(items)) == items

"""JSON Lines, one company a line, and what else is found in such files."""

import json

import pytest

from recommender.errors import FileError

GOOD = '{"id": "1", "name": "PT Satu", "description": "Kami menjual ikan.", "country": "ID"}\n'
LAST = GOOD.replace('"1"', '"9"')


def line(**fields):
    values = {"id": "2", "name": "PT Dua", "description": "Kami menjual udang.", "country": "ID"}
    return json.dumps({**values, **fields}) + "\n"


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ('{"name": "PT Dua", \n', (2, None, "not-json")),
        ("kami menjual udang\n", (2, None, "not-json")),
        ("[" * 100_000 + "\n", (2, None, "json-too-deep")),
        ('{"x": ' * 100_000 + "1" + "}" * 100_000 + "\n", (2, None, "json-too-deep")),
        (line(x=json.loads("[" * 50 + "]" * 50)), (2, None, "json-too-deep")),
        ('["PT Dua"]\n', (2, None, "not-a-json-object")),
        ('"PT Dua"\n', (2, None, "not-a-json-object")),
        ("null\n", (2, None, "not-a-json-object")),
        (line(employees=float("nan")), (2, None, "json-number")),
        (line(x=float("-inf")), (2, None, "json-number")),
        (line(employees=0).replace("0}", "9" * 5_000 + "}"), (2, None, "json-number")),
        (line(employees=10**400), (2, "employees", "number-of-employees")),
        (line(employees=True), (2, "employees", "number-of-employees")),
        (line(employees=1.5), (2, "employees", "number-of-employees")),
        (line(name="\ud800"), (2, "name", "broken-character")),
        (line(note="\udfff"), (2, "note", "broken-character")),
        (line(**{"\ud800": "x"}), (2, "?", "broken-character")),
        (line(extra={"a": "\ud800"}), (2, "a", "broken-character")),
        (line(name="PT\0"), (2, "name", "nul-character")),
        (line(description=""), (2, "description", "empty")),
        (line(description=None), (2, "description", "empty")),
        ('{"name": "PT Dua", "country": "ID"}\n', (2, "description", "empty")),
        ("{}\n", (2, "name", "empty")),
        (line(description={"id": "ikan"}), (2, "description", "not-text")),
        (line(names=[["PT"]]), (2, "names", "not-text")),
        (line(country=["ID"]), (2, "country", "not-text")),
        (line(capabilities={"a": 1}), (2, "capabilities", "not-a-list")),
        (line(capabilities=[str(n) for n in range(201)]), (2, "capabilities", "too-many")),
        (line(**{f"c{n}": "x" for n in range(501)}), (2, "extra", "too-many")),
        (line(description="x" * 1_000_000), (2, "description", "too-long")),
        (line(updated_at="0001-01-01T00:00:00+14:00"), (2, "updated_at", "date")),
        (line(id="1"), (2, "id", "duplicate-id")),
    ],
)
def test_a_broken_line_is_reported_and_all_others_are_kept(load, places, broken, problem):
    report = load("x.jsonl", GOOD + broken + "\n" + LAST)
    assert places(report) == [problem]
    assert (report.read, report.saved) == (3, 2)


@pytest.mark.parametrize("text", ["[" + GOOD + "]", "\n [\n" + GOOD + "]", "\ufeff[1]"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_one_json_list_is_refused_as_a_whole(load, text, encoding):
    with pytest.raises(FileError) as caught:
        load("x.jsonl", text.encode(encoding))
    assert caught.value.code == "json-array"


def test_names_of_fields_are_recognised_in_three_languages(load, catalog):
    text = '{"会社名": "名古屋プレス", "Deskripsi": "Kami membuat cetakan.", "Country": "日本"}\n'
    assert load("x.ndjson", text).saved == 1
    assert next(iter(catalog)).country == "JP"


def test_values_of_other_types_become_what_a_person_would_type(load, catalog):
    load("x.jsonl", line(id=12, name=7.0, employees=120.0, sectors=[2930, "C"], x=True, y=[1, {}]))
    company = catalog.get("12")
    assert (company.name, company.employees, company.sectors) == ("7", 120, ("2930", "C"))
    assert company.extra == {"x": "true", "y": "[1, {}]"}


def test_extra_is_taken_apart_and_empty_values_are_left_out(load, catalog):
    load("x.jsonl", line(extra={"a": "x", "b": None, "c": "", "d": 2}, e=None, f=[]))
    assert catalog.get("2").extra == {"a": "x", "d": "2"}


def test_blank_lines_and_a_byte_order_mark_are_no_fault(load):
    assert load("x.jsonl", "\ufeff\n" + GOOD + "\r\n  \n" + LAST).saved == 2
